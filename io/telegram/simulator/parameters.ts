/**
 * What each method takes, one line a method: `name:kind`, `!` when it cannot do without.
 * Kinds: int, id (number or @name), text, flag, list and object (JSON), file (an upload, an id or an address).
 */
const SIGNATURES: Readonly<Record<string, string>> = {
  getMe: '',
  getUpdates: 'offset:int limit:int timeout:int allowed_updates:list',
  setWebhook:
    'url:text! certificate:file ip_address:text max_connections:int allowed_updates:list drop_pending_updates:flag secret_token:text',
  deleteWebhook: 'drop_pending_updates:flag',
  getWebhookInfo: '',
  sendMessage:
    'business_connection_id:text chat_id:id! message_thread_id:int direct_messages_topic_id:int text:text! parse_mode:text entities:list link_preview_options:object disable_notification:flag protect_content:flag allow_paid_broadcast:flag message_effect_id:text suggested_post_parameters:object reply_parameters:object reply_markup:object',
  sendPhoto:
    'business_connection_id:text chat_id:id! message_thread_id:int direct_messages_topic_id:int photo:file! caption:text parse_mode:text caption_entities:list show_caption_above_media:flag has_spoiler:flag disable_notification:flag protect_content:flag allow_paid_broadcast:flag message_effect_id:text suggested_post_parameters:object reply_parameters:object reply_markup:object',
  sendDocument:
    'business_connection_id:text chat_id:id! message_thread_id:int direct_messages_topic_id:int document:file! thumbnail:file caption:text parse_mode:text caption_entities:list disable_content_type_detection:flag disable_notification:flag protect_content:flag allow_paid_broadcast:flag message_effect_id:text suggested_post_parameters:object reply_parameters:object reply_markup:object',
  editMessageText:
    'business_connection_id:text chat_id:id message_id:int inline_message_id:text text:text parse_mode:text entities:list link_preview_options:object rich_message:object reply_markup:object',
  editMessageCaption:
    'business_connection_id:text chat_id:id message_id:int inline_message_id:text caption:text parse_mode:text caption_entities:list show_caption_above_media:flag reply_markup:object',
  editMessageMedia:
    'business_connection_id:text chat_id:id message_id:int inline_message_id:text media:object! reply_markup:object',
  editMessageReplyMarkup:
    'business_connection_id:text chat_id:id message_id:int inline_message_id:text reply_markup:object',
  deleteMessage: 'chat_id:id! message_id:int!',
  deleteMessages: 'chat_id:id! message_ids:list!',
  answerCallbackQuery: 'callback_query_id:text! text:text show_alert:flag url:text cache_time:int',
  answerInlineQuery:
    'inline_query_id:text! results:list! cache_time:int is_personal:flag next_offset:text button:object',
  createInvoiceLink:
    'business_connection_id:text title:text! description:text! payload:text! provider_token:text currency:text! prices:list! subscription_period:int max_tip_amount:int suggested_tip_amounts:list provider_data:text photo_url:text photo_size:int photo_width:int photo_height:int need_name:flag need_phone_number:flag need_email:flag need_shipping_address:flag send_phone_number_to_provider:flag send_email_to_provider:flag is_flexible:flag',
  answerPreCheckoutQuery: 'pre_checkout_query_id:text! ok:flag! error_message:text',
  refundStarPayment: 'user_id:int! telegram_payment_charge_id:text!',
  editUserStarSubscription: 'user_id:int! telegram_payment_charge_id:text! is_canceled:flag!',
  getStarTransactions: 'offset:int limit:int',
  getMyStarBalance: '',
  sendChatAction: 'business_connection_id:text chat_id:id! message_thread_id:int action:text!',
  setMyCommands: 'commands:list! scope:object language_code:text',
  getMyCommands: 'scope:object language_code:text',
  deleteMyCommands: 'scope:object language_code:text',
  setMyName: 'name:text language_code:text',
  getMyName: 'language_code:text',
  setMyDescription: 'description:text language_code:text',
  getMyDescription: 'language_code:text',
  setMyShortDescription: 'short_description:text language_code:text',
  getMyShortDescription: 'language_code:text',
  setChatMenuButton: 'chat_id:int menu_button:object',
  getChatMenuButton: 'chat_id:int',
  getFile: 'file_id:text!',
  getChat: 'chat_id:id!',
};

