import { richText } from './rich-text.js';
import { clock, say } from './words.js';

/** One message as an element: picture, words, time, and the buttons under it. */
export function bubble(message, { onCommand, onPress, onEnlarge }) {
  const row = element('article', `row from-${message.from}`);
  row.dataset.id = message.id;
  const group = element('div', 'group');
  const body = element('div', 'bubble');
  if (message.replyTo) body.append(quote(message.replyTo));
  if (message.photo) body.append(photo(message, onEnlarge));
  if (message.document) body.append(attachment(message.document));
  if (message.stars) body.append(element('div', 'words', starsLine(message.stars)));
  if (message.text) {
    const words = element('div', 'words');
    words.dir = 'auto';
    words.append(richText(message.text, message.entities, { onCommand }));
    body.append(words);
  }
  body.append(meta(message));
  if (message.photo) body.classList.add(message.text ? 'has-photo' : 'is-photo');
  group.append(body);
  if (message.keyboard.length > 0) group.append(keyboard(message, onPress));
  row.append(group);
  return row;
}

/** What Telegram itself says of Stars; the bot says the rest. */
function starsLine({ kind, amount }) {
  return `⭐ ${say(kind === 'paid' ? 'starsPaid' : 'starsBack')}: ${amount}`;
}

function quote({ text }) {
  const quoted = element('div', 'quoted', text || say('photo'));
  quoted.dir = 'auto';
  return quoted;
}

function photo({ photo: { url, width, height }, hasSpoiler, text }, onEnlarge) {
  const frame = element('button', hasSpoiler ? 'photo is-hidden' : 'photo');
  frame.type = 'button';
  frame.ariaLabel = say('enlarge');
  const image = document.createElement('img');
  image.src = url;
  image.alt = text.split('\n')[0] || say('photo');
  image.width = width;
  image.height = height;
  frame.append(image);
  frame.addEventListener('click', () => {
    if (frame.classList.contains('is-hidden')) frame.classList.remove('is-hidden');
    else onEnlarge(image.src, image.alt);
  });
  return frame;
}

function attachment({ url, name, sizeBytes }) {
  const file = element('a', 'document');
  file.href = url;
  file.download = name;
  const size =
    sizeBytes < 1024 * 1024 ? `${Math.ceil(sizeBytes / 1024)} kB` : `${(sizeBytes / 1024 ** 2).toFixed(1)} MB`;
  const text = element('span', 'document-text');
  text.append(element('strong', '', name), element('small', '', size));
  file.append(element('span', 'document-icon', '↓'), text);
  return file;
}

function meta({ sentMs, isEdited }) {
  const line = element('span', 'meta');
  if (isEdited) line.append(`${say('edited')} `);
  const time = element('time', '', clock(sentMs));
  time.dateTime = new Date(sentMs).toISOString();
  line.append(time);
  return line;
}

function keyboard(message, onPress) {
  const board = element('div', 'keyboard');
  for (const buttons of message.keyboard) {
    const line = element('div', 'keyboard-row');
    for (const button of buttons) line.append(key(message, button, onPress));
    board.append(line);
  }
  return board;
}

function key(message, button, onPress) {
  const isLink = typeof button.url === 'string' && ['http:', 'https:', 'tg:'].includes(URL.parse(button.url)?.protocol);
  const one = element(isLink ? 'a' : 'button', `key ${isLink ? 'is-link' : ''}`);
  const label = element('span', 'key-label', button.text);
  label.dir = 'auto';
  one.append(label);
  if (isLink) {
    one.href = button.url;
    one.target = '_blank';
    one.rel = 'noopener noreferrer';
    one.title = `${button.url} (${say('opensTab')})`;
  } else {
    one.type = 'button';
    one.addEventListener('click', () => onPress({ message, button, key: one }));
  }
  return one;
}

export function element(tag, className = '', text = '') {
  const made = document.createElement(tag);
  if (className) made.className = className;
  if (text) made.textContent = text;
  return made;
}
