/* Where people fetch their data. The token stays in the address's fragment, which browsers never send by themselves. */

const token = location.hash.slice(1);
const byId = (id) => document.getElementById(id);

let words = { offline: byId('ready').dataset.offline };
/** Where the file is, for a few minutes; null: the link was not spent yet. */
let url = null;

byId('fetch').addEventListener('click', () => void fetchFile());
addEventListener('hashchange', () => location.reload());
void open();

async function open() {
  const answer = await post('/export/look');
  if (answer?.kind !== 'open') return stop(answer);
  words = answer.words;
  document.documentElement.lang = answer.language;
  document.title = `${words.title} · Catalogador`;
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = words[element.dataset.word];
  byId('bytes').textContent = sizeOf(answer.bytes, answer.locale);
  byId('size').hidden = false;
  byId('fetch').disabled = false;
}

async function fetchFile() {
  byId('fetch').disabled = true;
  if (url === null) {
    const answer = await post('/export/spend');
    if (answer?.kind !== 'ready') return stop(answer);
    url = answer.url;
  }
  byId('notice').textContent = words.fetched;
  byId('fetch').disabled = false;
  location.assign(url);
}

async function post(path) {
  try {
    const body = JSON.stringify({ token });
    const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return await answer.json();
  } catch {
    return null;
  }
}

function stop(answer) {
  byId('stop-text').textContent = answer?.text ?? words.offline;
  byId('ready').hidden = true;
  byId('stop').hidden = false;
}

function sizeOf(bytes, locale) {
  const isSmall = bytes < 1e6;
  const unit = isSmall ? 'kilobyte' : 'megabyte';
  const amount = Math.max(bytes, 1000) / (isSmall ? 1e3 : 1e6);
  return new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 }).format(amount);
}
