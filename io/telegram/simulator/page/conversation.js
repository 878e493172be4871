import { bubble, element } from './bubble.js';
import { day, say, startOfDay } from './words.js';

const scroller = document.getElementById('messages');
const inner = document.getElementById('messages-inner');
const toBottom = document.getElementById('to-bottom');
const NEAR_END_PX = 120;

/** The open conversation: messages by number, edited and removed where they stand. */
export function createConversation(actions) {
  let messages = new Map();
  let rows = new Map();

  const isAtEnd = () => scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
  const goToEnd = () => {
    scroller.scrollTop = scroller.scrollHeight;
  };
  const keepingEnd = (change) => {
    const wasAtEnd = isAtEnd();
    change();
    if (wasAtEnd) goToEnd();
    toBottom.hidden = isAtEnd();
  };

  const rowOf = (message) => {
    const row = bubble(message, actions);
    for (const image of row.querySelectorAll('img')) {
      image.addEventListener('load', () => toBottom.hidden && goToEnd(), { once: true });
    }
    rows.set(message.id, row);
    messages.set(message.id, message);
    return row;
  };

  const append = (message) => {
    const last = [...messages.values()].at(-1);
    if (!last || startOfDay(last.sentMs) !== startOfDay(message.sentMs)) {
      inner.append(element('div', 'day', day(message.sentMs)));
    }
    inner.append(rowOf(message));
  };

  scroller.addEventListener('scroll', () => {
    toBottom.hidden = isAtEnd();
  });
  toBottom.addEventListener('click', () => scroller.scrollTo({ top: scroller.scrollHeight, behavior: 'smooth' }));

  return {
    show(list, description) {
      messages = new Map();
      rows = new Map();
      inner.replaceChildren();
      if (list.length === 0 && description) {
        const card = element('div', 'description');
        card.append(element('strong', '', say('whatCanItDo')), element('p', '', description));
        inner.append(card);
      }
      for (const message of list) append(message);
      goToEnd();
    },
    add(message) {
      if (messages.has(message.id)) return this.replace(message);
      inner.querySelector('.description')?.remove();
      const isOwn = message.from === 'person';
      keepingEnd(() => append(message));
      rows.get(message.id)?.classList.add('is-new');
      if (isOwn) goToEnd();
    },
    replace(message) {
      const old = rows.get(message.id);
      if (!old) return this.add(message);
      const focusedKey = [...old.querySelectorAll('.key')].indexOf(document.activeElement);
      keepingEnd(() => old.replaceWith(rowOf(message)));
      if (focusedKey >= 0) rows.get(message.id).querySelectorAll('.key')[focusedKey]?.focus();
    },
    remove(id) {
      keepingEnd(() => rows.get(id)?.remove());
      rows.delete(id);
      messages.delete(id);
    },
    message: (id) => messages.get(id),
    lastOwn: () => [...messages.values()].findLast(({ from, text }) => from === 'person' && text),
    isEmpty: () => messages.size === 0,
  };
}
