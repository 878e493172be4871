import { type Call, flagOf, type House, type Method, textOf } from '../house.ts';
import { badRequest } from '../refusal.ts';
import {
  deleteMessage,
  deleteMessages,
  editMessageCaption,
  editMessageMedia,
  editMessageReplyMarkup,
  editMessageText,
} from './edit.ts';
import { answerInlineQuery } from './inline.ts';
import {
  deleteMyCommands,
  getChat,
  getChatMenuButton,
  getMe,
  getMyCommands,
  getProfile,
  setChatMenuButton,
  setMyCommands,
  setProfile,
} from './profile.ts';
import { sendChatAction, sendDocument, sendMessage, sendPhoto } from './send.ts';
import {
  answerPreCheckoutQuery,
  createInvoiceLink,
  editUserStarSubscription,
  getMyStarBalance,
  getStarTransactions,
  refundStarPayment,
} from './stars.ts';
import { deleteWebhook, getUpdates, getWebhookInfo, setWebhook } from './updates.ts';

/** Every method the simulator plays, and against which allowance it counts. */
export const METHODS: Readonly<Record<string, { readonly run: Method; readonly counts?: 'send' | 'edit' }>> = {
  getMe: { run: getMe },
  getUpdates: { run: getUpdates },
  setWebhook: { run: setWebhook },
  deleteWebhook: { run: deleteWebhook },
  getWebhookInfo: { run: getWebhookInfo },
  sendMessage: { run: sendMessage, counts: 'send' },
  sendPhoto: { run: sendPhoto, counts: 'send' },
  sendDocument: { run: sendDocument, counts: 'send' },
  sendChatAction: { run: sendChatAction },
  editMessageText: { run: editMessageText, counts: 'edit' },
  editMessageCaption: { run: editMessageCaption, counts: 'edit' },
  editMessageMedia: { run: editMessageMedia, counts: 'edit' },
  editMessageReplyMarkup: { run: editMessageReplyMarkup, counts: 'edit' },
  deleteMessage: { run: deleteMessage },
  deleteMessages: { run: deleteMessages },
  answerCallbackQuery: { run: answerCallbackQuery },
  answerInlineQuery: { run: answerInlineQuery },
  createInvoiceLink: { run: createInvoiceLink },
  answerPreCheckoutQuery: { run: answerPreCheckoutQuery },
  refundStarPayment: { run: refundStarPayment },
  editUserStarSubscription: { run: editUserStarSubscription },
  getStarTransactions: { run: getStarTransactions },
  getMyStarBalance: { run: getMyStarBalance },
  setMyCommands: { run: setMyCommands },
  getMyCommands: { run: getMyCommands },
  deleteMyCommands: { run: deleteMyCommands },
  setMyName: { run: setProfile('name') },
  getMyName: { run: getProfile('name') },
  setMyDescription: { run: setProfile('description') },
  getMyDescription: { run: getProfile('description') },
  setMyShortDescription: { run: setProfile('short_description') },
  getMyShortDescription: { run: getProfile('short_description') },
  setChatMenuButton: { run: setChatMenuButton },
  getChatMenuButton: { run: getChatMenuButton },
  getFile: { run: getFile },
  getChat: { run: getChat },
};

function answerCallbackQuery(house: House, call: Call): true {
  house.queries.answer(textOf(call, 'callback_query_id') ?? '', {
    text: textOf(call, 'text') ?? '',
    isAlert: flagOf(call, 'show_alert'),
    url: textOf(call, 'url') ?? null,
  });
  return true;
}

function getFile(house: House, call: Call) {
  const fileId = textOf(call, 'file_id') ?? '';
  const upload = house.files.uploadByFileId(fileId);
  if (!upload) throw badRequest('invalid file_id');
  const uniqueId = house.state.fileIds[fileId]?.uniqueId;
  return { file_id: fileId, file_unique_id: uniqueId, file_size: upload.sizeBytes, file_path: upload.path };
}
