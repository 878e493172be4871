/** The page's own words; the bot's words come from the bot. */
const WORDS = {
  pt: {
    people: 'Pessoas',
    note: 'Simulador do Telegram: tudo acontece nesta máquina.',
    add: 'Nova pessoa',
    back: 'Voltar',
    bot: 'bot',
    typing: 'digitando',
    upload_photo: 'enviando foto',
    upload_document: 'enviando arquivo',
    block: 'Bloquear',
    unblock: 'Desbloquear',
    start: 'Começar',
    restart: 'Desbloquear o bot',
    menu: 'Menu',
    commands: 'Comandos',
    message: 'Mensagem',
    attach: 'Anexar arquivo',
    send: 'Enviar',
    edited: 'editada',
    today: 'Hoje',
    yesterday: 'Ontem',
    newest: 'Ir para o fim',
    close: 'Fechar',
    cancel: 'Cancelar',
    newPerson: 'Nova pessoa',
    name: 'Nome',
    language: 'Idioma do Telegram',
    create: 'Criar',
    reply: 'Responder',
    editing: 'Editar mensagem',
    photo: 'Foto',
    file: 'Arquivo',
    enlarge: 'Ampliar foto',
    spoiler: 'Mostrar texto oculto',
    empty: 'Nenhuma mensagem ainda',
    unread: 'não lidas',
    you: 'Você',
    offline: 'reconectando…',
    whatCanItDo: 'O que este bot faz?',
    opensTab: 'abre em nova aba',
  },
  en: {
    people: 'People',
    note: 'Telegram simulator: everything stays on this machine.',
    add: 'New person',
    back: 'Back',
    bot: 'bot',
    typing: 'typing',
    upload_photo: 'sending photo',
    upload_document: 'sending file',
    block: 'Block',
    unblock: 'Unblock',
    start: 'Start',
    restart: 'Unblock the bot',
    menu: 'Menu',
    commands: 'Commands',
    message: 'Message',
    attach: 'Attach a file',
    send: 'Send',
    edited: 'edited',
    today: 'Today',
    yesterday: 'Yesterday',
    newest: 'Go to the end',
    close: 'Close',
    cancel: 'Cancel',
    newPerson: 'New person',
    name: 'Name',
    language: 'Telegram language',
    create: 'Create',
    reply: 'Reply',
    editing: 'Edit message',
    photo: 'Photo',
    file: 'File',
    enlarge: 'Enlarge photo',
    spoiler: 'Show hidden text',
    empty: 'No messages yet',
    unread: 'unread',
    you: 'You',
    offline: 'reconnecting…',
    whatCanItDo: 'What can this bot do?',
    opensTab: 'opens in a new tab',
  },
  es: {
    people: 'Personas',
    note: 'Simulador de Telegram: todo ocurre en esta máquina.',
    add: 'Nueva persona',
    back: 'Volver',
    bot: 'bot',
    typing: 'escribiendo',
    upload_photo: 'enviando foto',
    upload_document: 'enviando archivo',
    block: 'Bloquear',
    unblock: 'Desbloquear',
    start: 'Empezar',
    restart: 'Desbloquear el bot',
    menu: 'Menú',
    commands: 'Comandos',
    message: 'Mensaje',
    attach: 'Adjuntar archivo',
    send: 'Enviar',
    edited: 'editado',
    today: 'Hoy',
    yesterday: 'Ayer',
    newest: 'Ir al final',
    close: 'Cerrar',
    cancel: 'Cancelar',
    newPerson: 'Nueva persona',
    name: 'Nombre',
    language: 'Idioma de Telegram',
    create: 'Crear',
    reply: 'Responder',
    editing: 'Editar mensaje',
    photo: 'Foto',
    file: 'Archivo',
    enlarge: 'Ampliar foto',
    spoiler: 'Mostrar texto oculto',
    empty: 'Aún no hay mensajes',
    unread: 'sin leer',
    you: 'Tú',
    offline: 'reconectando…',
    whatCanItDo: '¿Qué hace este bot?',
    opensTab: 'se abre en otra pestaña',
  },
};

let language = 'pt';

export const say = (key) => WORDS[language][key] ?? key;
export const locale = () => ({ pt: 'pt-BR', en: 'en-GB', es: 'es' })[language];

/** Puts the page's own words into the language of the person whose telephone it shows. */
export function speak(languageCode) {
  language = languageCode.slice(0, 2) in WORDS ? languageCode.slice(0, 2) : 'en';
  document.documentElement.lang = language;
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = say(element.dataset.word);
  for (const element of document.querySelectorAll('[data-label]')) {
    element.ariaLabel = say(element.dataset.label);
    element.title = say(element.dataset.label);
  }
}

export const clock = (ms) => new Intl.DateTimeFormat(locale(), { hour: '2-digit', minute: '2-digit' }).format(ms);

export function day(ms) {
  const daysAgo = Math.round((startOfDay(Date.now()) - startOfDay(ms)) / 86_400_000);
  if (daysAgo === 0) return say('today');
  if (daysAgo === 1) return say('yesterday');
  return new Intl.DateTimeFormat(locale(), { day: 'numeric', month: 'long', year: 'numeric' }).format(ms);
}

export const startOfDay = (ms) => new Date(ms).setHours(0, 0, 0, 0);
