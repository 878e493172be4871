import { expect, test } from 'vitest';
import { words } from '#bot/i18n/index.ts';
import { catalogMenu } from '#bot/menus/catalog-menu.ts';
import type { CatalogMenuFacts } from '#bot/menus/facts.ts';
import type { Message } from '#bot/views/message.ts';
import type { Press, Screen } from '#bot/views/press.ts';
import { findStrategy, maxDepth, strategiesOf } from '#engine/index.ts';
import { assetsOf, queryOf } from '../views/worst-case.ts';

const pt = words('pt');
const query = queryOf('EURUSD-OTC');

function menu(screen: Screen, more: Partial<CatalogMenuFacts> = {}): Message {
  return catalogMenu(pt, { screen, query, assets: assetsOf('EURUSD-OTC'), zone: 'America/Sao_Paulo', ...more });
}

function pressesOf(message: Message): Press[] {
  return message.keyboard!.flat().flatMap((button) => ('data' in button ? [button.data] : []));
}

function textsOf(message: Message): string[] {
  return message.keyboard!.flat().map((button) => button.text);
}

test('home shows the question so far and runs it', () => {
  expect(menu('home').text).toContain('EURUSD (OTC) · M1 · Minoria · até G2 · 100 blocos');
  expect(pressesOf(menu('home')).at(-1)).toEqual({ verb: 'run', query });
});

test('a shelf shows open assets first, with their payout, ten a page', () => {
  const texts = textsOf(menu('assets', { category: 'forex' }));
  expect(texts[0]).toBe('🟢 A105 (OTC) · 87%');
  expect(texts.slice(0, 10).every((text) => text.startsWith('🟢'))).toBe(true);
  expect(texts.slice(10)).toEqual(['1 de 3', '▶️', '🗂 Categorias', '↩️ Voltar']);
  const last = textsOf(menu('assets', { category: 'forex', page: 2 }));
  expect(last[0]).toContain('🔒');
  expect(last[0]).toContain('fechado');
});

test('a page that is gone becomes the last one', () => {
  expect(textsOf(menu('assets', { category: 'forex', page: 99 }))).toContain('3 de 3');
  expect(textsOf(menu('strategies', { page: 99 }))).not.toContain('▶️');
});

test('every asset of a shelf is on exactly one page', () => {
  const assets = assetsOf('EURUSD-OTC').filter(({ category }) => category === 'crypto');
  const pages = [0, 1, 2].flatMap((page) => pressesOf(menu('assets', { category: 'crypto', page })));
  const tickers = pages.flatMap((press) =>
    press.verb === 'menu' && press.screen === 'home' && press.query.ticker !== query.ticker ? [press.query.ticker] : [],
  );
  expect(tickers.sort()).toEqual(assets.map(({ ticker }) => ticker).sort());
});

test('empty shelves are not offered', () => {
  const assets = assetsOf('X').filter(({ category }) => category === 'stocks');
  expect(textsOf(menu('categories', { assets }))).toEqual(['Ações · 16', '⭐ Favoritos', '↩️ Voltar']);
});

test('every choice changes one thing and leads home', () => {
  for (const screen of ['windows', 'depths'] as const) {
    for (const press of pressesOf(menu(screen))) {
      expect(press).toMatchObject({ verb: 'menu', screen: 'home', query: { ticker: 'EURUSD-OTC', timeframe: 'M1' } });
    }
  }
});

test('what is chosen now is marked', () => {
  expect(textsOf(menu('windows'))).toContain('✓ 100 blocos');
  expect(textsOf(menu('depths'))).toContain('✓ até G2');
  expect(textsOf(menu('strategies'))).toContain('✓ Minoria');
  expect(textsOf(menu('timeframes'))).toContain('✓ M1');
});

test('another timeframe keeps a strategy it knows, else takes its first, and never goes deeper than that one does', () => {
  const queries = pressesOf(menu('timeframes', { query: { ...query, strategyId: 'R7', depth: 5 } })).flatMap((press) =>
    press.verb === 'menu' ? [press.query] : [],
  );
  for (const { timeframe, strategyId, depth } of queries) {
    const strategy = findStrategy({ timeframe, name: strategyId });
    expect(strategy?.id).toBe(strategyId);
    expect(depth).toBeLessThanOrEqual(maxDepth(strategy!));
  }
  expect(queries[1]).toMatchObject({ timeframe: 'M5', strategyId: strategiesOf('M5')[0]!.id });
  const kept = pressesOf(menu('timeframes', { query: { ...query, strategyId: 'TORRES_GEMEAS' } }));
  expect(kept[2]).toMatchObject({ query: { timeframe: 'M15', strategyId: 'TORRES_GEMEAS' } });
});

test('only depths that the strategy has are offered', () => {
  expect(textsOf(menu('depths', { query: { ...query, strategyId: 'C3' } }))).toEqual([
    'sem gale',
    'até G1',
    '✓ até G2',
    '↩️ Voltar',
  ]);
});

test('a strategy with fewer gales brings the depth down with it', () => {
  const deep = { ...query, depth: 5 };
  const pages = [0, 1, 2].flatMap((page) => pressesOf(menu('strategies', { query: deep, page })));
  const c3 = pages.find((press) => press.verb === 'menu' && press.query.strategyId === 'C3');
  expect(c3).toMatchObject({ query: { depth: 2 } });
});
