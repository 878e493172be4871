/**
 * Our own screens inside AdminJS. Plain scripts on purpose: it brings React and its own parts as globals, so nothing has
 * to be bundled, neither at start nor before.
 */
(() => {
  const { createElement: h, useEffect, useState } = window.React;
  const { ApiClient, useNotice, useTranslation } = window.AdminJS;
  const { useNavigate } = window.ReactRouterDOM;
  const api = new ApiClient();

  /** Words by their key, in the admin's language. */
  function useWords() {
    const { translateMessage, translateProperty, translateAction, translateLabel, i18n } = useTranslation();
    const say = (key) => translateMessage(key);
    const locale = i18n.language;
    return {
      say,
      field: (name, resourceId) => translateProperty(name, resourceId),
      label: (name) => translateLabel(name),
      act: (name, resourceId) => translateAction(name, resourceId),
      value: (name) => i18n.t(`values.${name}`, { defaultValue: name }),
      number: (value) => new Intl.NumberFormat(locale).format(value),
      moment: (text) =>
        text ? new Intl.DateTimeFormat(locale, { dateStyle: 'short', timeStyle: 'short' }).format(new Date(text)) : '–',
    };
  }

  /** Whatever can be done: its fields, and a button. What it is called and whether it may be done is the server's word. */
  function Act({ action, record, resource }) {
    const words = useWords();
    const notice = useNotice();
    const navigate = useNavigate();
    const [given, setGiven] = useState(() => firstGiven(action.custom.fields, record));
    const [isBusy, setBusy] = useState(false);
    const [problem, setProblem] = useState(null);
    const [shown, setShown] = useState(null);
    const home = record
      ? `/admin/resources/${resource.id}/records/${encodeURIComponent(record.id)}/show`
      : `/admin/resources/${resource.id}`;

    async function submit(event) {
      event.preventDefault();
      setBusy(true);
      setProblem(null);
      const data = Object.fromEntries(
        Object.entries(given).map(([name, value]) => [name, readField(action.custom.fields[name], value)]),
      );
      const target = { resourceId: resource.id, actionName: action.name, data };
      try {
        const { data: end } = record
          ? await api.recordAction({ ...target, recordId: record.id })
          : await api.resourceAction(target);
        if (end.shown !== undefined) return setShown(end.shown);
        notice({ message: 'done', type: 'success' });
        navigate(home);
      } catch (error) {
        const { kind, why } = error.response?.data ?? {};
        if (kind === 'prove')
          return window.location.assign(`/confirm?to=${encodeURIComponent(window.location.pathname)}`);
        setProblem(words.say(why ?? 'failed'));
      } finally {
        setBusy(false);
      }
    }

    if (shown !== null) {
      return h(
        'div',
        { className: 'card', role: 'status' },
        h('p', null, words.say(action.name === 'compose' ? 'audience' : 'shownOnce')),
        h('p', { className: 'once' }, shown),
        h('button', { type: 'button', className: 'act', onClick: () => navigate(home) }, words.say('back')),
      );
    }
    const fields = Object.entries(action.custom.fields);
    return h(
      'form',
      { className: 'card', onSubmit: submit },
      h('p', null, h('a', { className: 'back', href: home }, `← ${words.say('back')}`)),
      h('h2', null, words.act(action.name, resource.id), record ? ` · ${record.title ?? record.id}` : ''),
      problem && h('p', { className: 'problem', role: 'alert' }, problem),
      fields.map(([name, field]) =>
        h(
          'label',
          { key: name },
          h(
            'span',
            null,
            words.field(name, resource.id),
            field.isOptional ? h('small', null, ` (${words.say('optional')})`) : null,
          ),
          input({ name, field, value: given[name], set: (value) => setGiven({ ...given, [name]: value }), words }),
        ),
      ),
      h('button', { className: 'act', disabled: isBusy }, words.say('save')),
    );
  }

  function firstGiven(fields, record) {
    return Object.fromEntries(
      Object.entries(fields).map(([name, field]) => {
        const known = record?.params[name];
        const isKnown = known !== undefined && known !== null;
        if (field.kind === 'choice')
          return [name, field.choices.includes(String(known)) ? String(known) : field.choices[0]];
        return [name, isKnown && field.kind === 'text' ? String(known) : ''];
      }),
    );
  }

  /** The clock on the wall of whoever types becomes one that all agree on. */
  function readField(field, value) {
    return field.kind === 'moment' && value !== '' ? new Date(value).toISOString() : value;
  }

  function input({ name, field, value, set, words }) {
    const change = (event) => set(event.target.value);
    const common = { name, value, onChange: change, required: !field.isOptional };
    if (field.kind === 'choice') {
      return h(
        'select',
        common,
        field.choices.map((choice) => h('option', { key: choice, value: choice }, words.value(choice))),
      );
    }
    if (field.kind === 'text') return h('textarea', { ...common, rows: 6, maxLength: field.most });
    if (field.kind === 'number') return h('input', { ...common, type: 'number', min: field.least, max: field.most });
    if (field.kind === 'moment') return h('input', { ...common, type: 'datetime-local' });
    return h('input', { ...common, maxLength: field.most });
  }

  /** A figure with its name, and what belongs beside it. */
  function Figure({ label, value, beside }) {
    return h(
      'div',
      { className: 'figure' },
      h('dt', null, label),
      h('dd', null, h('strong', null, value), beside && h('small', null, beside)),
    );
  }

  function Bars({ title, days, words }) {
    const most = Math.max(1, ...days.map(({ count }) => Math.abs(count)));
    const sum = days.reduce((all, { count }) => all + count, 0);
    return h(
      'figure',
      { className: 'card bars' },
      h('figcaption', null, h('span', null, title), h('strong', null, words.number(sum))),
      h(
        'svg',
        {
          viewBox: '0 0 280 84',
          role: 'img',
          'aria-label': `${title}: ${days.map(({ day, count }) => `${day} ${count}`).join(', ')}`,
        },
        h('line', { x1: 0, x2: 280, y1: 72.5, y2: 72.5, className: 'axis' }),
        days.map(({ day, count }, at) => {
          const height = (Math.max(0, count) / most) * 64;
          return h(
            'g',
            { key: day },
            h(
              'rect',
              { x: at * 20 + 3, y: 72 - height, width: 14, height, rx: 2 },
              h('title', null, `${day}: ${count}`),
            ),
            at % 3 === 0 && h('text', { x: at * 20 + 10, y: 82, textAnchor: 'middle' }, day.slice(8)),
          );
        }),
      ),
    );
  }

  function Dashboard() {
    const words = useWords();
    const [facts, setFacts] = useState(null);
    useEffect(() => {
      api.getDashboard().then(({ data }) => setFacts(data));
    }, []);
    if (facts === null) return h('div', { className: 'console', 'aria-busy': true });
    const { people, plans, queue, market, candles } = facts;
    const { say, number } = words;
    const paying = plans.reduce((all, one) => all + one.people, 0);
    const soon = plans.reduce((all, one) => all + one.endsSoon, 0);
    return h(
      'div',
      { className: 'console' },
      h('h1', null, words.label('dashboard')),
      h(
        'dl',
        { className: 'figures' },
        h(Figure, {
          label: say('allPeople'),
          value: number(people.all),
          beside: `${number(people.blocked)} ${say('blockedPeople').toLowerCase()}`,
        }),
        h(Figure, {
          label: say('activeToday'),
          value: number(people.today),
          beside: `${number(people.week)} ${say('activeWeek')} · ${number(people.month)} ${say('activeMonth')}`,
        }),
        h(Figure, {
          label: say('linkedPeople'),
          value: number(people.linked),
          beside: `${number(people.cannotBeReached)} ${say('unreachable').toLowerCase()}`,
        }),
        h(Figure, { label: say('paying'), value: number(paying), beside: `${number(soon)} ${say('endsSoon')}` }),
        h(Figure, {
          label: say('queueWaiting'),
          value: number(queue.waiting),
          beside: `${number(queue.running)} ${say('queueRunning')}`,
        }),
        h(Figure, {
          label: say('openAssets'),
          value: number(market.open),
          beside: `${say('ofAssets')} ${number(market.assets)}`,
        }),
        h(Figure, { label: say('candlesToday'), value: number(candles.today), beside: words.moment(candles.lastAt) }),
      ),
      h('h2', null, say('days14')),
      h(
        'div',
        { className: 'grid' },
        h(Bars, { title: say('newPeople'), days: facts.newPeople, words }),
        h(Bars, { title: say('requestsPerDay'), days: facts.requests, words }),
        h(Bars, { title: say('failedPerDay'), days: facts.failedRequests, words }),
        h(Bars, { title: say('starsPerDay'), days: facts.stars, words }),
      ),
    );
  }

  /** Everything about one person on one page. */
  function Person({ record, resource }) {
    const words = useWords();
    const [file, setFile] = useState(null);
    useEffect(() => {
      api
        .recordAction({ resourceId: 'people', recordId: record.id, actionName: 'about' })
        .then(({ data }) => setFile(data));
    }, [record.id]);
    const { say } = words;
    return h(
      'div',
      { className: 'console' },
      h(Head, { record, resource, words }),
      h(Facts, { record, resource, words }),
      file && [
        h(
          'section',
          { key: 'use', className: 'card' },
          h('h2', null, say('use')),
          h(
            'dl',
            { className: 'figures' },
            ['catalogs', 'tops', 'pictures'].map((name) =>
              h(Figure, { key: name, label: say(name), value: words.number(file.use[name]) }),
            ),
          ),
        ),
        h(Rows, { key: 'notes', title: say('notes'), rows: file.notes, words }),
        h(Rows, { key: 'links', title: say('links'), rows: file.links, words }),
        h(Rows, { key: 'requests', title: say('latestRequests'), rows: file.requests, words, resource: 'requests' }),
        h(Rows, { key: 'money', title: say('latestMoney'), rows: file.money, words, resource: 'money' }),
        h(Rows, { key: 'messages', title: say('latestMessages'), rows: file.messages, words }),
      ],
    );
  }

  async function readQueue() {
    const answer = await fetch('/admin/api/queue');
    return answer.ok ? await answer.json() : { kind: 'away' };
  }

  /** How the queue is, and the way to the monitor that shows each job. */
  function Queue() {
    const words = useWords();
    const [state, setState] = useState(null);
    useEffect(() => {
      void readQueue().then(setState);
    }, []);
    const { say, number } = words;
    if (state === null) return h('div', { className: 'console', 'aria-busy': true });
    const told = (key) => h('p', { className: 'card', role: 'status' }, say(key));
    if (state.kind === 'away')
      return h('div', { className: 'console' }, h('h1', null, words.label('queue')), told('queueAway'));
    const { counts, clocks, isKept } = state;
    return h(
      'div',
      { className: 'console' },
      h(
        'header',
        { className: 'head' },
        h('h1', null, words.label('queue')),
        h(
          'nav',
          { 'aria-label': say('acts') },
          h('a', { className: 'act', href: '/admin/queue/' }, say('openMonitor')),
        ),
      ),
      !isKept && told('queueUnkept'),
      h(
        'dl',
        { className: 'figures' },
        h(Figure, { label: say('queueWaiting'), value: number(counts.waiting) }),
        h(Figure, { label: say('jobsActive'), value: number(counts.active) }),
        h(Figure, { label: say('jobsDelayed'), value: number(counts.delayed) }),
        h(Figure, { label: words.field('failed'), value: number(counts.failed) }),
      ),
      h(Rows, {
        title: say('clocks'),
        rows: clocks.map(({ name, nextAt }) => ({ routine: name, nextAt })),
        words,
      }),
    );
  }

  /** What a setting is for, what it is, and how it came to be so. */
  function Setting({ record, resource }) {
    const words = useWords();
    const [changes, setChanges] = useState(null);
    useEffect(() => {
      api
        .recordAction({ resourceId: 'settings', recordId: record.id, actionName: 'about' })
        .then(({ data }) => setChanges(data));
    }, [record.id]);
    return h(
      'div',
      { className: 'console' },
      h(Head, { record, resource, words }),
      h(
        'section',
        { className: 'card' },
        h('p', null, words.say(`about-${record.id}`)),
        h('p', { className: 'small' }, words.say('actsNow')),
      ),
      h(Facts, { record, resource, words }),
      changes && h(Rows, { title: words.say('changes'), rows: changes, words }),
    );
  }

  /** A question, and the picture that its person got. */
  function Question({ record, resource }) {
    const words = useWords();
    const [isThere, setThere] = useState(true);
    const source = `/admin/api/resources/requests/records/${encodeURIComponent(record.id)}/picture`;
    return h(
      'div',
      { className: 'console' },
      h(Head, { record, resource, words }),
      h(Facts, { record, resource, words }),
      h(
        'section',
        { className: 'card' },
        h('h2', null, words.say('picture')),
        isThere
          ? h('img', { className: 'answer', src: source, alt: words.say('picture'), onError: () => setThere(false) })
          : h('p', null, words.say('noPicture')),
      ),
    );
  }

  /** A list as a file, all of it or what one field says. */
  function Export({ resource }) {
    const words = useWords();
    const [name, setName] = useState('');
    const [value, setValue] = useState('');
    const fields = resource.filterProperties.filter(({ type }) => type !== 'datetime');
    const filter = name === '' || value === '' ? '' : `?filters.${name}=${encodeURIComponent(value)}`;
    return h(
      'div',
      { className: 'card' },
      h('h2', null, words.act('export', resource.id)),
      h('p', null, words.say('masked')),
      h(
        'form',
        { className: 'card', onSubmit: (event) => event.preventDefault() },
        h(
          'label',
          null,
          h('span', null, words.say('onlyWhere')),
          h(
            'select',
            { value: name, onChange: (event) => setName(event.target.value) },
            h('option', { value: '' }, words.say('everything')),
            fields.map((one) => h('option', { key: one.name, value: one.name }, words.field(one.name, resource.id))),
          ),
        ),
        name !== '' &&
          h(
            'label',
            null,
            h('span', null, words.say('is')),
            h('input', { value, onChange: (event) => setValue(event.target.value) }),
          ),
      ),
      h('a', { className: 'act', href: `/admin/export/${resource.id}.csv${filter}` }, words.say('download')),
    );
  }

  /** What this is, where it is one of many, and what can be done with it. */
  function Head({ record, resource, words }) {
    const acts = record.recordActions.filter(({ name, component }) => component && name !== 'show');
    return h(
      'header',
      { className: 'head' },
      h('a', { href: `/admin/resources/${resource.id}` }, `← ${words.label(resource.id)}`),
      h('h1', null, record.title ?? record.id),
      h(
        'nav',
        { 'aria-label': words.say('acts') },
        acts.map(({ name }) =>
          h(
            'a',
            {
              key: name,
              className: 'act',
              href: `/admin/resources/${resource.id}/records/${encodeURIComponent(record.id)}/${name}`,
            },
            words.act(name, resource.id),
          ),
        ),
      ),
    );
  }

  function Facts({ record, resource, words }) {
    return h(
      'dl',
      { className: 'card facts' },
      resource.showProperties.map(({ name, type }) =>
        h(
          'div',
          { key: name },
          h('dt', null, words.field(name, resource.id)),
          h('dd', null, shownValue(record.params[name], { type, words })),
        ),
      ),
    );
  }

  function Rows({ title, rows, words, resource }) {
    const names = [...new Set(rows.flatMap(Object.keys))].filter((name) => name !== 'id');
    return h(
      'section',
      { className: 'card' },
      h('h2', null, title),
      rows.length === 0
        ? h('p', null, words.say('nothing'))
        : h(
            'div',
            { className: 'wide', tabIndex: 0, role: 'region', 'aria-label': title },
            h(
              'table',
              null,
              h(
                'thead',
                null,
                h(
                  'tr',
                  null,
                  names.map((name) => h('th', { key: name, scope: 'col' }, words.field(name, resource))),
                ),
              ),
              h(
                'tbody',
                null,
                rows.map((row, at) =>
                  h(
                    'tr',
                    { key: at },
                    names.map((name, column) =>
                      h('td', { key: name }, cell(row, { name, isFirst: column === 0, words, resource })),
                    ),
                  ),
                ),
              ),
            ),
          ),
    );
  }

  function cell(row, { name, isFirst, words, resource }) {
    const text = shownValue(row[name], { type: /At$/.test(name) ? 'datetime' : 'string', words });
    if (!isFirst || resource === undefined || row.id === undefined) return text;
    return h('a', { href: `/admin/resources/${resource}/records/${encodeURIComponent(row.id)}/show` }, text);
  }

  function shownValue(value, { type, words }) {
    if (value === null || value === undefined || value === '') return '–';
    if (typeof value === 'boolean') return words.say(value ? 'yes' : 'no');
    if (type === 'datetime') return words.moment(value);
    if (typeof value === 'object') return h('code', null, JSON.stringify(value));
    if (type === 'textarea') return h('pre', null, value);
    return String(value);
  }

  /**
   * AdminJS writes names beside its fields without tying them together, and some of its buttons are pictures only:
   * whoever hears the page would hear nothing.
   */
  function nameFields() {
    for (const field of document.querySelectorAll('input:not([aria-label])')) {
      const name = field.labels?.length ? null : nameOver(field);
      if (name) field.setAttribute('aria-label', name);
    }
    const { language, translations } = window.REDUX_STATE.locale;
    for (const button of document.querySelectorAll('button:not([aria-label])')) {
      if (button.textContent.trim() === '') button.setAttribute('aria-label', translations[language].messages.close);
    }
  }
  /** The nearest name above a field, up to its form. */
  function nameOver(field) {
    let around = field.parentElement;
    while (around && around.tagName !== 'FORM' && !around.querySelector('label')) around = around.parentElement;
    return around?.querySelector('label')?.textContent ?? null;
  }
  new MutationObserver(nameFields).observe(document.documentElement, { childList: true, subtree: true });

  window.AdminJS.UserComponents = { Act, Dashboard, Export, Person, Question, Queue, Setting };
})();
