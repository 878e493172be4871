/** The one door of the engine. Whoever is outside imports from here only. */
export * from './aggregate.ts';
export * from './candle.ts';
export * from './catalog/cycle.ts';
export * from './catalog/evaluate.ts';
export type * from './catalog/evaluation.ts';
export type * from './catalog/query.ts';
export * from './columns.ts';
export * from './errors.ts';
export * from './pictures/catalog.ts';
export type * from './pictures/legend.ts';
export * from './pictures/picture.ts';
export * from './pictures/ranking.ts';
export type * from './pictures/strip.ts';
export type * from './pictures/time-axis.ts';
export * from './strategies/find.ts';
export * from './strategies/strategy.ts';
export * from './timeframe.ts';
export * from './units.ts';
