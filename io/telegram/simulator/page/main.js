import {
  askInline,
  chooseInline,
  createPerson,
  editText,
  listen,
  loadChat,
  loadField,
  loadState,
  markRead,
  pressButton,
  sendFile,
  sendText,
  setBlocked,
} from './api.js';
import { createComposer } from './composer.js';
import { createConversation } from './conversation.js';
import { createInline } from './inline.js';
import { createInvoiceSheet } from './invoice.js';
import { showPeople } from './people-list.js';
import { say, speak } from './words.js';

const byId = (id) => document.getElementById(id);
const SPINNER_MS = 15_000;
const TOAST_MS = 3500;
const LIST_MS = 80;
const wide = matchMedia('(min-width: 760px)');

let bot = { name: '', username: '' };
let people = [];
let openId = null;
let actionTimer = null;
let peopleTimer = null;
const answers = new Map();
const waitingKeys = new Map();

const open = () => people.find(({ id }) => id === openId);
const report = (error) => toast(error.message);

const conversation = createConversation({
  onCommand: (command) => sendText(openId, { text: command }).catch(report),
  onEnlarge: enlarge,
  onPress: press,
});
const composer = createComposer({
  onSend: (message) => sendText(openId, message).catch(report),
  onEdit: (edit) => editText(openId, edit).catch(report),
  onFile: (file) => sendFile(openId, file).catch(report),
  lastOwn: conversation.lastOwn,
});

const start = (parameter) => sendText(openId, { text: `/start ${parameter}` }).catch(report);
createInline({
  username: () => bot.username,
  ask: (query) => askInline(openId, query).catch(report),
  choose: (choice) => chooseInline(openId, choice).catch(report),
  onStart: start,
});

const invoices = createInvoiceSheet({ person: () => openId, tell: toast });

/** A link that starts the bot, or that is paid, opens where we are: on a telephone it would not leave Telegram either. */
document.addEventListener('click', (event) => {
  const url = URL.parse(event.target.closest?.('a')?.href ?? '');
  const parameter = url?.searchParams.get('start');
  if (url?.hostname === 't.me' && url.pathname.startsWith('/$')) {
    event.preventDefault();
    return invoices.open(url.href);
  }
  if (url?.hostname !== 't.me' || url.pathname !== `/${bot.username}` || !parameter) return;
  event.preventDefault();
  void start(parameter);
});

async function press({ message, button, key }) {
  if (key.classList.contains('is-waiting')) return;
  if (button.copy_text) return navigator.clipboard?.writeText(button.copy_text.text);
  if (button.callback_data === undefined) return;
  key.classList.add('is-waiting');
  setTimeout(() => key.classList.remove('is-waiting'), SPINNER_MS);
  try {
    const { queryId } = await pressButton(openId, { messageId: message.id, data: button.callback_data });
    waitingKeys.set(queryId, key);
    // The answer can be faster than the number of the question.
    if (answers.has(queryId)) showAnswer(queryId, answers.get(queryId));
  } catch (error) {
    key.classList.remove('is-waiting');
    report(error);
  }
}

function showAnswer(queryId, answer) {
  const key = waitingKeys.get(queryId);
  if (!key) return answers.set(queryId, answer);
  waitingKeys.delete(queryId);
  answers.delete(queryId);
  key.classList.remove('is-waiting');
  if (answer.url && /^https?:/.test(answer.url)) window.open(answer.url, '_blank', 'noopener');
  else if (answer.text && answer.isAlert) {
    byId('alert-text').textContent = answer.text;
    byId('alert').showModal();
  } else if (answer.text) toast(answer.text);
}

function toast(text) {
  const box = byId('toast');
  box.textContent = text;
  box.hidden = false;
  clearTimeout(box.timer);
  box.timer = setTimeout(() => {
    box.hidden = true;
  }, TOAST_MS);
}

function enlarge(url, words) {
  byId('viewer-image').src = url;
  byId('viewer-image').alt = words;
  byId('viewer').showModal();
}

async function openPerson(id) {
  openId = id;
  localStorage.setItem('person', String(id));
  document.body.classList.add('in-chat');
  speak(open().languageCode);
  showPeople(people, { openId, onOpen: choose });
  composer.clear();
  conversation.show([], '');
  showStatus();
  await refreshChat();
  await markRead(id);
  if (wide.matches) composer.focus();
}

async function refreshChat() {
  const id = openId;
  if (id === null) return;
  const { messages, description, ...field } = await loadChat(id);
  if (id !== openId) return;
  conversation.show(messages, description);
  showField(field);
}

