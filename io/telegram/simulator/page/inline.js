import { element } from './bubble.js';

const byId = (id) => document.getElementById(id);
const field = byId('text');
const suggestions = byId('suggestions');
const PAUSE_MS = 200;

/** `@bot words` in the text field: what the bot offers, one tap sends it. */
export function createInline({ username, ask, choose, onStart }) {
  let timer = null;
  let asked = 0;
  let isOpen = false;

  const close = () => {
    isOpen = false;
    asked += 1;
    clearTimeout(timer);
    suggestions.hidden = true;
  };

  const finish = (act) => {
    close();
    field.value = '';
    field.dispatchEvent(new Event('input'));
    act();
  };

  const line = ({ title, description }, act) => {
    const item = element('div', 'suggestion');
    item.role = 'option';
    item.append(element('strong', '', title), element('span', '', description));
    item.addEventListener('mousedown', (event) => event.preventDefault());
    item.addEventListener('click', () => finish(act));
    return item;
  };

  const show = ({ queryId, choices, button }) => {
    const top = button ? [line({ title: button.text, description: '' }, () => onStart(button.startParameter))] : [];
    const rest = choices.map((choice) => line(choice, () => choose({ queryId, resultId: choice.id })));
    suggestions.replaceChildren(...rest, ...top);
    isOpen = rest.length + top.length > 0;
    suggestions.hidden = !isOpen;
  };

  field.addEventListener('input', () => {
    const [, words] = new RegExp(`^@${username()}\\s(.*)$`, 's').exec(field.value) ?? [];
    if (words === undefined) {
      if (isOpen) close();
      return;
    }
    clearTimeout(timer);
    timer = setTimeout(async () => {
      asked += 1;
      const mine = asked;
      const answer = await ask(words);
      if (answer && mine === asked) show(answer);
    }, PAUSE_MS);
  });

  // Before the composer, which would send the words as they stand.
  field.addEventListener(
    'keydown',
    (event) => {
      if (!isOpen) return;
      if (event.key === 'Escape') close();
      if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const item = suggestions.querySelector('[aria-selected="true"]') ?? suggestions.children[0];
      item.click();
    },
    { capture: true },
  );
}
