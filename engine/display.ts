/**
 * A ticker as people read it. The broker's suffixes for its own round-the-clock market and its products go.
 * @example displayTicker('EURUSD-OTC') // 'EURUSD (OTC)'
 */
export function displayTicker(ticker: string): string {
  const plain = ticker.replace(/-op$/i, '');
  return plain.replace(/-otc(?:-l)?$/i, ' (OTC)');
}
