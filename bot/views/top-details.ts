import { isDefaultLadder } from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { coverageText, expectedLines, levelText, lossLines, payoutText, verdictText } from './card.ts';
import { figures } from './figures.ts';
import { fittingMessage, type Line } from './fit.ts';
import { type Message, TEXT_LIMIT } from './message.ts';
import { assetName, strategyName } from './query-line.ts';
import { MEDALS, rowButtons, sparseText, topPlan, triedText, untilText } from './top.ts';
import type { TopFacts, TopRow } from './top-facts.ts';

/** Every row of a list with all that its rates must carry. */
export function topDetails(words: Words, facts: TopFacts): Message {
  const { question, rows, sparse, resultId, ladder } = facts;
  const stays = (text: string): Line => ({ text, spare: 0 });
  return fittingMessage({
    limit: TEXT_LIMIT,
    lines: [
      stays(
        `🔎 <b>${words.html('top-details-title')}</b> · ${question.timeframe} · ${escapeHtml(topPlan(words, facts))}`,
      ),
      stays(`${triedText(words, facts)} ${untilText(words, facts)}`),
      ...rows.flatMap((row, at) => rowLines(words, { row, facts, medal: MEDALS[at] ?? '•' })),
      stays(''),
      ...(sparse.count === 0 ? [] : [stays(sparseText(words, facts))]),
      stays(words.html('figures-interval-note')),
      ...(isDefaultLadder(ladder) ? [stays(words.html('top-ladder-set'))] : []),
      stays(words.html('top-result', { result: resultId })),
      stays(`<i>${words.html('risk-line')}</i>`),
    ],
    keyboard: [
      ...rowButtons(words, facts).slice(0, -1),
      [{ text: words.say('button-recheck'), data: { verb: 'recheck', resultId } }],
    ],
  });
}

function rowLines(words: Words, { row, facts, medal }: { row: TopRow; facts: TopFacts; medal: string }): Line[] {
  const { question, ladder } = facts;
  const { ticker, strategyId, strategyVersion, coverage, payoutRatio } = row;
  const known = figures(row);
  const { cumulative, depth } = known;
  const name = strategyName({ timeframe: question.timeframe, strategyId });
  const stays = (text: string): Line => ({ text, spare: 0 });
  return [
    stays(''),
    stays(`${medal} <b>${escapeHtml(assetName(ticker))}</b> · ${escapeHtml(name)}`),
    ...cumulative.map((rate, level) => ({
      text: levelText(words, { level, rate }),
      spare: level === 0 || level === depth ? 0 : 2,
    })),
    ...lossLines(words, {
      counts: { loss: row.counts.loss, maxLossStreak: row.maxLossStreak },
      lossRuns: row.lossRuns,
    }),
    stays(payoutText(words, { payoutRatio, figures: known })),
    stays(words.html('figures-coin', { rate: words.percent(known.coinRatio) })),
    ...expectedLines(words, { ...row, ladder, query: { depth } }),
    stays(
      `${words.html('figures-verdict', { verdict: verdictText(words, known.verdict) })} · ${coverageText(words, { coverage })}`,
    ),
    { text: words.html('summary-definition', { id: strategyId.slice(0, 40), version: strategyVersion }), spare: 1 },
  ];
}
