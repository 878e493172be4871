/** Every word of the link page, in the person's language. A key missing from one table does not compile. */
export const LANGUAGES = ['pt', 'en', 'es'] as const;

export type Language = (typeof LANGUAGES)[number];

/** What the browser prints as it is; names are those of the `data-word` marks in the page. */
export interface PageWords {
  readonly title: string;
  readonly lead: string;
  readonly opening: string;
  readonly needsScript: string;
  readonly linksTo: string;
  readonly identifier: string;
  readonly password: string;
  readonly show: string;
  readonly hide: string;
  readonly submit: string;
  readonly working: string;
  readonly promise: string;
  readonly orders: string;
  readonly or: string;
  readonly oauth: string;
  readonly codeTitle: string;
  readonly codeByEmail: string;
  readonly codeBySms: string;
  readonly codeElsewhere: string;
  readonly code: string;
  readonly submitCode: string;
  readonly resend: string;
  readonly resent: string;
  readonly doneTitle: string;
  readonly done: string;
  readonly account: string;
  readonly practice: string;
  readonly real: string;
  readonly stopTitle: string;
  readonly offline: string;
  readonly retry: string;
  readonly home: string;
}

export interface ProblemWords {
  readonly gone: string;
  readonly used: string;
  readonly exhausted: string;
  readonly wrong_credentials: string;
  readonly wrong_code: string;
  readonly captcha: string;
  readonly unavailable: string;
  readonly push_only: string;
  readonly full: string;
  readonly start_again: string;
  readonly oauth_refused: string;
  readonly oauth_stranger: string;
  readonly bad_input: string;
  readonly foreign: string;
  readonly not_found: string;
  readonly limited: (minutes: number) => string;
  readonly resting: (minutes: number) => string;
  readonly locked: (minutes: number) => string;
  readonly too_many: (minutes: number) => string;
  readonly oops: (reportId: string) => string;
}

export interface Words {
  readonly language: Language;
  /** For numbers and money. */
  readonly locale: string;
  readonly page: PageWords;
  readonly problem: ProblemWords;
}

const pt: Words = {
  language: 'pt',
  locale: 'pt-BR',
  page: {
    title: 'Conectar sua conta Polarium',
    lead: 'Entre com a conta que você já usa na corretora.',
    opening: 'Abrindo…',
    needsScript: 'Esta página precisa de JavaScript. Ative-o no navegador e abra o link de novo.',
    linksTo: 'Telegram:',
    identifier: 'E-mail da Polarium',
    password: 'Senha da Polarium',
    show: 'Mostrar',
    hide: 'Ocultar',
    submit: 'Conectar',
    working: 'Conectando…',
    promise: 'A senha é usada uma única vez para entrar na corretora e nunca é guardada.',
    orders: 'O Catalogador lê velas e saldo. Ele nunca faz operações.',
    or: 'ou',
    oauth: 'Entrar pelo site da Polarium',
    codeTitle: 'Confirme que é você',
    codeByEmail: 'A Polarium enviou um código para o seu e-mail. Digite-o aqui.',
    codeBySms: 'A Polarium enviou um código por SMS. Digite-o aqui.',
    codeElsewhere: 'A Polarium enviou um código para você. Digite-o aqui.',
    code: 'Código',
    submitCode: 'Confirmar',
    resend: 'Enviar outro código',
    resent: 'Pronto, outro código está a caminho.',
    doneTitle: 'Conta conectada',
    done: 'Pode fechar esta página e voltar ao Telegram.',
    account: 'Conta em uso',
    practice: 'Saldo de treino',
    real: 'Saldo real',
    stopTitle: 'Não dá para continuar por aqui',
    offline: 'Sem resposta. Confira a internet e tente de novo.',
    retry: 'Tentar de novo',
    home: 'Está no ar. Para conectar sua conta, envie /link ao bot no Telegram.',
  },
  problem: {
    gone: 'Este link não vale mais. Envie /link ao bot no Telegram para receber um novo.',
    used: 'Este link já foi usado. Se não foi você, envie /unlink ao bot e troque a senha na Polarium.',
    exhausted: 'Foram tentativas demais neste link. Envie /link ao bot no Telegram para receber um novo.',
    wrong_credentials:
      'E-mail ou senha não conferem. Veja se são os mesmos do site da Polarium. Para ela não bloquear a sua conta, a próxima tentativa com este e-mail é daqui a 10 minutos.',
    wrong_code: 'Esse código não confere. Digite o último que chegou.',
    captcha: 'A Polarium quer confirmar que você é uma pessoa. Entre uma vez no site ou no app dela e volte aqui.',
    unavailable: 'A Polarium não está respondendo agora. Sua senha não foi guardada; tente daqui a pouco.',
    push_only:
      'Sua conta só confirma a entrada pelo app. Ative o código por e-mail ou SMS na Polarium e tente de novo.',
    full: 'Você já tem contas demais conectadas. Envie /unlink ao bot no Telegram, desconecte uma e tente de novo.',
    start_again: 'O tempo do código acabou. Entre com e-mail e senha outra vez.',
    oauth_refused: 'A Polarium não autorizou o acesso. Abra o link do Telegram de novo para tentar outra vez.',
    oauth_stranger: 'Esta resposta não pertence a este navegador. Abra de novo o link que o bot enviou.',
    bad_input: 'Falta algo no formulário ou algo está fora do formato.',
    foreign: 'Abra esta página pelo link que o bot enviou.',
    not_found: 'Esta página não existe.',
    limited: (minutes) =>
      `A Polarium pediu uma pausa por muitas tentativas. Espere ${minutesPt(minutes)} e tente de novo.`,
    resting: (minutes) =>
      `A última tentativa com este e-mail foi recusada. Para a Polarium não bloquear a sua conta, espere ${minutesPt(minutes)} e envie /link ao bot outra vez.`,
    locked: (minutes) =>
      `Foram senhas ou códigos errados demais em uma hora. Para proteger as contas, espere ${minutesPt(minutes)} e envie /link ao bot outra vez.`,
    too_many: (minutes) => `Muitos pedidos seguidos. Espere ${minutesPt(minutes)} e tente de novo.`,
    oops: (reportId) => `Algo falhou do nosso lado. Se continuar, mande este código ao suporte: ${reportId}`,
  },
};

