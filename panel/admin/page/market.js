(() => {
  const { h, useWords, readAbout, parsed, Head, Facts, Rows } = window.Panel;
  const { useEffect, useState } = window.React;

  function useAbout(resource, record) {
    const [about, setAbout] = useState(null);
    useEffect(() => {
      readAbout(resource, record).then(setAbout);
    }, [record.id]);
    return about;
  }

  /** An asset, and what it paid in the last weeks. */
  function Asset({ record, resource }) {
    const words = useWords();
    const about = useAbout(resource, record);
    return h(
      'div',
      { className: 'console' },
      h(Head, { record, resource, words }),
      h(Facts, { record, resource, words }),
      about && h(History, { ...about, words }),
    );
  }

  const SIZE = { width: 720, height: 220, left: 44, bottom: 24 };

  /** Payout as a step for as long as it held, and when the market was closed as a band. */
  function History({ fromMs, toMs, states, words }) {
    const { say } = words;
    const ratios = states.flatMap(({ payoutRatio }) => (payoutRatio === null ? [] : [payoutRatio]));
    const stretches = states.map((state, at) => ({ ...state, endMs: states[at + 1]?.atMs ?? toMs }));
    const openMs = stretches.reduce((all, { isOpen, atMs, endMs }) => all + (isOpen ? endMs - atMs : 0), 0);
    const knownMs = states.length === 0 ? 0 : toMs - states[0].atMs;
    const [least, most] = [Math.min(...ratios), Math.max(...ratios)];
    const [low, high] = [Math.floor(least * 20 - 0.5) / 20, Math.ceil(most * 20 + 0.5) / 20];
    const x = (ms) => SIZE.left + ((ms - fromMs) / (toMs - fromMs)) * (SIZE.width - SIZE.left);
    const y = (ratio) => 8 + (1 - (ratio - low) / (high - low)) * (SIZE.height - SIZE.bottom - 16);
    const floor = SIZE.height - SIZE.bottom;
    const weeks = [0, 1, 2, 3, 4].map((at) => fromMs + ((toMs - fromMs) * at) / 4);
    return h(
      'section',
      { className: 'card history' },
      h('h2', null, say('payoutHistory')),
      ratios.length === 0
        ? h('p', null, say('nothing'))
        : [
            h(
              'p',
              { key: 'said' },
              `${words.percent(least)} – ${words.percent(most)} · ${say('openShare')} ${words.percent(knownMs === 0 ? 0 : openMs / knownMs)} · ${words.number(states.length)} ${say('payoutRecords')}`,
            ),
            h(
              'div',
              { key: 'picture', className: 'wide', tabIndex: 0, role: 'region', 'aria-label': say('payoutHistory') },
              h(
                'svg',
                {
                  viewBox: `0 0 ${SIZE.width} ${SIZE.height}`,
                  role: 'img',
                  'aria-label': `${say('payoutHistory')}: ${words.percent(least)} – ${words.percent(most)}`,
                },
                stretches
                  .filter(({ isOpen }) => !isOpen)
                  .map(({ atMs, endMs }) =>
                    h('rect', {
                      ...{ key: `closed ${atMs}`, className: 'closed', x: x(atMs), y: 8, height: floor - 8 },
                      width: Math.max(0.5, x(endMs) - x(atMs)),
                    }),
                  ),
                [low, (low + high) / 2, high].map((ratio) =>
                  h(
                    'g',
                    { key: `line ${ratio}` },
                    h('line', { x1: SIZE.left, x2: SIZE.width, y1: y(ratio), y2: y(ratio), className: 'axis' }),
                    h('text', { x: SIZE.left - 6, y: y(ratio) + 4, textAnchor: 'end' }, words.percent(ratio)),
                  ),
                ),
                h('path', { className: 'payout', d: pathOfSteps(stretches, { x, y }) }),
                weeks.map((ms, at) =>
                  h(
                    'text',
                    {
                      ...{ key: `week ${ms}`, x: x(ms), y: SIZE.height - 6 },
                      textAnchor: at === 0 ? 'start' : at === 4 ? 'end' : 'middle',
                    },
                    words.day(ms),
                  ),
                ),
              ),
            ),
            h(
              'ul',
              { key: 'legend', className: 'legend' },
              h('li', null, say('payoutLine')),
              h('li', { className: 'closed' }, say('closedBand')),
            ),
          ],
    );
  }

  /** Along each stretch whose payout is known; between others there is no line. */
  function pathOfSteps(stretches, { x, y }) {
    let isDrawing = false;
    return stretches
      .map(({ atMs, endMs, payoutRatio }) => {
        if (payoutRatio === null) {
          isDrawing = false;
          return '';
        }
        const start = `${isDrawing ? 'L' : 'M'}${x(atMs).toFixed(1)} ${y(payoutRatio).toFixed(1)}`;
        isDrawing = true;
        return `${start}L${x(endMs).toFixed(1)} ${y(payoutRatio).toFixed(1)}`;
      })
      .join('');
  }

  /** A list as it was shown, and what came of each of its rows. */
  function Ledger({ record, resource }) {
    const words = useWords();
    const scores = useAbout(resource, record);
    const { say } = words;
    const rows = parsed(record.params.rows) ?? [];
    const shown = Array.isArray(rows) ? rows : [];
    return h(
      'div',
      { className: 'console' },
      h(Head, { record, resource, words }),
      h(Facts, { record, resource, words, except: ['rows'] }),
      h(Rows, {
        title: say('shownRows'),
        words,
        resource: 'lists',
        link: false,
        columns: ['place', 'ticker', 'strategyId', 'rate', 'needed', 'coin', 'verdict'],
        rows: shown.map((row, at) => {
          const rate = row.upToGale?.at(-1);
          return {
            ...{ place: at + 1, ticker: row.ticker, strategyId: row.strategyId, verdict: row.verdict },
            rate: rate ? rateText(rate, words) : '–',
            needed: row.breakEvenRatio === null ? '–' : words.percent(row.breakEvenRatio),
            coin: words.percent(row.coinRatio),
          };
        }),
      }),
      scores &&
        h(Rows, {
          title: say('scoredRows'),
          words,
          resource: 'lists',
          link: false,
          columns: ['place', 'ticker', 'horizon', 'predicted', 'rate', 'needed', 'brier', 'coinBrier', 'scoreState'],
          rows: scores.map((score) => ({
            ...{ place: score.row + 1, ticker: shown[score.row]?.ticker ?? '–', horizon: score.horizon },
            ...{ brier: score.brier, coinBrier: score.coinBrier, scoreState: score.state },
            predicted: words.percent(score.predictedRatio),
            rate: score.rate.n === 0 ? '–' : rateText(score.rate, words),
            needed: score.breakEvenRatio === null ? '–' : words.percent(score.breakEvenRatio),
          })),
        }),
      h('p', { className: 'small' }, say('brierNote')),
    );
  }

  /** Never without its sample and its interval. */
  function rateText({ wins, n, low, high }, words) {
    if (n === 0) return '–';
    const { say } = words;
    return `${words.percent(wins / n)} ${say('ofAssets')} ${words.number(n)} (${words.percent(low)}–${words.percent(high)})`;
  }

  Object.assign(window.AdminJS.UserComponents, { Asset, Ledger });
})();
