(() => {
  const { h, useWords, readAbout, Figure, Head, Facts, Rows } = window.Panel;
  const { useEffect, useState } = window.React;

  /** It moves while one looks at it. */
  const LOOK_MS = 5_000;

  async function readQueue() {
    const answer = await fetch('/admin/api/queue');
    return answer.ok ? await answer.json() : { kind: 'away' };
  }

  /** How the queue is, and the way to the monitor that shows each job. */
  function Queue() {
    const words = useWords();
    const [state, setState] = useState(null);
    useEffect(() => {
      const look = () => void readQueue().then(setState);
      look();
      const looking = setInterval(look, LOOK_MS);
      return () => clearInterval(looking);
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
      readAbout(resource, record).then(setChanges);
    }, [record.id]);
    return h(
      'div',
      { className: 'console' },
      h(Head, { record: { ...record, title: words.code('settings', 'id', record.id) }, resource, words }),
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

  Object.assign(window.AdminJS.UserComponents, { Queue, Setting });
})();
