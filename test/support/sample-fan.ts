import {
  type FanPicture,
  type FanPictureWords,
  fanPicture,
  type StakesQuery,
  stakeSheet,
  stakesFan,
} from '#engine/index.ts';

export const SAMPLE_STAKES: StakesQuery = {
  bankrollCents: 50_000,
  firstStakeCents: 500,
  plan: { kind: 'multiplier', multiplier: 2.2 },
  depth: 2,
  payoutRatio: 0.87,
};

/** 46 at the first entry, 22 at G1, 13 at G2, 10 lost. */
export const SAMPLE_TALLY = { cycles: 100, win: [46, 22, 13], loss: 10, doji: 9, noSignal: 0, void: 0, total: 91 };

const WORDS: FanPictureWords = {
  title: 'Plano de entradas',
  subtitle: 'multiplica por 2,2 · até G2 · payout 87%',
  period: 'Com o seu último resultado, EURUSD (OTC), 81 de 91 = 89,0% (80,9% a 93,9%)',
  bankroll: 'Banca em R$ ao longo de 300 ciclos',
  drawdown: 'Queda em R$ desde o melhor momento',
  outer: '9 de cada 10',
  inner: 'metade',
  middle: 'caminho do meio',
  start: 'começo',
  note: '1.000 simulações de 300 ciclos · quebraram: 412 · terminaram com menos: 700',
  risk: 'Passado não é promessa. Só arrisque o que você pode perder.',
  amount: (cents) => String(Math.round(cents / 100)),
};

/** A thousand futures of a plan. */
export function sampleFan(stakes: Partial<StakesQuery> = {}, words: Partial<FanPictureWords> = {}): FanPicture {
  const query = { ...SAMPLE_STAKES, ...stakes };
  const fan = stakesFan(query, stakeSheet(query, SAMPLE_TALLY));
  return fanPicture({ fan, words: { ...WORDS, ...words } });
}
