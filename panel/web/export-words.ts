import type { Language } from './words.ts';

/** Every word of the page where people fetch their data. */
export interface ExportWords {
  readonly title: string;
  readonly lead: string;
  readonly size: string;
  readonly fetch: string;
  readonly once: string;
  readonly fetched: string;
  readonly gone: string;
  readonly used: string;
  readonly tooMany: string;
  readonly offline: string;
  readonly stopTitle: string;
  readonly needsScript: string;
}

export const EXPORT_WORDS: Readonly<Record<Language, ExportWords>> = {
  pt: {
    title: 'Os seus dados',
    lead: 'Um arquivo ZIP com tudo o que o Catalogador guarda de você, em JSON e em CSV.',
    size: 'Tamanho',
    fetch: 'Baixar o arquivo',
    once: 'O link funciona uma vez só. Guarde o arquivo num lugar seguro.',
    fetched: 'O arquivo está a caminho. Se não começou a baixar, toque de novo em até três minutos.',
    gone: 'Este link não vale mais. Envie /export ao bot no Telegram para receber um novo.',
    used: 'Este link já foi usado. Se não foi você, fale com o suporte. Para outro, envie /export ao bot.',
    tooMany: 'Muitos pedidos seguidos. Espere alguns minutos e tente de novo.',
    offline: 'Sem resposta. Confira a internet e tente de novo.',
    stopTitle: 'Não dá para continuar por aqui',
    needsScript: 'Esta página precisa de JavaScript. Ative-o no navegador e abra o link de novo.',
  },
  en: {
    title: 'Your data',
    lead: 'A ZIP file with everything that Catalogador keeps about you, as JSON and as CSV.',
    size: 'Size',
    fetch: 'Download the file',
    once: 'The link works once only. Keep the file in a safe place.',
    fetched: 'The file is on its way. If it did not start, tap again within three minutes.',
    gone: 'This link is no longer valid. Send /export to the bot on Telegram to get a new one.',
    used: 'This link was used already. If that was not you, tell support. For another one, send /export to the bot.',
    tooMany: 'Too many requests in a row. Wait a few minutes and try again.',
    offline: 'No answer. Check your connection and try again.',
    stopTitle: 'There is no going on from here',
    needsScript: 'This page needs JavaScript. Turn it on in the browser and open the link again.',
  },
  es: {
    title: 'Tus datos',
    lead: 'Un archivo ZIP con todo lo que Catalogador guarda de ti, en JSON y en CSV.',
    size: 'Tamaño',
    fetch: 'Descargar el archivo',
    once: 'El enlace funciona una sola vez. Guarda el archivo en un lugar seguro.',
    fetched: 'El archivo está en camino. Si no empezó a bajar, toca de nuevo en los próximos tres minutos.',
    gone: 'Este enlace ya no vale. Envía /export al bot en Telegram para recibir uno nuevo.',
    used: 'Este enlace ya se usó. Si no fuiste tú, avisa al soporte. Para otro, envía /export al bot.',
    tooMany: 'Demasiadas peticiones seguidas. Espera unos minutos e inténtalo de nuevo.',
    offline: 'Sin respuesta. Revisa la conexión e inténtalo de nuevo.',
    stopTitle: 'No se puede seguir por aquí',
    needsScript: 'Esta página necesita JavaScript. Actívalo en el navegador y abre el enlace de nuevo.',
  },
};