const en: Words = {
  language: 'en',
  locale: 'en-US',
  page: {
    title: 'Link your Polarium account',
    lead: 'Sign in with the account you already have at the broker.',
    opening: 'Opening…',
    needsScript: 'This page needs JavaScript. Turn it on in the browser and open the link again.',
    linksTo: 'Telegram:',
    identifier: 'Polarium e-mail',
    password: 'Polarium password',
    show: 'Show',
    hide: 'Hide',
    submit: 'Link account',
    working: 'Linking…',
    promise: 'The password is used once to sign in at the broker and is never stored.',
    orders: 'Catalogador reads candles and the balance. It never places orders.',
    or: 'or',
    oauth: 'Sign in on the Polarium site',
    codeTitle: 'Confirm it is you',
    codeByEmail: 'Polarium sent a code to your e-mail. Type it here.',
    codeBySms: 'Polarium sent a code by text message. Type it here.',
    codeElsewhere: 'Polarium sent you a code. Type it here.',
    code: 'Code',
    submitCode: 'Confirm',
    resend: 'Send another code',
    resent: 'Done, another code is on its way.',
    doneTitle: 'Account linked',
    done: 'You can close this page and go back to Telegram.',
    account: 'Account in use',
    practice: 'Practice balance',
    real: 'Real balance',
    stopTitle: 'This page cannot go on',
    offline: 'No answer. Check your connection and try again.',
    retry: 'Try again',
    home: 'Up and running. To link your account, send /link to the bot in Telegram.',
  },
  problem: {
    gone: 'This link is no longer valid. Send /link to the bot in Telegram to get a new one.',
    used: 'This link was already used. If that was not you, send /unlink to the bot and change your Polarium password.',
    exhausted: 'Too many attempts on this link. Send /link to the bot in Telegram to get a new one.',
    wrong_credentials:
      'E-mail or password do not match. Check that they are those of the Polarium site. So that it does not lock your account, the next try with this e-mail is in 10 minutes.',
    wrong_code: 'That code does not match. Type the latest one you received.',
    captcha: 'Polarium wants to be sure you are a person. Sign in once on its site or app, then come back.',
    unavailable: 'Polarium is not answering right now. Your password was not stored; try again in a while.',
    push_only:
      'Your account only confirms sign-ins in the app. Turn on codes by e-mail or SMS at Polarium and try again.',
    full: 'You have too many accounts linked already. Send /unlink to the bot in Telegram, unlink one and try again.',
    start_again: 'The time for the code is over. Enter e-mail and password again.',
    oauth_refused: 'Polarium did not grant access. Open the Telegram link again to retry.',
    oauth_stranger: 'This answer does not belong to this browser. Open the link the bot sent again.',
    bad_input: 'Something in the form is missing or malformed.',
    foreign: 'Open this page with the link the bot sent.',
    not_found: 'This page does not exist.',
    limited: (minutes) => `Polarium asked for a pause after many attempts. Wait ${minutesEn(minutes)} and try again.`,
    resting: (minutes) =>
      `The last try with this e-mail was refused. So that Polarium does not lock your account, wait ${minutesEn(minutes)} and send /link to the bot again.`,
    locked: (minutes) =>
      `Too many wrong passwords or codes in an hour. To keep accounts safe, wait ${minutesEn(minutes)} and send /link to the bot again.`,
    too_many: (minutes) => `Too many requests in a row. Wait ${minutesEn(minutes)} and try again.`,
    oops: (reportId) => `Something failed on our side. If it goes on, send this code to support: ${reportId}`,
  },
};

