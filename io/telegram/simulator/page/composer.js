import { element } from './bubble.js';
import { say } from './words.js';

const byId = (id) => document.getElementById(id);
const form = byId('composer');
const field = byId('text');
const suggestions = byId('suggestions');
const menu = byId('menu');
const context = byId('context');
const board = byId('reply-keyboard');
const file = byId('file');

/** The text field with its command list, forced replies, reply keyboards and edits. */
export function createComposer({ onSend, onEdit, onFile, lastOwn }) {
  let commands = [];
  let chosen = -1;
  /** @type {null | { kind: 'reply' | 'edit', messageId: number }} */
  let about = null;

  const grow = () => {
    field.style.height = 'auto';
    // Hidden behind the start button it has no height; the style sheet's is right then.
    field.style.height = field.scrollHeight > 0 ? `${Math.min(field.scrollHeight, 160)}px` : '';
    form.classList.toggle('has-text', field.value.trim() !== '');
  };

  const submit = (text) => {
    const words = text.trim();
    if (words === '') return;
    if (about?.kind === 'edit') onEdit({ messageId: about.messageId, text: words });
    else onSend({ text: words, ...(about ? { replyToMessageId: about.messageId } : {}) });
    field.value = '';
    setAbout(null);
    closeSuggestions();
    grow();
  };

  const setAbout = (next, body = '') => {
    about = next;
    context.hidden = next === null;
    byId('context-title').textContent = next ? say(next.kind === 'edit' ? 'editing' : 'reply') : '';
    byId('context-body').textContent = body;
  };

  const closeSuggestions = () => {
    suggestions.hidden = true;
    menu.ariaExpanded = 'false';
    chosen = -1;
  };

  const suggest = (typed) => {
    const fitting = commands.filter(({ command }) => `/${command}`.startsWith(typed.toLowerCase()));
    if (fitting.length === 0) return closeSuggestions();
    suggestions.replaceChildren(
      ...fitting.map(({ command, description }) => {
        const item = element('div', 'suggestion');
        item.role = 'option';
        item.dataset.command = `/${command}`;
        item.append(element('strong', '', `/${command}`), element('span', '', description));
        item.addEventListener('mousedown', (event) => event.preventDefault());
        item.addEventListener('click', () => submit(item.dataset.command));
        return item;
      }),
    );
    suggestions.hidden = false;
    menu.ariaExpanded = 'true';
    choose(-1);
  };

  const choose = (index) => {
    const items = [...suggestions.children];
    chosen = items.length === 0 ? -1 : (index + items.length + (index < -1 ? 1 : 0)) % items.length;
    if (index === -1) chosen = -1;
    for (const [at, item] of items.entries()) item.ariaSelected = String(at === chosen);
    items[chosen]?.scrollIntoView({ block: 'nearest' });
  };

  const editLast = () => {
    const message = lastOwn();
    if (!message) return;
    field.value = message.text;
    setAbout({ kind: 'edit', messageId: message.id }, message.text);
    grow();
  };

  field.addEventListener('input', () => {
    grow();
    if (/^\/\w*$/.test(field.value)) suggest(field.value);
    else closeSuggestions();
  });

  field.addEventListener('keydown', (event) => {
    const isOpen = !suggestions.hidden;
    const item = suggestions.children[chosen];
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
      event.preventDefault();
      submit(isOpen && item ? item.dataset.command : field.value);
    } else if (event.key === 'Escape') {
      closeSuggestions();
      setAbout(null);
    } else if (isOpen && event.key === 'Tab') {
      event.preventDefault();
      field.value = `${(item ?? suggestions.children[0]).dataset.command} `;
      closeSuggestions();
      grow();
    } else if (isOpen && event.key === 'ArrowDown') {
      event.preventDefault();
      choose(chosen + 1);
    } else if (isOpen && event.key === 'ArrowUp') {
      event.preventDefault();
      choose(chosen <= 0 ? suggestions.children.length - 1 : chosen - 1);
    } else if (event.key === 'ArrowUp' && field.value === '') {
      event.preventDefault();
      editLast();
    }
  });

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    submit(field.value);
    field.focus();
  });
  menu.addEventListener('click', () => {
    if (suggestions.hidden) suggest('/');
    else closeSuggestions();
    field.focus();
  });
  byId('context-close').addEventListener('click', () => {
    if (about?.kind === 'edit') field.value = '';
    setAbout(null);
    grow();
  });
  byId('attach').addEventListener('click', () => file.click());
  file.addEventListener('change', () => {
    if (file.files[0]) onFile(file.files[0]);
    file.value = '';
  });

  return {
    setCommands(list) {
      commands = list;
      menu.hidden = list.length === 0;
    },
    /** A forced reply or a reply keyboard, or null for neither. */
    setUnderField(underField, repliedText) {
      const markup = underField?.markup ?? {};
      if (markup.force_reply) setAbout({ kind: 'reply', messageId: underField.messageId }, repliedText);
      else if (about?.kind === 'reply') setAbout(null);
      field.placeholder = markup.input_field_placeholder || say('message');
      field.ariaLabel = field.placeholder;
      const lines = (markup.keyboard ?? []).map((row) => {
        const line = element('div', 'keyboard-row');
        for (const button of row) {
          const words = typeof button === 'string' ? button : button.text;
          const key = element('button', 'key', words);
          key.type = 'button';
          key.addEventListener('click', () => onSend({ text: words }));
          line.append(key);
        }
        return line;
      });
      board.replaceChildren(...lines);
      board.hidden = lines.length === 0;
      if (markup.force_reply) field.focus();
    },
    clear() {
      field.value = '';
      setAbout(null);
      closeSuggestions();
      grow();
    },
    focus: () => field.focus({ preventScroll: true }),
  };
}
