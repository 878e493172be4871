import type { TopQuestion } from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { coverageText, levelText, lossLines, payoutText, verdictText } from './card.ts';
import { figures } from './figures.ts';
import { fittingMessage, type Line } from './fit.ts';
import { type Message, TEXT_LIMIT } from './message.ts';
import { assetName, strategyName } from './query-line.ts';
import { MEDALS, perCycle, rowButtons, sparseText, topPlan, triedText, untilText } from './top.ts';
import type { TopFacts, TopRow } from './top-facts.ts';

/** Every row of a list with all that its rates must carry. */
export function topDetails(words: Words, facts: TopFacts): Message {
  const { question, rows, sparse, resultId } = facts;
  const stays = (text: string): Line => ({ text, spare: 0 });
  return fittingMessage({
    limit: TEXT_LIMIT,
    lines: [
      stays(
        `🔎 <b>${words.html('top-details-title')}</b> · ${question.timeframe} · ${escapeHtml(topPlan(words, facts))}`,
      ),
      stays(`${triedText(words, facts)} ${untilText(words, facts)}`),
      ...rows.flatMap((row, at) => rowLines(words, { row, question, medal: MEDALS[at] ?? '•' })),
      stays(''),
      ...(sparse.count === 0 ? [] : [stays(sparseText(words, facts))]),
      stays(words.html('figures-interval-note')),
      stays(words.html('top-result', { result: resultId })),
      stays(`<i>${words.html('risk-line')}</i>`),
    ],
    keyboard: [
      ...rowButtons(words, facts).slice(0, -1),
      [{ text: words.say('button-recheck'), data: { verb: 'recheck', resultId } }],
    ],
  });
}

function rowLines(
  words: Words,
  { row, question, medal }: { row: TopRow; question: TopQuestion; medal: string },
): Line[] {
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
    stays([words.html('figures-coin', { rate: words.percent(known.coinRatio) }), ...perCycle(words, row)].join(' · ')),
    stays(
      `${words.html('figures-verdict', { verdict: verdictText(words, known.verdict) })} · ${coverageText(words, { coverage })}`,
    ),
    { text: words.html('summary-definition', { id: strategyId.slice(0, 40), version: strategyVersion }), spare: 1 },
  ];
}
