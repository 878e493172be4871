/** The operator's words. Small on purpose: whatever a trader reads is in the bot's own texts. */
const WORDS = {
  en: {
    ready: (seconds: string) => `Catalogador is ready (${seconds} s)`,
    chat: 'Chat page',
    chatIsTelegram: 'the real Telegram',
    web: 'Web',
    panel: 'Panel',
    firstOwner: 'the first owner: npx catalogador admin create <name>',
    noPanel: 'none; it needs PANEL_DATABASE_URL',
    broker: 'Broker',
    brokerIsReal: 'the real one',
    simulated: 'simulator; log in as anybody@trader.test, password polarium',
    database: 'Database',
    data: 'Data folder',
    versions: 'Versions',
    first: 'Open the chat page and write /start. Ctrl-C ends everything.',
    end: 'Ctrl-C ends everything.',
    ending: 'Ending; Ctrl-C again ends at once.',
    ended: 'Ended.',
  },
  pt: {
    ready: (seconds: string) => `O Catalogador está pronto (${seconds.replace('.', ',')} s)`,
    chat: 'Página do chat',
    chatIsTelegram: 'o Telegram de verdade',
    web: 'Web',
    panel: 'Painel',
    firstOwner: 'para criar o primeiro dono: npx catalogador admin create <nome>',
    noPanel: 'nenhum; precisa de PANEL_DATABASE_URL',
    broker: 'Corretora',
    brokerIsReal: 'a de verdade',
    simulated: 'simulador; entre como qualquer@trader.test, senha polarium',
    database: 'Banco de dados',
    data: 'Pasta de dados',
    versions: 'Versões',
    first: 'Abra a página do chat e escreva /start. Ctrl-C encerra tudo.',
    end: 'Ctrl-C encerra tudo.',
    ending: 'Encerrando; Ctrl-C de novo encerra na hora.',
    ended: 'Encerrado.',
  },
};

export type Words = (typeof WORDS)['en'];

/** The language of the terminal, by the variables that every terminal has. */
export function wordsFor(env: NodeJS.ProcessEnv): Words {
  const language = env.LC_ALL || env.LC_MESSAGES || env.LANG || '';
  return language.toLowerCase().startsWith('pt') ? WORDS.pt : WORDS.en;
}