const es: Words = {
  language: 'es',
  locale: 'es',
  page: {
    title: 'Conecta tu cuenta de Polarium',
    lead: 'Entra con la cuenta que ya usas en el bróker.',
    opening: 'Abriendo…',
    needsScript: 'Esta página necesita JavaScript. Actívalo en el navegador y abre el enlace otra vez.',
    linksTo: 'Telegram:',
    identifier: 'Correo de Polarium',
    password: 'Contraseña de Polarium',
    show: 'Mostrar',
    hide: 'Ocultar',
    submit: 'Conectar',
    working: 'Conectando…',
    promise: 'La contraseña se usa una sola vez para entrar en el bróker y nunca se guarda.',
    orders: 'Catalogador lee velas y saldo. Nunca hace operaciones.',
    or: 'o',
    oauth: 'Entrar en el sitio de Polarium',
    codeTitle: 'Confirma que eres tú',
    codeByEmail: 'Polarium envió un código a tu correo. Escríbelo aquí.',
    codeBySms: 'Polarium envió un código por SMS. Escríbelo aquí.',
    codeElsewhere: 'Polarium te envió un código. Escríbelo aquí.',
    code: 'Código',
    submitCode: 'Confirmar',
    resend: 'Enviar otro código',
    resent: 'Listo, otro código está en camino.',
    doneTitle: 'Cuenta conectada',
    done: 'Ya puedes cerrar esta página y volver a Telegram.',
    account: 'Cuenta en uso',
    practice: 'Saldo de práctica',
    real: 'Saldo real',
    stopTitle: 'No se puede seguir por aquí',
    offline: 'Sin respuesta. Revisa la conexión e inténtalo de nuevo.',
    retry: 'Intentar de nuevo',
    home: 'En marcha. Para conectar tu cuenta, envía /link al bot en Telegram.',
  },
  problem: {
    gone: 'Este enlace ya no vale. Envía /link al bot en Telegram para recibir uno nuevo.',
    used: 'Este enlace ya se usó. Si no fuiste tú, envía /unlink al bot y cambia la contraseña en Polarium.',
    exhausted: 'Demasiados intentos en este enlace. Envía /link al bot en Telegram para recibir uno nuevo.',
    wrong_credentials:
      'El correo o la contraseña no coinciden. Revisa que sean los del sitio de Polarium. Para que no bloquee tu cuenta, el próximo intento con este correo es en 10 minutos.',
    wrong_code: 'Ese código no coincide. Escribe el último que recibiste.',
    captcha: 'Polarium quiere confirmar que eres una persona. Entra una vez en su sitio o app y vuelve aquí.',
    unavailable: 'Polarium no responde ahora. Tu contraseña no se guardó; inténtalo en un rato.',
    push_only:
      'Tu cuenta solo confirma la entrada en la app. Activa el código por correo o SMS en Polarium y reinténtalo.',
    full: 'Ya tienes demasiadas cuentas conectadas. Envía /unlink al bot en Telegram, desconecta una y reinténtalo.',
    start_again: 'Se acabó el tiempo del código. Entra otra vez con correo y contraseña.',
    oauth_refused: 'Polarium no autorizó el acceso. Abre otra vez el enlace de Telegram para reintentarlo.',
    oauth_stranger: 'Esta respuesta no pertenece a este navegador. Abre otra vez el enlace que envió el bot.',
    bad_input: 'Falta algo en el formulario o algo no tiene el formato esperado.',
    foreign: 'Abre esta página con el enlace que envió el bot.',
    not_found: 'Esta página no existe.',
    limited: (minutes) =>
      `Polarium pidió una pausa por muchos intentos. Espera ${minutesEs(minutes)} e inténtalo de nuevo.`,
    resting: (minutes) =>
      `El último intento con este correo fue rechazado. Para que Polarium no bloquee tu cuenta, espera ${minutesEs(minutes)} y envía /link al bot otra vez.`,
    locked: (minutes) =>
      `Fueron demasiadas contraseñas o códigos equivocados en una hora. Para proteger las cuentas, espera ${minutesEs(minutes)} y envía /link al bot otra vez.`,
    too_many: (minutes) => `Demasiadas peticiones seguidas. Espera ${minutesEs(minutes)} e inténtalo de nuevo.`,
    oops: (reportId) => `Algo falló de nuestro lado. Si continúa, envía este código a soporte: ${reportId}`,
  },
};

const TABLES: Readonly<Record<Language, Words>> = { pt, en, es };

/** The person's own language if they have one, else the first of the browser's that we speak, else Portuguese. */
export function wordsFor(language: string | null, acceptLanguage = ''): Words {
  const wishes = [language ?? '', ...acceptLanguage.split(',')].map((wish) => wish.trim().slice(0, 2).toLowerCase());
  return TABLES[LANGUAGES.find((one) => one === wishes.find(isSpoken)) ?? 'pt'];
}

function isSpoken(wish: string): boolean {
  return LANGUAGES.some((language) => language === wish);
}

function minutesPt(minutes: number): string {
  return minutes === 1 ? '1 minuto' : `${minutes} minutos`;
}

function minutesEn(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

function minutesEs(minutes: number): string {
  return minutes === 1 ? '1 minuto' : `${minutes} minutos`;
}
