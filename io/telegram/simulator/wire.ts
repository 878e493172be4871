/** The shapes we put on the Bot API wire; fields as Telegram names them. Absent and undefined mean the same. */
export interface User {
  readonly id: number;
  readonly is_bot: boolean;
  readonly first_name: string;
  readonly last_name?: string | undefined;
  readonly username?: string | undefined;
  readonly language_code?: string | undefined;
}

export interface Chat {
  readonly id: number;
  readonly type: 'private' | 'supergroup';
  readonly title?: string | undefined;
  readonly username?: string | undefined;
  readonly first_name?: string | undefined;
  readonly last_name?: string | undefined;
}

/** A styled stretch of text; offset and length count UTF-16 units, as JavaScript strings do. */
export interface Entity {
  readonly type: string;
  readonly offset: number;
  readonly length: number;
  readonly url?: string | undefined;
  readonly language?: string | undefined;
  readonly user?: User | undefined;
  readonly custom_emoji_id?: string | undefined;
  readonly unix_time?: number | undefined;
  readonly date_time_format?: string | undefined;
}

export interface InlineButton {
  readonly text: string;
  readonly url?: string | undefined;
  readonly callback_data?: string | undefined;
  readonly [other: string]: unknown;
}

export interface InlineKeyboard {
  readonly inline_keyboard: readonly (readonly InlineButton[])[];
}

export interface PhotoSize {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly width: number;
  readonly height: number;
  readonly file_size: number;
}

export interface DocumentFile {
  readonly file_id: string;
  readonly file_unique_id: string;
  readonly file_name: string;
  readonly mime_type: string;
  readonly file_size: number;
}

export interface Message {
  readonly message_id: number;
  readonly from: User;
  readonly chat: Chat;
  /** Unix seconds. */
  readonly date: number;
  readonly edit_date?: number | undefined;
  readonly reply_to_message?: Message | undefined;
  /** The bot whose inline answer this was. */
  readonly via_bot?: User | undefined;
  readonly text?: string | undefined;
  readonly entities?: readonly Entity[] | undefined;
  readonly link_preview_options?: unknown;
  readonly photo?: readonly PhotoSize[] | undefined;
  readonly document?: DocumentFile | undefined;
  readonly caption?: string | undefined;
  readonly caption_entities?: readonly Entity[] | undefined;
  readonly show_caption_above_media?: true | undefined;
  readonly has_media_spoiler?: true | undefined;
  readonly has_protected_content?: true | undefined;
  readonly reply_markup?: InlineKeyboard | undefined;
  readonly successful_payment?: SuccessfulPayment | undefined;
  readonly refunded_payment?: RefundedPayment | undefined;
}

/** Money arrived: a service message of the person, which only the bot is told of. */
export interface SuccessfulPayment {
  readonly currency: string;
  readonly total_amount: number;
  readonly invoice_payload: string;
  /** Unix seconds. */
  readonly subscription_expiration_date?: number | undefined;
  readonly is_recurring?: true | undefined;
  readonly is_first_recurring?: true | undefined;
  readonly telegram_payment_charge_id: string;
  readonly provider_payment_charge_id: string;
}

export interface RefundedPayment {
  readonly currency: string;
  readonly total_amount: number;
  readonly invoice_payload: string;
  readonly telegram_payment_charge_id: string;
}

/** One update: its number and exactly one other key, named by its kind. */
export interface Update {
  readonly update_id: number;
  readonly [kind: string]: unknown;
}

export interface BotCommand {
  readonly command: string;
  readonly description: string;
}
