import { say } from './words.js';

const TAGS = { bold: 'strong', italic: 'em', underline: 'u', strikethrough: 's', code: 'code', pre: 'pre' };

/** Text with its entities as elements; only textContent, so no word of anybody becomes markup. */
export function richText(text, entities, { onCommand }) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  return stretch({ text, entities: sorted, from: 0, to: text.length, onCommand });
}

function stretch({ text, entities, from, to, onCommand }) {
  const fragment = document.createDocumentFragment();
  let at = from;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const end = Math.min(entity.offset + entity.length, to);
    const inside = [];
    for (index += 1; index < entities.length && entities[index].offset < end; index += 1) inside.push(entities[index]);
    fragment.append(text.slice(at, entity.offset));
    const element = elementFor(entity, text.slice(entity.offset, end), onCommand);
    element.append(stretch({ text, entities: inside, from: entity.offset, to: end, onCommand }));
    fragment.append(element);
    at = end;
  }
  fragment.append(text.slice(at, to));
  return fragment;
}

function elementFor(entity, words, onCommand) {
  switch (entity.type) {
    case 'url':
    case 'text_link':
      return link(entity.url ?? words);
    case 'email':
      return link(`mailto:${words}`);
    case 'bot_command':
      return command(words, onCommand);
    case 'spoiler':
      return spoiler();
    case 'blockquote':
    case 'expandable_blockquote':
      return document.createElement('blockquote');
    case 'mention':
    case 'hashtag':
      return withClass('span', 'tagged');
    default:
      return document.createElement(TAGS[entity.type] ?? 'span');
  }
}

function link(address) {
  const url = URL.parse(address);
  if (!url || !['http:', 'https:', 'mailto:', 'tg:'].includes(url.protocol)) return document.createElement('span');
  const anchor = document.createElement('a');
  anchor.href = url.href;
  anchor.target = '_blank';
  anchor.rel = 'noopener noreferrer';
  return anchor;
}

function command(words, onCommand) {
  const button = withClass('button', 'command');
  button.type = 'button';
  button.addEventListener('click', () => onCommand(words));
  return button;
}

function spoiler() {
  const button = withClass('button', 'spoiler');
  button.type = 'button';
  button.ariaLabel = say('spoiler');
  button.addEventListener('click', () => {
    button.classList.add('is-open');
    button.removeAttribute('aria-label');
  });
  return button;
}

function withClass(tag, className) {
  const element = document.createElement(tag);
  element.className = className;
  return element;
}
