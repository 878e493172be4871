import { element } from './bubble.js';
import { clock, day, say, startOfDay } from './words.js';

const list = document.getElementById('people-list');

/** The list on the left, the latest conversation first. */
export function showPeople(people, { openId, onOpen }) {
  const focused = document.activeElement?.closest('[data-person]')?.dataset.person;
  const sorted = [...people].sort((a, b) => (b.last?.sentMs ?? 0) - (a.last?.sentMs ?? 0) || a.id - b.id);
  list.replaceChildren(...sorted.map((person) => entry(person, { isOpen: person.id === openId, onOpen })));
  if (focused) list.querySelector(`[data-person="${focused}"]`)?.focus();
}

function entry(person, { isOpen, onOpen }) {
  const name = nameOf(person);
  const button = element('button', 'person');
  button.type = 'button';
  button.dataset.person = person.id;
  if (isOpen) button.setAttribute('aria-current', 'true');
  const title = element('span', 'person-name', name);
  title.dir = 'auto';
  const preview = element('span', 'person-preview', previewOf(person));
  preview.dir = 'auto';
  const side = element('span', 'person-side');
  side.append(element('span', 'person-time', timeOf(person.last)));
  if (person.unreadCount > 0 && !isOpen) {
    const badge = element('span', 'badge', String(person.unreadCount));
    badge.ariaLabel = `${person.unreadCount} ${say('unread')}`;
    side.append(badge);
  } else side.append(element('span', 'language', person.languageCode.slice(0, 2).toUpperCase()));
  const text = element('span', 'person-text');
  text.append(title, preview);
  button.append(avatar(person, name), text, side);
  button.addEventListener('click', () => onOpen(person.id));
  const item = document.createElement('li');
  item.append(button);
  return item;
}

export const nameOf = ({ firstName, lastName }) => [firstName, lastName].filter(Boolean).join(' ');

function avatar({ id }, name) {
  const graphemes = name.split(' ').map((word) => [...new Intl.Segmenter().segment(word)][0]?.segment ?? '');
  const circle = element('span', `avatar tone-${id % 6}`, graphemes.slice(0, 2).join(''));
  circle.ariaHidden = 'true';
  return circle;
}

function previewOf({ last }) {
  if (!last) return say('empty');
  const what = last.text || say(last.stars ? 'starsMoved' : last.photo ? 'photo' : 'file');
  return last.from === 'person' ? `${say('you')}: ${what}` : what;
}

function timeOf(last) {
  if (!last) return '';
  return startOfDay(last.sentMs) === startOfDay(Date.now()) ? clock(last.sentMs) : day(last.sentMs);
}
