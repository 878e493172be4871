/** Every word of the pages in front of the panel. A key missing from one table does not compile. */
export interface Words {
  readonly locale: 'pt-BR' | 'en';
  readonly signIn: string;
  readonly login: string;
  readonly password: string;
  readonly code: string;
  readonly codeHint: string;
  readonly enter: string;
  readonly firstTime: string;
  readonly wrong: string;
  readonly locked: string;
  readonly setUp: string;
  readonly setUpLead: string;
  readonly setupWord: string;
  readonly newPassword: string;
  readonly passwordHint: (least: number) => string;
  readonly next: string;
  readonly weak: (least: number) => string;
  readonly noSetup: string;
  readonly scan: string;
  readonly scanLead: string;
  readonly typeInstead: string;
  readonly sixDigits: string;
  readonly finish: string;
  readonly wrongCode: string;
  readonly keepCodes: string;
  readonly keepCodesLead: string;
  readonly iKeptThem: string;
  readonly confirm: string;
  readonly confirmLead: string;
  readonly leave: string;
  readonly leaveLead: string;
  readonly back: string;
  readonly stopped: string;
  readonly notFound: string;
  readonly oops: (id: string) => string;
  readonly refused: string;
}

const pt: Words = {
  locale: 'pt-BR',
  signIn: 'Entrar no painel',
  login: 'Nome',
  password: 'Senha',
  code: 'Código',
  codeHint: 'Seis dígitos do aplicativo autenticador, ou um código de recuperação.',
  enter: 'Entrar',
  firstTime: 'É a primeira vez, ou você trocou de aparelho?',
  wrong: 'Não deu certo. Confira o nome, a senha e o código; cada código vale uma vez só.',
  locked: 'Foram tentativas demais. Espere um pouco e tente de novo.',
  setUp: 'Preparar o acesso',
  setUpLead: 'Use o nome e a palavra de acesso que você recebeu de quem cuida do sistema.',
  setupWord: 'Palavra de acesso',
  newPassword: 'Senha nova',
  passwordHint: (least) => `Pelo menos ${least} caracteres. Uma frase comprida é boa de lembrar.`,
  next: 'Continuar',
  weak: (least) => `Escolha uma senha com pelo menos ${least} caracteres e que não contenha o seu nome.`,
  noSetup: 'Esse nome e essa palavra não combinam, ou a palavra já foi usada ou venceu. Peça outra.',
  scan: 'Ligar o autenticador',
  scanLead: 'Aponte o aplicativo autenticador para a imagem e escreva aqui o código que ele mostrar.',
  typeInstead: 'Sem câmera? Digite esta chave no aplicativo:',
  sixDigits: 'Código de seis dígitos',
  finish: 'Concluir',
  wrongCode: 'Esse código não é o de agora. Veja se o relógio do aparelho está certo e tente o próximo.',
  keepCodes: 'Guarde estes códigos',
  keepCodesLead: 'Se você perder o aparelho, cada um deles abre o painel uma vez. Eles não aparecem de novo.',
  iKeptThem: 'Já guardei',
  confirm: 'Só para confirmar',
  confirmLead: 'O que você vai fazer pede um código novo. Ele vale por dez minutos.',
  leave: 'Sair',
  leaveLead: 'Quer mesmo sair do painel?',
  back: 'Voltar',
  stopped: 'Não deu',
  notFound: 'Não existe nada neste endereço.',
  oops: (id) => `Algo falhou do nosso lado. Anote este código para quem cuida do sistema: ${id}`,
  refused: 'Este pedido não veio de uma página do painel, ou a sua sessão acabou.',
};

const en: Words = {
  locale: 'en',
  signIn: 'Enter the panel',
  login: 'Name',
  password: 'Password',
  code: 'Code',
  codeHint: 'Six digits of your authenticator app, or a recovery code.',
  enter: 'Enter',
  firstTime: 'Is this your first time, or do you have a new device?',
  wrong: 'That did not work. Check the name, the password and the code; each code is good once.',
  locked: 'Too many tries. Wait a while and try again.',
  setUp: 'Set up your access',
  setUpLead: 'Use the name and the access word that you got from whoever runs the system.',
  setupWord: 'Access word',
  newPassword: 'New password',
  passwordHint: (least) => `At least ${least} characters. A long phrase is good to remember.`,
  next: 'Continue',
  weak: (least) => `Choose a password of at least ${least} characters that does not contain your name.`,
  noSetup: 'This name and this word do not belong together, or the word was used or is too old. Ask for another.',
  scan: 'Connect your authenticator',
  scanLead: 'Point your authenticator app at the picture, and write the code that it shows here.',
  typeInstead: 'No camera? Type this key into the app:',
  sixDigits: 'Six-digit code',
  finish: 'Finish',
  wrongCode: 'That is not the code of this moment. See whether the clock of your device is right and try the next one.',
  keepCodes: 'Keep these codes',
  keepCodesLead: 'If you lose your device, each of them opens the panel once. They are not shown again.',
  iKeptThem: 'I kept them',
  confirm: 'Just to be sure',
  confirmLead: 'What you are going to do asks for a new code. It is good for ten minutes.',
  leave: 'Leave',
  leaveLead: 'Do you really want to leave the panel?',
  back: 'Back',
  stopped: 'That did not work',
  notFound: 'There is nothing at this address.',
  oops: (id) => `Something failed on our side. Note this code for whoever runs the system: ${id}`,
  refused: 'This request did not come from a page of the panel, or your session is over.',
};

/** By what the browser prefers; Portuguese unless it says otherwise. */
export function wordsFor(acceptLanguage: string | undefined): Words {
  const first = (acceptLanguage ?? '').trim().toLowerCase();
  return first === '' || first === '*' || first.startsWith('pt') ? pt : en;
}
