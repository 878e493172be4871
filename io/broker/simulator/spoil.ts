import type { SimulatedCandle } from './candles.ts';
import type { FaultSettings, Spoiling } from './faults.ts';

const HUGE_BYTES = 10 * 1024 * 1024;

/** An answer on its way out, made unreadable. The request id survives where the kind allows it. */
export function spoilText(text: string, kind: Spoiling): string {
  switch (kind) {
    case 'malformed':
      return `<<${text}`;
    case 'truncated':
      return text.slice(0, Math.floor(text.length / 2));
    case 'nan':
      return text.replace(/"(close|amount|user_id|commission)":[^,}\]]+/, '"$1":NaN');
    case 'wrong_types':
      return text.replaceAll(/"(close|amount|commission)":([^,}\]]+)/g, '"$1":"$2"');
    case 'huge':
      return text.replace(/}$/, `,"padding":"${'x'.repeat(HUGE_BYTES)}"}`);
  }
}

/** A history with the faults that concern its candles. */
export function shapeCandles(candles: readonly SimulatedCandle[], faults: Readonly<FaultSettings>): SimulatedCandle[] {
  const middle = Math.floor(candles.length / 2);
  let shaped = candles.map((candle) => ({ ...candle }));
  if (faults.idHole) {
    shaped = shaped.map((candle, index) => (index < middle ? candle : { ...candle, id: candle.id + 3 }));
  }
  if (faults.provisionalCandles > 0) {
    const sure = shaped.length - faults.provisionalCandles;
    shaped = shaped.map((candle, index) => (index < sure ? candle : { ...candle, close: candle.open }));
  }
  if (faults.missingCandle) shaped.splice(middle, 1);
  if (faults.shuffledCandles) {
    const doubles = shaped.map((candle) => ({ ...candle, close: candle.max, open: candle.min }));
    shaped = [...shaped.toReversed(), ...doubles];
  }
  return shaped;
}
