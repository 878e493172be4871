import { answerMoment, DAY_MS, queryKey, type TimeRange } from '#engine/index.ts';
import type { Cache } from '#io/cache.ts';
import type { Database } from '#io/db/database.ts';
import type { FlightTools, Passenger } from '#io/market/flight.ts';
import { answerCatalog, type Catalog, type CatalogTask } from './catalog.ts';
import { onceForAll } from './once-for-all.ts';

export interface FiguresRequest extends Passenger {
  readonly task: CatalogTask;
  /** Sees to it that the store has a stretch of candles, for all who wait: over this caller's session. */
  readonly supply: (range: TimeRange, tools: FlightTools) => Promise<void>;
}

/** Works a question out, once for all who ask the same before the next candle; null when there are no candles. */
export type Figures = (request: FiguresRequest) => Promise<Catalog | null>;

/** A window this long changes little from candle to candle, but is dear to work out. */
const REPORT_MS = 2 * DAY_MS;
/** Of one place in the columns: a colour and four prices; and about as much for what was counted. */
const BYTES_A_PLACE = 2 * (1 + 4 * 8);

/** What news of an asset's candles is about. */
export function candleTopic(assetId: number): string {
  return `candles ${assetId}`;
}

export function createFigures({ db, cache }: { db: Database; cache: Cache }): Figures {
  /** First the candles and then the figures: candles that came are news, and news outdates what is being worked out. */
  async function answer({ task, supply, ...passenger }: FiguresRequest, claim: () => void): Promise<Catalog | null> {
    const { query, asset } = task;
    const { range, untilMs } = answerMoment(task);
    const key = `${queryKey(query)} ${range.toMs} ${asset.payoutRatio}`;
    if (!cache.has(key)) {
      await cache.get({
        ...{ kind: 'live', key: `supply ${key}`, sizeOf: notKept, passenger },
        make: (tools) => {
          claim();
          return supply(range, tools);
        },
      });
    }
    return cache.get({
      kind: range.toMs - range.fromMs > REPORT_MS ? 'reports' : 'results',
      key,
      topic: candleTopic(asset.id),
      ...(untilMs === null ? {} : { untilMs }),
      // That there are no candles is not worth remembering: they may come at any time.
      sizeOf: (catalog: Catalog | null) =>
        catalog === null ? notKept() : 1_000 + catalog.columns.colours.length * BYTES_A_PLACE,
      passenger,
      make: (tools) => {
        claim();
        return answerCatalog(db, { task, supply: (wanted) => supply(wanted, tools) });
      },
    });
  }

  return (request) => onceForAll(request.signal, (claim) => answer(request, claim));
}

function notKept(): number {
  return Number.POSITIVE_INFINITY;
}
