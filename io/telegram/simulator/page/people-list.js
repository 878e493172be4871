import { element } from './bubble.js';
import { clock, day, say, startOfDay } from './words.js';

const list = document.getElementById('people-list');

/** By person; each stays the same while its words change, so that a tap in that moment is not lost. */
let entries = new Map();

/** The list on the left, the latest conversation first. */
export function showPeople(people, { openId, onOpen }) {
  const focused = document.activeElement?.closest('[data-person]')?.dataset.person;
  const sorted = [...people].sort((a, b) => (b.last?.sentMs ?? 0) - (a.last?.sentMs ?? 0) || a.id - b.id);
  entries = new Map(sorted.map(({ id }) => [id, entries.get(id) ?? newEntry(id, onOpen)]));
  for (const person of sorted) fill(entries.get(person.id).firstChild, person, person.id === openId);
  const items = [...entries.values()];
  if (items.length === list.children.length && items.every((item, at) => item === list.children[at])) return;
  list.replaceChildren(...items);
  if (focused) list.querySelector(`[data-person="${focused}"]`)?.focus();
}

function newEntry(id, onOpen) {
  const button = element('button', 'person');
  button.type = 'button';
  button.dataset.person = id;
  button.addEventListener('click', () => onOpen(id));
  const item = document.createElement('li');
  item.append(button);
  return item;
}

function fill(button, person, isOpen) {
  const name = nameOf(person);
  if (isOpen) button.setAttribute('aria-current', 'true');
  else button.removeAttribute('aria-current');
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
  button.replaceChildren(avatar(person, name), text, side);
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
