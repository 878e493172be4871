import {
  type CalibrationPicture,
  type CalibrationPictureWords,
  type Candle,
  type CatalogPicture,
  type CatalogPictureWords,
  calibration,
  calibrationPicture,
  catalogPicture,
  columnsFrom,
  DEFAULT_READING,
  evaluate,
  findStrategy,
  type HoursPicture,
  type HoursPictureWords,
  hoursPicture,
  MINUTE_MS,
  type RankingPicture,
  type RankingPictureWords,
  rankingPicture,
  shrink,
} from '#engine/index.ts';

/** 2026-11-20 09:00 UTC, 06:00 in São Paulo. */
export const SAMPLE_START_MS = 1_795_165_200_000;

const HOUR_MS = 60 * MINUTE_MS;

export const SAMPLE_WORDS: CatalogPictureWords = {
  title: 'EURUSD (OTC)',
  subtitle: 'Minoria · M1 · até G2',
  period: '20/11 06:00–14:20 (Brasília)',
  payout: 'Payout 87% · para empatar até G2: 89,9%',
  rate: '1ª 50,5% · G2 89,0%',
  sample: '91 ciclos · 1ª 40,5% a 60,6% · G2 80,9% a 93,9%',
  verdict: 'igual à sorte · cara ou coroa 86,8% · média por ciclo -R$ 0,79',
  shown: ({ shown, total }) => `Últimos ${shown} de ${total} blocos`,
  whole: 'Todos os 100 blocos, do mais antigo ao mais novo · maior sequência de perdas: 2',
  empty: 'Nenhum bloco completo neste período',
  legend: {
    wins: ['Primeira', ...Array.from({ length: 9 }, (_, level) => `Gale ${level + 1}`)],
    loss: 'Loss',
    canceled: 'Nulo',
    noSignal: 'Sem sinal',
    void: 'Devolvida',
    pending: 'Em curso',
  },
  coverage: 'Cobertura: 1.431 de 1.440 velas · Minoria v1',
  risk: 'Resultado passado não garante o futuro. Você pode perder tudo.',
  decimalMark: ',',
  dateOrder: 'day-month',
  utcOffsetMs: -3 * HOUR_MS,
};

export interface SampleOptions {
  readonly seed?: number;
  readonly minutes?: number;
  readonly depth?: number;
  readonly strategy?: string;
  readonly live?: boolean;
  readonly words?: Partial<CatalogPictureWords>;
}

/** The picture of a market that never was: the same seed gives the same one. */
export function samplePicture({ seed = 1, minutes = 503, ...options }: SampleOptions = {}): CatalogPicture {
  return pictureOf(sampleCandles({ seed, minutes }), options);
}

/** The picture of these candles. */
export function pictureOf(
  candles: readonly Candle[],
  { depth = 2, strategy: name = 'minoria', live = true, words = {} }: Omit<SampleOptions, 'seed' | 'minutes'> = {},
): CatalogPicture {
  const columns = columnsFrom(candles, 'M1');
  const strategy = findStrategy({ timeframe: 'M1', name });
  if (strategy === null) throw new Error(`No strategy "${name}".`);
  const evaluation = evaluate(columns, { strategy, depth, live, reading: DEFAULT_READING });
  return catalogPicture({ columns, evaluation, words: { ...SAMPLE_WORDS, ...words } });
}

/** Candles of a price that never moves: nothing but dojis. */
export function flatCandles(minutes: number): Candle[] {
  return Array.from({ length: minutes }, (_, minute) => {
    return { openMs: SAMPLE_START_MS + minute * MINUTE_MS, open: 1.5, high: 1.5, low: 1.5, close: 1.5 };
  });
}

/** A random walk with calm and lively stretches, five decimals, one doji in twenty-five. */
export function sampleCandles({ seed, minutes }: { seed: number; minutes: number }): Candle[] {
  const random = randomFrom(seed);
  let points = 108_500;
  let liveliness = 10;
  return Array.from({ length: minutes }, (_, minute) => {
    liveliness = Math.max(4, Math.min(40, liveliness * (0.85 + 0.3 * random())));
    const open = points;
    const move = (random() + random() + random() - 1.5) * 2 * liveliness;
    points += random() < 0.04 ? 0 : Math.round(move) || 1;
    const reach = () => Math.round(random() * liveliness * 0.7);
    const high = Math.max(open, points) + reach();
    const low = Math.min(open, points) - reach();
    const openMs = SAMPLE_START_MS + minute * MINUTE_MS;
    return { openMs, open: open / 1e5, high: high / 1e5, low: low / 1e5, close: points / 1e5 };
  });
}

