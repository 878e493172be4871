import { expect, test } from 'vitest';
import { LANGUAGES, words } from '#bot/i18n/index.ts';
import { queryProblem } from '#bot/views/query-problem.ts';
import { type CatalogProblem, parseCatalogWords } from '#engine/index.ts';
import { NOW_MS, queryOf } from './worst-case.ts';

const TICKERS = ['EURUSD-OTC', 'EURJPY', 'GBPUSD-OTC', 'BTCUSD'];

function problemOf(text: string): CatalogProblem {
  const parsed = parseCatalogWords({
    text,
    defaults: queryOf('EURUSD-OTC'),
    tickers: TICKERS,
    limits: { maxBlocks: 5000, maxDays: 30, maxDepth: 9 },
    nowMs: NOW_MS,
    utcOffsetMs: () => -3 * 3_600_000,
  });
  if (parsed.ok) throw new Error(`"${text}" is no problem.`);
  return parsed.problem;
}

const say = (text: string) => queryProblem(words('pt'), problemOf(text));

// What is typed, and how the answer begins.
test.each([
  ['EURUSB-OTC', 'Não encontrei o ativo “EURUSB-OTC”.'],
  ['eurusd-otc m7', '“m7” não é um tempo de vela daqui'],
  ['eurusd-otc g50', '“g50” não serve: vai de g0 (sem gale) até g9.'],
  ['eurusd-otc 0', 'O período “0” não serve'],
  ['eurusd-otc -1', 'O período “-1” não serve'],
  ['eurusd-otc 1e9', 'O período “1e9” não serve'],
  ['eurusd-otc 99999d', 'O período “99999d” não serve: use até 5.000 blocos (100), horas (24h) ou até 30 dias (7d).'],
  ['eurusd-otc 05/10..01/10', 'Em “05/10..01/10” o fim vem antes do começo.'],
  ['x'.repeat(4096), 'Esse pedido é longo demais'],
])('“%.30s” is refused in one line with an example that works', (typed, beginning) => {
  const [line, example] = say(typed).text.split('\n');
  expect(line!.startsWith(beginning), line).toBe(true);
  const command = /<code>\/catalog (.*)<\/code>/.exec(example!)?.[1];
  expect(() => problemOf(command!)).toThrow('is no problem');
});

test('the nearest assets are one tap away, with the rest of the question kept', () => {
  const [first] = say('EURUSB-OTC m5 mhi g1 7d').keyboard!.flat();
  expect(first).toEqual({
    text: 'EURUSD (OTC)',
    data: {
      verb: 'run',
      query: {
        ticker: 'EURUSD-OTC',
        timeframe: 'M5',
        strategyId: 'MHI1_MIN',
        depth: 1,
        window: { kind: 'days', count: 7 },
      },
    },
  });
});

test('what was typed cannot break the message, in any language', () => {
  for (const language of LANGUAGES) {
    for (const typed of ['<b>&amp;</i>', 'שקל\u202e', '🚀'.repeat(90), '\ud800']) {
      const { text } = queryProblem(words(language), problemOf(typed));
      expect(text.replace(/<\/?code>/g, '').replace(/&(?:amp|lt|gt|quot);/g, '')).not.toMatch(/[<>&\u202e]/);
      expect(text.isWellFormed()).toBe(true);
    }
  }
});
