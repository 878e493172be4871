(() => {
  const { h, useWords, useAct, pathOf, Head, Facts } = window.Panel;
  const { useState } = window.React;
  const { useNotice } = window.AdminJS;
  const { useNavigate } = window.ReactRouterDOM;

  const TESTER = 'catalogador tester';

  /** Whatever can be done: its fields, and a button. What it is called and whether it may be done is the server's word. */
  function Act({ action, record, resource }) {
    const words = useWords();
    const notice = useNotice();
    const navigate = useNavigate();
    const { send, isBusy, problem } = useAct({ action, record, resource });
    // Whoever tries a broadcast on themselves is asked once who that is.
    const isTest = resource.id === 'broadcasts' && action.name === 'test';
    const [given, setGiven] = useState(() => ({
      ...firstGiven(action.custom.fields, record),
      ...(isTest ? { telegramId: window.localStorage.getItem(TESTER) ?? '' } : {}),
    }));
    const [shown, setShown] = useState(null);
    const home = pathOf(resource, record);

    async function submit(event) {
      event.preventDefault();
      const end = await send(
        Object.fromEntries(
          Object.entries(given).map(([name, value]) => [name, readField(action.custom.fields[name], value)]),
        ),
      );
      if (end === null) return;
      if (isTest) window.localStorage.setItem(TESTER, given.telegramId);
      if (end.shown !== undefined) return setShown(end.shown);
      notice({ message: 'done', type: 'success' });
      navigate(home);
    }

    if (shown !== null) {
      return h(
        'div',
        { className: 'card', role: 'status' },
        h('p', null, words.say('shownOnce')),
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

  /** A row whose fields say everything. */
  function Row({ record, resource }) {
    const words = useWords();
    return h(
      'div',
      { className: 'console' },
      h(Head, { record, resource, words }),
      h(Facts, { record, resource, words }),
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

  /** What a field may be; null: anything. */
  function codesOf(field) {
    if (field?.availableValues) return field.availableValues.map(({ value }) => value);
    return field?.type === 'boolean' ? ['true', 'false'] : null;
  }

  /** A list as a file, all of it or what one field says. */
  function Export({ resource }) {
    const words = useWords();
    const [name, setName] = useState('');
    const [value, setValue] = useState('');
    const fields = resource.filterProperties.filter(({ type }) => type !== 'datetime');
    const codes = codesOf(fields.find((one) => one.name === name));
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
            {
              value: name,
              onChange: (event) => {
                setName(event.target.value);
                setValue('');
              },
            },
            h('option', { value: '' }, words.say('everything')),
            fields.map((one) => h('option', { key: one.name, value: one.name }, words.field(one.name, resource.id))),
          ),
        ),
        name !== '' &&
          h(
            'label',
            null,
            h('span', null, words.say('is')),
            codes === null
              ? h('input', { value, onChange: (event) => setValue(event.target.value) })
              : h(
                  'select',
                  { value, onChange: (event) => setValue(event.target.value) },
                  h('option', { value: '' }, words.say('everything')),
                  codes.map((code) => h('option', { key: code, value: code }, words.code(resource.id, name, code))),
                ),
          ),
      ),
      h('a', { className: 'act', href: `/admin/export/${resource.id}.csv${filter}` }, words.say('download')),
    );
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

  Object.assign(window.AdminJS.UserComponents, { Act, Export, Question, Row });
})();