/** The commands, the forced reply and the keyboard below; the messages come by themselves. */
async function refreshField() {
  const id = openId;
  if (id === null) return;
  const field = await loadField(id);
  if (id === openId) showField(field);
}

function showField({ commands, underField }) {
  composer.setCommands(commands);
  composer.setUnderField(underField, conversation.message(underField?.messageId)?.text ?? '');
  showDoor();
}

/** Before the first word there is only a start button, and after blocking only the way back. */
function showDoor() {
  const { hasBlocked } = open();
  const isNew = conversation.isEmpty();
  const start = byId('start');
  start.hidden = !(hasBlocked || isNew);
  start.textContent = say(hasBlocked ? 'restart' : 'start');
  byId('composer').hidden = hasBlocked || isNew;
  byId('block').hidden = isNew;
  byId('block').textContent = say(hasBlocked ? 'unblock' : 'block');
}

const choose = (id) => openPerson(id).catch(report);

async function refreshPeople() {
  const state = await loadState();
  bot = state.bot;
  people = state.people;
  byId('bot-name').textContent = bot.name;
  document.title = bot.name;
  showPeople(people, { openId, onOpen: choose });
}

/** A bot that edits its progress changes the list many times a second; once is enough. */
function refreshPeopleSoon() {
  if (peopleTimer) return;
  peopleTimer = setTimeout(() => {
    peopleTimer = null;
    refreshPeople().catch(report);
  }, LIST_MS);
}

function showStatus(change) {
  clearTimeout(actionTimer);
  const status = byId('status');
  status.classList.toggle('is-acting', change !== undefined);
  status.textContent = change ? say(change.action) : say('bot');
  if (change) actionTimer = setTimeout(() => showStatus(), Math.max(0, change.untilMs - Date.now()));
}

const changed = {
  message({ chatId, message }) {
    if (chatId === openId && message) {
      conversation.add(message);
      if (message.from === 'bot') {
        showStatus();
        if (document.hasFocus()) markRead(chatId).catch(report);
      }
      refreshField().catch(report);
    }
    refreshPeopleSoon();
  },
  edited({ chatId, message }) {
    if (chatId === openId && message) {
      conversation.replace(message);
      if (message.from === 'bot') showStatus();
    }
    refreshPeopleSoon();
  },
  deleted({ chatId, messageId }) {
    if (chatId === openId) conversation.remove(messageId);
    refreshPeopleSoon();
  },
  action(change) {
    if (change.chatId === openId) showStatus(change);
  },
  answer: ({ queryId, answer }) => showAnswer(queryId, answer),
  commands: () => refreshField().then(refreshPeople).catch(report),
  people: () => refreshPeople().then(refreshField).catch(report),
};

byId('back').addEventListener('click', () => {
  document.body.classList.remove('in-chat');
  openId = null;
  refreshPeople().catch(report);
});
byId('start').addEventListener('click', async () => {
  try {
    if (open().hasBlocked) await setBlocked(openId, false);
    else await sendText(openId, { text: '/start' });
    composer.focus();
  } catch (error) {
    report(error);
  }
});
byId('block').addEventListener('click', () => setBlocked(openId, !open().hasBlocked).catch(report));
byId('viewer').addEventListener('click', () => byId('viewer').close());
window.addEventListener('focus', () => openId !== null && markRead(openId).catch(report));

byId('add-person').addEventListener('click', () => byId('new-person').showModal());
byId('new-cancel').addEventListener('click', () => byId('new-person').close());
byId('new-person-form').addEventListener('submit', async (event) => {
  event.preventDefault();
  try {
    const person = await createPerson({ firstName: byId('new-name').value, languageCode: byId('new-language').value });
    byId('new-person').close();
    byId('new-person-form').reset();
    await refreshPeople();
    await openPerson(person.id);
  } catch (error) {
    report(error);
  }
});

let isFirst = true;
listen({
  onChange: (change) => changed[change.kind]?.(change),
  onLost: () => {
    byId('status').textContent = say('offline');
  },
  onOpen: async () => {
    try {
      await refreshPeople();
      const remembered = Number(localStorage.getItem('person'));
      const id = openId ?? (people.some((person) => person.id === remembered) ? remembered : people[0]?.id);
      speak(people.find((person) => person.id === id)?.languageCode ?? 'pt');
      if (isFirst && wide.matches && id !== undefined) await openPerson(id);
      else await refreshChat();
      isFirst = false;
      showStatus();
      await refreshPeople();
    } catch (error) {
      report(error);
    }
  },
});
