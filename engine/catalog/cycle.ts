/** How one cycle ended. A win at level k is k itself, so codes 0..9 are W, G1 … G9. */
export const LOSS = 16;
/** A candle read was a doji: no bet. */
export const CANCELED = 17;
/** The rule gave no direction. */
export const NO_SIGNAL = 18;
/** A doji at a level ended the cycle (only with dojiEntry = void). */
export const VOID = 19;
/** Its entry candles have not all closed yet: shown, never counted. */
export const PENDING = 20;
/** A candle it needs is missing from the data: shown nowhere, counted nowhere. */
export const INCOMPLETE = 21;

/** One letter code a cycle: W G1 G2 … H D N V, and … for pending. */
export function cycleCode(result: number): string {
  if (result === 0) return 'W';
  if (result < LOSS) return `G${result}`;
  return { [LOSS]: 'H', [CANCELED]: 'D', [NO_SIGNAL]: 'N', [VOID]: 'V' }[result] ?? '…';
}
