(() => {
  const { h, api, useWords, useAct, pathOf, readAbout, Figure, Head, Bubble } = window.Panel;
  const { useEffect, useState } = window.React;
  const { useNavigate } = window.ReactRouterDOM;

  const LANGUAGES = [
    { code: 'pt', button: 'buttonPt' },
    { code: 'en', button: 'buttonEn' },
    { code: 'es', button: 'buttonEs' },
  ];
  const BLANK = {
    ...{ title: '', format: 'plain', pt: '', en: '', es: '', linked: 'all', activeDays: '', keepsQuietHours: 'true' },
    ...{ buttonUrl: '', buttonPt: '', buttonEn: '', buttonEs: '' },
  };
  /** Somebody who writes is not asked about at every letter. */
  const PAUSE_MS = 400;

  /** Whom it would be for and how it would look, before there is a draft. */
  function Compose({ action, resource }) {
    const words = useWords();
    const navigate = useNavigate();
    const { send, isBusy, problem } = useAct({ action, resource });
    const [given, setGiven] = useState(BLANK);
    const draft = useDraft(given);
    const { say, field } = words;
    const set = (name) => (event) => setGiven({ ...given, [name]: event.target.value });
    async function submit(event) {
      event.preventDefault();
      const end = await send(given);
      if (end) navigate(pathOf(resource, { id: end.recordId }));
    }
    const choice = (name, choices) =>
      h(
        'label',
        null,
        h('span', null, field(name)),
        h(
          'select',
          { name, value: given[name], onChange: set(name) },
          choices.map((one) => h('option', { key: one, value: one }, words.value(one))),
        ),
      );
    const line = (name, { most, isNeeded = false, type = 'text', ...more }) =>
      h(
        'label',
        { key: name },
        h('span', null, field(name), isNeeded ? null : h('small', null, ` (${say('optional')})`)),
        h('input', {
          ...{ name, type, value: given[name], maxLength: most, required: isNeeded },
          ...more,
          onChange: set(name),
        }),
      );
    return h(
      'div',
      { className: 'console' },
      h('p', null, h('a', { className: 'back', href: pathOf(resource) }, `← ${words.label(resource.id)}`)),
      h('h1', null, words.act(action.name, resource.id)),
      h(
        'div',
        { className: 'compose' },
        h(
          'form',
          { className: 'card', onSubmit: submit },
          problem && h('p', { className: 'problem', role: 'alert' }, problem),
          line('title', { most: 100, isNeeded: true }),
          choice('linked', ['all', 'linked', 'notLinked']),
          line('activeDays', { type: 'number', min: 1, max: 3_660 }),
          h(Audience, { draft, given, words }),
          choice('format', ['plain', 'html']),
          given.format === 'html' && h('p', { className: 'small' }, say('htmlHint')),
          LANGUAGES.map(({ code }) =>
            h(
              'label',
              { key: code },
              h('span', null, field(code), h('small', null, ` (${say('optional')})`)),
              h('textarea', { name: code, rows: 5, maxLength: 4_096, value: given[code], onChange: set(code) }),
            ),
          ),
          line('buttonUrl', { type: 'url', most: 500, placeholder: 'https://' }),
          given.buttonUrl !== '' && LANGUAGES.map(({ button }) => line(button, { most: 64 })),
          choice('keepsQuietHours', ['true', 'false']),
          h('button', { className: 'act', disabled: isBusy }, say('saveDraft')),
        ),
        h(
          'section',
          { className: 'phone light', tabIndex: 0, 'aria-label': say('asShown') },
          h('h2', null, say('asShown')),
          LANGUAGES.filter(({ code }) => given[code].trim() !== '' && draft?.shown[code]).map(({ code, button }) =>
            h(Bubble, {
              key: code,
              shown: draft.shown[code],
              buttons: given.buttonUrl !== '' && given[button] !== '' ? [[given[button]]] : [],
              above: h('p', { className: 'absent' }, words.code('people', 'language', code)),
            }),
          ),
          LANGUAGES.every(({ code }) => given[code].trim() === '') && h('p', null, say('nothingWritten')),
        ),
      ),
    );
  }

  function useDraft({ pt, en, es, format, linked, activeDays }) {
    const [draft, setDraft] = useState(null);
    useEffect(() => {
      let isOld = false;
      const days = activeDays === '' ? null : Number(activeDays);
      const data = { texts: { pt, en, es }, format, linked, activeDays: days };
      const timer = setTimeout(async () => {
        const answer = await api.client.post('/api/resources/broadcasts/draft', data).catch(() => null);
        if (!isOld && answer) setDraft(answer.data);
      }, PAUSE_MS);
      return () => {
        isOld = true;
        clearTimeout(timer);
      };
    }, [pt, en, es, format, linked, activeDays]);
    return draft;
  }

  /** How many there are in each language, and who of them gets nothing for want of a text. */
  function Audience({ draft, given, words }) {
    const { say, number } = words;
    if (draft === null) return h('p', { 'aria-busy': true }, '…');
    const isReached = (language) => (given[language] ?? '').trim() !== '';
    const nobodyWritten = LANGUAGES.every(({ code }) => !isReached(code));
    const counted = draft.audience.filter(({ language }) => nobodyWritten || isReached(language));
    const people = counted.reduce((all, one) => all + one.people, 0);
    return h(
      'div',
      { className: 'audience', role: 'status' },
      h('p', null, h('b', null, number(people)), ` ${say('peopleNow')}`),
      h(
        'ul',
        null,
        draft.audience.map(({ language, people: count }) =>
          h(
            'li',
            { key: language },
            `${words.code('people', 'language', language)}: ${number(count)}`,
            !nobodyWritten && !isReached(language) ? h('em', null, ` ${say('withoutText')}`) : null,
          ),
        ),
      ),
    );
  }

  const MOVING = ['scheduled', 'running'];
  const LOOK_MS = 2_000;

  /** A broadcast as it goes out, and its report when it is through. */
  function Broadcast({ record, resource }) {
    const words = useWords();
    const [about, setAbout] = useState(null);
    useEffect(() => {
      let timer;
      let isGone = false;
      const look = async () => {
        const next = await readAbout(resource, record).catch(() => null);
        if (isGone) return;
        if (next) setAbout(next);
        // What its state lets one do changes with it.
        if (next && next.state !== record.params.state) return window.location.reload();
        if (next === null || MOVING.includes(next.state)) timer = setTimeout(look, LOOK_MS);
      };
      void look();
      return () => {
        isGone = true;
        clearTimeout(timer);
      };
    }, [record.id]);
    const { say, number } = words;
    if (about === null) return h('div', { className: 'console', 'aria-busy': true });
    return h(
      'div',
      { className: 'console' },
      h(Head, { record, resource, words }),
      h(
        'section',
        { className: 'card' },
        h('h2', null, words.code(resource.id, 'state', about.state)),
        h(Progress, { ...about, words }),
        h(
          'dl',
          { className: 'figures' },
          ['people', 'sent', 'blocked', 'failed', 'unknown', 'waiting'].map((name) =>
            h(Figure, { key: name, label: words.field(name, resource.id), value: number(about[name]) }),
          ),
          h(Figure, {
            label: say('duration'),
            value: about.durationMs === null ? '–' : words.duration(about.durationMs),
          }),
        ),
        h(
          'dl',
          { className: 'facts' },
          [
            [words.field('segment', resource.id), segmentText(about.segment, words)],
            [words.field('kind'), words.code(resource.id, 'kind', about.kind)],
            [words.field('sendAt'), words.moment(about.sendAtMs)],
            [words.field('startedAt'), words.moment(about.startedAtMs)],
            [words.field('finishedAt'), words.moment(record.params.finishedAt)],
          ].map(([name, text]) => h('div', { key: name }, h('dt', null, name), h('dd', null, text))),
        ),
      ),
      h(
        'section',
        { className: 'phone light', tabIndex: 0, 'aria-label': say('asShown') },
        h('h2', null, say('asShown')),
        about.contents.map(({ variant, shown, buttons, hasPicture }) =>
          h(Bubble, {
            ...{ key: variant, shown, buttons },
            above: h(
              'p',
              { className: 'absent' },
              variantText(variant, words),
              hasPicture ? ` · ${say('pictureElsewhere')}` : '',
            ),
          }),
        ),
      ),
    );
  }

  function Progress({ people, waiting, state, words }) {
    if (people === 0) return null;
    const done = people - waiting;
    return h(
      'div',
      { className: 'progress' },
      h('progress', { max: people, value: done, 'aria-label': words.code('broadcasts', 'state', state) }),
      h(
        'p',
        { role: 'status' },
        `${words.number(done)} ${words.say('ofAssets')} ${words.number(people)} (${words.percent(done / people)})`,
      ),
    );
  }

  function segmentText({ languages, isLinked, activeDays, getsDaily }, words) {
    const { say } = words;
    const parts = [
      ...(languages ? [languages.map((one) => words.code('people', 'language', one)).join(', ')] : []),
      ...(isLinked === undefined ? [] : [words.value(isLinked ? 'linked' : 'notLinked')]),
      ...(activeDays === undefined ? [] : [`${words.field('activeDays')}: ${activeDays}`]),
      ...(getsDaily === undefined ? [] : [say(getsDaily ? 'withDaily' : 'withoutDaily')]),
    ];
    return parts.length === 0 ? words.value('all') : parts.join(' · ');
  }

  /** A language, of daily lists with a time zone. */
  function variantText(variant, words) {
    const [language, zone] = variant.split(' ');
    return `${words.code('people', 'language', language)}${zone ? ` · ${zone}` : ''}`;
  }

  Object.assign(window.AdminJS.UserComponents, { Compose, Broadcast });
})();
