/* The one-time page in the browser. The token stays in the address's fragment, which browsers never send by themselves. */

const token = location.hash.slice(1);
const byId = (id) => document.getElementById(id);
const steps = ['opening', 'login', 'code', 'done', 'stop'].map(byId);

let words = {
  show: byId('reveal').textContent,
  working: '…',
  // Until the first answer the page knows only its own language.
  offline: byId('opening').dataset.offline,
};

byId('login-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const { identifier, password } = event.target.elements;
  if (!isFilled(identifier, password)) return;
  void send(event.target, '/link/login', { identifier: identifier.value, password: password.value });
});

byId('code-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const { code } = event.target.elements;
  if (!isFilled(code)) return;
  void send(event.target, '/link/code', { code: code.value });
});

byId('resend').addEventListener('click', () => void send(byId('code-form'), '/link/code/resend', {}));
byId('oauth-button').addEventListener('click', () => void send(byId('login-form'), '/link/oauth', {}));

byId('reveal').addEventListener('click', ({ currentTarget }) => {
  const hidden = byId('password').type === 'password';
  byId('password').type = hidden ? 'text' : 'password';
  currentTarget.setAttribute('aria-pressed', String(hidden));
  currentTarget.textContent = hidden ? words.hide : words.show;
});

byId('retry').addEventListener('click', () => location.reload());

// A newer link followed in the same tab changes the fragment only.
addEventListener('hashchange', () => location.reload());

void open();

async function open() {
  const answer = await post('/link/open', {});
  if (answer === null) return stop({ text: words.offline, canRetry: true });
  if (answer.kind !== 'open') return stop({ ...answer, canRetry: !answer.isFinal });
  words = answer.words;
  document.documentElement.lang = answer.language;
  document.title = `${words.title} · Catalogador`;
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = words[element.dataset.word];
  for (const element of document.querySelectorAll('.first-name')) element.textContent = answer.firstName;
  byId('oauth').hidden = !answer.oauth;
  if (answer.method === null) show('login', 'identifier');
  else askCode(answer.method);
}

/** One request at a time: the form rests while the server thinks. */
async function send(form, path, fields) {
  const notice = form.querySelector('.notice');
  const controls = [...document.querySelectorAll('input, button')];
  const button = form.querySelector('.main');
  const label = button.textContent;
  tell(notice, '');
  for (const control of controls) control.disabled = true;
  button.textContent = words.working;
  const answer = await post(path, fields);
  for (const control of controls) control.disabled = false;
  button.textContent = label;
  if (answer === null) return tell(notice, words.offline);
  receive(answer, { notice, path });
}

function receive(answer, { notice, path }) {
  switch (answer.kind) {
    case 'linked':
      return finish(answer);
    case 'second_factor':
      askCode(answer.method);
      if (path === '/link/code/resend') tell(byId('code-notice'), words.resent, 'calm');
      return;
    case 'away':
      return location.assign(answer.authorizeUrl);
    case 'start_again':
      show('login', 'identifier');
      return tell(byId('login-notice'), answer.text);
    default:
      if (answer.isFinal) return stop(answer);
      tell(notice, answer.text);
      mark(answer.kind);
  }
}

/** Puts the eye, and the screen reader, on what was wrong. */
function mark(kind) {
  const field = { wrong_credentials: 'password', wrong_code: 'code-input' }[kind];
  if (field === undefined) return;
  byId(field).setAttribute('aria-invalid', 'true');
  byId(field).select();
}

function askCode(method) {
  byId('password').value = '';
  byId('code-lead').textContent = { email: words.codeByEmail, sms: words.codeBySms }[method] ?? words.codeElsewhere;
  byId('code-input').value = '';
  byId('code-input').removeAttribute('aria-invalid');
  show('code', 'code-input');
}

function finish({ account, ...balances }) {
  byId('password').value = '';
  byId('code-input').value = '';
  byId('account').textContent = account;
  for (const kind of ['practice', 'real']) {
    byId(kind).textContent = balances[kind] ?? '';
    byId(`${kind}-row`).hidden = balances[kind] === null;
  }
  // The link is spent; a reload would only say so.
  history.replaceState(null, '', location.pathname);
  show('done');
}

function stop({ text, canRetry = false }) {
  byId('password').value = '';
  byId('stop-text').textContent = text;
  byId('retry').hidden = !canRetry;
  show('stop');
}

function show(step, focus) {
  for (const section of steps) section.hidden = section.id !== step;
  const target = focus === undefined ? byId(step).querySelector('h1') : byId(focus);
  target.focus();
}

function tell(notice, text, tone = '') {
  notice.className = `notice ${tone}`;
  notice.textContent = text;
}

function isFilled(...fields) {
  for (const field of fields) field.setAttribute('aria-invalid', String(field.value.trim() === ''));
  const empty = fields.find((field) => field.value.trim() === '');
  empty?.focus();
  return empty === undefined;
}

/** The answer, whatever its status; null when nobody answered. */
async function post(path, fields) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token, ...fields }),
    });
    return await response.json();
  } catch {
    return null;
  }
}
