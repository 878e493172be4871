(() => {
  const { h, useWords, useAct, pathOf, readAbout, Figure, Head, Facts, Rows, Bubble } = window.Panel;
  const { useEffect, useState } = window.React;

  /** Everything about one person on one page. */
  function Person({ record, resource }) {
    const words = useWords();
    const [file, setFile] = useState(null);
    useEffect(() => {
      readAbout(resource, record).then(setFile);
    }, [record.id]);
    const { say } = words;
    return h(
      'div',
      { className: 'console' },
      h(Head, { record, resource, words }),
      h(Facts, { record, resource, words }),
      file && [
        h(Quota, { key: 'quota', quota: file.quota, words }),
        h(Rows, { key: 'notes', title: say('notes'), rows: file.notes, words }),
        h(Rows, { key: 'links', title: say('links'), rows: file.links, words, resource: 'people', link: false }),
        h(Rows, { key: 'requests', title: say('latestRequests'), rows: file.requests, words, resource: 'requests' }),
        h(Rows, { key: 'payments', title: say('latestPayments'), rows: file.payments, words, resource: 'payments' }),
        h(Rows, { key: 'money', title: say('latestMoney'), rows: file.money, words, resource: 'money' }),
        h(Rows, { key: 'messages', title: say('latestMessages'), rows: file.messages, words, resource: 'outbox' }),
      ],
    );
  }

  const COUNTED = {
    catalogs: 'catalogsPerDay',
    tops: 'topsPerDay',
    assets: 'assetsPerDay',
    pictures: 'picturesPerHour',
  };
  const REACH = ['depth', 'windowBlocks', 'windowDays', 'historyDays', 'presets', 'notices'];

  /** What is used of what the plan allows today, and how far it goes. */
  function Quota({ quota, words }) {
    const { say, number } = words;
    const { plan, version, limits, used, dayUntil } = quota;
    return h(
      'section',
      { className: 'card' },
      h('h2', null, `${say('use')} · ${words.code('people', 'plan', plan)} (${say('planVersion')} ${version})`),
      h(
        'ul',
        { className: 'meters' },
        Object.entries(COUNTED).map(([name, limit]) =>
          h(
            'li',
            { key: name },
            h('span', null, say(name)),
            h('b', null, `${number(used[name])} ${say('ofAssets')} ${number(limits[limit])}`),
            h('meter', { min: 0, max: Math.max(1, limits[limit]), value: used[name], 'aria-label': say(name) }),
          ),
        ),
      ),
      h('p', { className: 'small' }, dayUntil ? `${say('dayUntil')} ${words.moment(dayUntil)}` : say('nothingToday')),
      h(
        'dl',
        { className: 'figures' },
        REACH.map((name) => h(Figure, { key: name, label: words.field(name), value: number(limits[name]) })),
      ),
    );
  }

  /** Asks why, and then shows what this person sees of us. Each look stands in the audit. */
  function Preview({ action, record, resource }) {
    const words = useWords();
    const { send, isBusy, problem } = useAct({ action, record, resource });
    const [reason, setReason] = useState('');
    const [seen, setSeen] = useState(null);
    const { say } = words;
    async function look(event) {
      event.preventDefault();
      const end = await send({ reason });
      if (end) setSeen(end.facts);
    }
    const back = h('p', null, h('a', { className: 'back', href: pathOf(resource, record) }, `← ${say('back')}`));
    if (seen === null) {
      return h(
        'form',
        { className: 'card', onSubmit: look },
        back,
        h('h2', null, `${words.act(action.name, resource.id)} · ${record.title ?? record.id}`),
        h('p', null, say('previewLead')),
        problem && h('p', { className: 'problem', role: 'alert' }, problem),
        h(
          'label',
          null,
          h('span', null, words.field('reason')),
          h('input', {
            name: 'reason',
            value: reason,
            maxLength: 200,
            required: true,
            onChange: (event) => setReason(event.target.value),
          }),
        ),
        h('button', { className: 'act', disabled: isBusy }, say('look')),
      );
    }
    const { language, theme, messages, quota } = seen;
    return h(
      'div',
      { className: 'console' },
      back,
      h('h1', null, `${words.act(action.name, resource.id)} · ${record.title ?? record.id}`),
      h(
        'p',
        { className: 'small' },
        `${words.field('language')}: ${language ? words.code('people', 'language', language) : '–'} · ${say(`theme_${theme}`)} · ${say('masked20')}`,
      ),
      h(Quota, { quota, words }),
      h(
        'section',
        { className: `phone ${theme}`, tabIndex: 0, 'aria-label': say('latestMessages') },
        messages.length === 0 && h('p', null, say('nothing')),
        messages.map((one) =>
          h(Bubble, {
            key: one.messageId,
            shown: one.shown,
            buttons: one.buttons,
            picture: one.picture,
            above:
              one.picture === null && (one.hasPicture || one.isDocument)
                ? h('p', { className: 'absent' }, say(one.isDocument ? 'document' : 'pictureElsewhere'))
                : null,
            below: h('time', { dateTime: one.sentAt ?? '' }, words.moment(one.sentAt)),
          }),
        ),
      ),
    );
  }

  Object.assign(window.AdminJS.UserComponents, { Person, Preview });
})();