const RANKING_WORDS: RankingPictureWords = {
  title: 'Top 5 · Minoria',
  subtitle: 'M1 · até G2 · 100 blocos',
  period: '20/11 06:00–14:20 (Brasília)',
  tried: '50 ativos testados, 1 acima do equilíbrio após correção',
  first: 'Primeira entrada',
  gales: 'No gale',
  interval: 'IC 95%',
  breakEven: 'Equilíbrio',
  empty: 'Nenhum ativo aberto agora',
  risk: 'Resultado passado não garante o futuro. Você pode perder tudo.',
};

/** A top list of five assets. */
export function sampleRanking(words: Partial<RankingPictureWords> = {}): RankingPicture {
  const assets = ['EURUSD (OTC)', 'GBPJPY (OTC)', 'BTCUSD', 'Apple Inc.', 'XAUUSD'];
  const rows = assets.map((name, index) => {
    const win = [52 - 2 * index, 24 - index, 13 - index];
    const loss = 2 + 3 * index;
    const wins = win.reduce((sum, count) => sum + count, 0);
    const total = wins + loss;
    const ratio = wins / total;
    const spread = 1.96 * Math.sqrt((ratio * (1 - ratio)) / total);
    return {
      name,
      counts: {
        cycles: 100,
        win,
        loss,
        doji: 100 - total,
        noSignal: 0,
        void: 0,
        total,
        maxLossStreak: 1,
        maxWinStreak: 9,
      },
      rate: `${(100 * ratio).toFixed(1).replace('.', ',')}%`,
      detail: `${total} blocos · W ${win[0]} · G1 ${win[1]} · G2 ${win[2]} · H ${loss}`,
      mark: index === 0 ? 'Acima do equilíbrio' : 'Igual à sorte',
      interval: { low: ratio - spread, high: Math.min(1, ratio + spread / 2) },
      breakEven: 0.899,
    };
  });
  return rankingPicture({ rows, words: { ...RANKING_WORDS, ...words } });
}

const HOURS_WORDS: HoursPictureWords = {
  title: 'EURUSD (OTC)',
  subtitle: 'Minoria · M1 · até G2',
  period: '21/10–20/11 (Brasília)',
  key: '% · entradas',
  note: '168 horários contados, 0 acima do equilíbrio: os melhores podem ser sorte',
  worse: '10 pontos abaixo',
  better: '10 pontos acima',
  weekdays: ['dom', 'seg', 'ter', 'qua', 'qui', 'sex', 'sáb'],
  empty: 'Nenhuma entrada neste período',
  risk: 'Resultado passado não garante o futuro. Você pode perder tudo.',
  count: (n) => `${n}`,
};

/** A heat map whose best and worst hours are no accident, with a closed market on Saturday. */
export function sampleHours(words: Partial<HoursPictureWords> = {}): HoursPicture {
  const table = Array.from({ length: 7 }, (_, day) =>
    Array.from({ length: 24 }, (_, hour) => {
      const n = day === 6 ? 0 : 30 + ((day * 7 + hour * 11) % 25);
      return { wins: Math.round(n * (0.86 + 0.12 * Math.sin(hour / 3.5 + day))), n };
    }),
  );
  return hoursPicture({ table: shrink(table), words: { ...HOURS_WORDS, ...words } });
}

const CALIBRATION_WORDS: CalibrationPictureWords = {
  title: 'O que mostrei e o que veio',
  subtitle: '2.880 listas do Top 5, conferidas um dia depois',
  period: '21/10–19/11 (Brasília)',
  note: 'Erro 0,112 · de cara ou coroa 0,109 (menor é melhor)',
  risk: 'Passado não é promessa. Só arrisque o que você pode perder.',
  told: 'Taxa que mostrei',
  came: 'Taxa que veio depois',
  equal: 'mostrei = veio',
  point: 'o que veio',
  interval: 'faixa de 95%',
  empty: 'Ainda não há o que conferir',
  percent: (ratio) => `${Math.round(100 * ratio)}%`,
};

/** Lists that promised more than came, as lists of the best of many do. */
export function sampleCalibration(words: Partial<CalibrationPictureWords> = {}): CalibrationPicture {
  const forecasts = Array.from({ length: 9 }, (_, at) => {
    const n = 60 + 400 * (at % 4);
    return { forecastRatio: 0.86 + 0.0155 * at, wins: Math.round(n * (0.865 + 0.002 * at)), n };
  });
  return calibrationPicture(calibration(forecasts, { bins: 40 }), { ...CALIBRATION_WORDS, ...words });
}

/** @see https://en.wikipedia.org/wiki/Xorshift */
function randomFrom(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    state >>>= 0;
    return state / 2 ** 32;
  };
}
