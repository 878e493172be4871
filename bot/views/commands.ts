import type { Words } from '../i18n/index.ts';

/**
 * Commands in the order Telegram suggests them. Aliases are other spellings that the bot understands;
 * Telegram allows a–z, 0–9 and _ only.
 */
export const COMMANDS = [
  { name: 'catalog', aliases: ['catalogar', 'catalogo'] },
  { name: 'top', aliases: ['melhores', 'mejores'] },
  { name: 'history', aliases: ['historico', 'historial'] },
  { name: 'result', aliases: ['resultado'] },
  { name: 'hours', aliases: ['horas', 'por_hora'] },
  { name: 'entries', aliases: ['entradas'] },
  { name: 'times', aliases: ['horarios'] },
  { name: 'stakes', aliases: ['banca', 'capital'] },
  { name: 'check', aliases: ['conferir', 'comprobar'] },
  { name: 'favourites', aliases: ['favoritos', 'favorites'] },
  { name: 'presets', aliases: ['preset', 'predefinidos'] },
  { name: 'notify', aliases: ['avisar', 'avisos'] },
  { name: 'daily', aliases: ['diario', 'lista'] },
  { name: 'record', aliases: ['acertos', 'aciertos'] },
  { name: 'plan', aliases: ['plano', 'planes'] },
  { name: 'paysupport', aliases: ['pagamentos', 'reembolso', 'pagos'] },
  { name: 'link', aliases: ['conectar', 'vincular'] },
  { name: 'unlink', aliases: ['desconectar', 'desvincular'] },
  { name: 'pause', aliases: ['pausa', 'descanso'] },
  { name: 'limit', aliases: ['limite'] },
  { name: 'settings', aliases: ['configuracoes', 'ajustes'] },
  { name: 'help', aliases: ['ajuda', 'ayuda'] },
  { name: 'terms', aliases: ['termos', 'terminos'] },
  { name: 'privacy', aliases: ['privacidade', 'privacidad'] },
  { name: 'export', aliases: ['meusdados', 'exportar', 'misdatos'] },
  { name: 'delete', aliases: ['apagar', 'borrar'] },
  { name: 'start', aliases: [] },
] as const satisfies readonly { name: string; aliases: readonly string[] }[];

export type CommandName = (typeof COMMANDS)[number]['name'];

/** For setMyCommands, once a language. */
export function botCommands(words: Words): { command: CommandName; description: string }[] {
  const descriptions: Record<CommandName, string> = {
    catalog: words.say('command-catalog'),
    top: words.say('command-top'),
    history: words.say('command-history'),
    result: words.say('command-result'),
    hours: words.say('command-hours'),
    entries: words.say('command-entries'),
    times: words.say('command-times'),
    stakes: words.say('command-stakes'),
    check: words.say('command-check'),
    favourites: words.say('command-favourites'),
    presets: words.say('command-presets'),
    notify: words.say('command-notify'),
    daily: words.say('command-daily'),
    record: words.say('command-record'),
    plan: words.say('command-plan'),
    paysupport: words.say('command-paysupport'),
    link: words.say('command-link'),
    unlink: words.say('command-unlink'),
    pause: words.say('command-pause'),
    limit: words.say('command-limit'),
    settings: words.say('command-settings'),
    help: words.say('command-help'),
    terms: words.say('command-terms'),
    privacy: words.say('command-privacy'),
    export: words.say('command-export'),
    delete: words.say('command-delete'),
    start: words.say('command-start'),
  };
  return COMMANDS.map(({ name }) => ({ command: name, description: descriptions[name] }));
}