type Kind = 'int' | 'id' | 'text' | 'flag' | 'list' | 'object' | 'file';

interface Signature {
  readonly method: string;
  readonly parameters: ReadonlyMap<string, { readonly kind: Kind; readonly isRequired: boolean }>;
}

const METHODS: ReadonlyMap<string, Signature> = new Map(
  Object.entries(SIGNATURES).map(([method, line]) => {
    const parameters = line
      .split(' ')
      .filter(Boolean)
      .map((word) => {
        const [name = '', kind = ''] = word.split(':');
        return [name, { kind: kind.replace('!', '') as Kind, isRequired: kind.endsWith('!') }] as const;
      });
    return [method.toLowerCase(), { method, parameters: new Map(parameters) }];
  }),
);

/** Telegram's spelling of a method, however it was typed; null when there is none. */
export const methodNamed = (name: string): string | null => METHODS.get(name.toLowerCase())?.method ?? null;

/** Checked parameters of one call; a parameter of a wrong type is left out, as if it had not been sent. */
export interface Parameters {
  readonly values: Readonly<Record<string, unknown>>;
  /** What the Bot API does not know or would not read; empty for a clean call. */
  readonly violations: readonly string[];
}

/**
 * Types the parameters of a known method.
 * From forms and addresses everything comes as text and is read; from JSON a number in quotes is a violation.
 */
export function readParameters(
  method: string,
  raw: Readonly<Record<string, unknown>>,
  encoding: 'json' | 'form',
): Parameters {
  const signature = METHODS.get(method.toLowerCase());
  const values: Record<string, unknown> = {};
  const violations: string[] = [];
  if (!signature) return { values: raw, violations: [`unknown method "${method}"`] };
  for (const [name, value] of Object.entries(raw)) {
    if (value === null || value === undefined) continue;
    const known = signature.parameters.get(name);
    if (!known) {
      violations.push(`unknown parameter "${name}"`);
      values[name] = value;
      continue;
    }
    // An id may come as text from anywhere: the Bot API says "Integer or String".
    const isText = encoding === 'form' || (known.kind === 'id' && typeof value === 'string');
    const read = isText ? fromText(known.kind, String(value)) : value;
    if (isOfKind(known.kind, read)) values[name] = read;
    else violations.push(`"${name}" is not of kind ${known.kind}`);
  }
  for (const [name, { isRequired }] of signature.parameters) {
    if (isRequired && !(name in values)) violations.push(`"${name}" is missing`);
  }
  return { values, violations };
}

function fromText(kind: Kind, text: string): unknown {
  switch (kind) {
    case 'int':
    case 'id':
      return /^-?\d{1,16}$/.test(text) ? Number(text) : text;
    case 'flag':
      return /^(true|1|yes)$/i.test(text) ? true : /^(false|0|no)?$/i.test(text) ? false : text;
    case 'list':
    case 'object':
      return parsedJson(text);
    case 'text':
    case 'file':
      return text;
  }
}

function isOfKind(kind: Kind, value: unknown): boolean {
  switch (kind) {
    case 'int':
      return Number.isSafeInteger(value);
    case 'id':
      return Number.isSafeInteger(value) || (typeof value === 'string' && /^@\w+$/.test(value));
    case 'flag':
      return typeof value === 'boolean';
    case 'list':
      return Array.isArray(value);
    case 'object':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'text':
    case 'file':
      return typeof value === 'string';
  }
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
