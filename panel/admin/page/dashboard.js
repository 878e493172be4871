(() => {
  const { h, api, useWords, Figure, Bars } = window.Panel;
  const { useEffect, useState } = window.React;

  function Dashboard() {
    const words = useWords();
    const [facts, setFacts] = useState(null);
    useEffect(() => {
      api.getDashboard().then(({ data }) => setFacts(data));
    }, []);
    if (facts === null) return h('div', { className: 'console', 'aria-busy': true });
    const { people, plans, queue, market, candles, quotaHits, renewals } = facts;
    const { say, number } = words;
    const paying = plans.reduce((all, one) => all + one.people, 0);
    const soon = plans.reduce((all, one) => all + one.endsSoon, 0);
    const counts = (title, days) => h(Bars, { title, days, parts: [{ name: 'count' }], words });
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
        counts(say('newPeople'), facts.newPeople),
        counts(say('requestsPerDay'), facts.requests),
        counts(say('failedPerDay'), facts.failedRequests),
        counts(say('starsPerDay'), facts.stars),
      ),
      h('h2', null, say('quotaHits')),
      h(QuotaHits, { hits: quotaHits, days: facts.requests.map(({ day }) => day), words }),
      h('h2', null, say('renewals')),
      h(Renewals, { ...renewals, words }),
    );
  }

  /** How often plans were too small: day by day, and what of them. */
  function QuotaHits({ hits, days, words }) {
    const { say } = words;
    const perDay = days.map((day) => ({
      day,
      count: hits.reduce((all, one) => all + (one.day === day ? one.hits : 0), 0),
    }));
    const sums = new Map();
    for (const { plan, limit, hits: count } of hits) {
      const name = `${say(`limit_${limit}`)} · ${words.code('people', 'plan', plan)}`;
      sums.set(name, (sums.get(name) ?? 0) + count);
    }
    const rows = [...sums].sort(([, a], [, b]) => b - a);
    const most = rows[0]?.[1] ?? 1;
    return h(
      'div',
      { className: 'grid' },
      h(Bars, { title: say('quotaHitsPerDay'), days: perDay, parts: [{ name: 'count' }], words }),
      h(
        'section',
        { className: 'card' },
        h('h3', null, say('quotaHitsBy')),
        rows.length === 0
          ? h('p', null, say('nothing'))
          : h(
              'ol',
              { className: 'ranked' },
              rows.map(([name, count]) =>
                h(
                  'li',
                  { key: name },
                  h('span', null, name),
                  h('b', null, words.number(count)),
                  h('meter', { min: 0, max: most, value: count, 'aria-hidden': true }),
                ),
              ),
            ),
      ),
    );
  }

  function Renewals({ coming, ended, words }) {
    const { say, number } = words;
    const people = coming.reduce((all, one) => all + one.people, 0);
    const stars = coming.reduce((all, one) => all + one.stars, 0);
    const parts = ['renewed', 'awaited', 'failed', 'canceled'].map((name) => ({
      ...{ name, tone: name, label: say(`period_${name}`) },
    }));
    return h(
      'div',
      { className: 'grid' },
      h(Bars, {
        title: say('renewalsComing'),
        days: coming,
        parts: [{ name: 'people' }],
        words,
        sum: `${number(people)} · ${number(stars)} ★`,
      }),
      h(Bars, { title: say('renewalsEnded'), days: ended, parts, words }),
    );
  }

  Object.assign(window.AdminJS.UserComponents, { Dashboard });
})();
