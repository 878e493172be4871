import type { Timeframe } from '../timeframe.ts';
import { MAX_DEPTH, type Strategy } from './strategy.ts';

type Row = Omit<Strategy, 'timeframe' | 'block' | 'version'> & { readonly version?: number };

interface Group {
  readonly timeframe: Timeframe;
  readonly block: number;
  readonly rows: readonly Row[];
}

/**
 * The strategies, as data. Positions count from the start of the block read; `following(n)` is an entry at n with
 * every gale on the next candle. Adding a strategy is adding a row; whoever changes what a row means raises its
 * version. The first row of a timeframe is the one a newcomer gets.
 */
// biome-ignore format: a table is read by its lines
const GROUPS: readonly Group[] = [
  {
    timeframe: 'M1',
    block: 5,
    rows: [
      // The rules of the web application this bot replaces: five candles, any doji voids, three tries.
      { id: 'MINORIA(5)', name: 'Minoria', reads: [0, 1, 2, 3, 4], levels: following(5), rule: 'minority', aliases: ['minority', 'estrategia da minoria'] },
      { id: 'MHI1_MIN', name: 'MHI 1', reads: [2, 3, 4], levels: following(5), rule: 'minority', aliases: ['mhi', 'mhi minoria', 'mhi 1 minoria'] },
      { id: 'MHI1_MAJ', name: 'MHI 1 maioria', reads: [2, 3, 4], levels: following(5), rule: 'majority', aliases: ['mhi maioria'] },
      { id: 'MHI2_MIN', name: 'MHI 2', reads: [2, 3, 4], levels: following(6), rule: 'minority', aliases: ['mhi 2 minoria'] },
      { id: 'MHI2_MAJ', name: 'MHI 2 maioria', reads: [2, 3, 4], levels: following(6), rule: 'majority', aliases: [] },
      { id: 'MHI3_MIN', name: 'MHI 3', reads: [2, 3, 4], levels: following(7), rule: 'minority', aliases: ['mhi 3 minoria'] },
      { id: 'MHI3_MAJ', name: 'MHI 3 maioria', reads: [2, 3, 4], levels: following(7), rule: 'majority', aliases: [] },
      { id: 'MILHAO_MIN', name: 'Milhão', reads: [0, 1, 2, 3, 4], levels: following(5), rule: 'minority', aliases: ['milhao minoria'] },
      { id: 'MILHAO_MAJ', name: 'Milhão maioria', reads: [0, 1, 2, 3, 4], levels: following(5), rule: 'majority', aliases: [] },
      { id: 'MINORIA_LAST4', name: 'Minoria das 4 últimas', reads: [1, 2, 3, 4], levels: following(5), rule: 'minority', aliases: ['minoria ultimas 4', 'minoria(4)', 'minority(4)'] },
      { id: 'MAIORIA_LAST4', name: 'Maioria das 4 últimas', reads: [1, 2, 3, 4], levels: following(5), rule: 'majority', aliases: ['maioria ultimas 4'] },
      { id: 'TORRES_GEMEAS', name: 'Torres Gêmeas', reads: [0], levels: following(4), rule: 'same', aliases: ['torres'] },
      { id: 'PADRAO_23', name: 'Padrão 23', reads: [0], levels: following(1), rule: 'same', aliases: ['p23', '23'] },
      { id: 'MELHOR_DE_3', name: 'Melhor de 3', reads: [1, 2, 3], levels: following(7), rule: 'majority', aliases: ['md3', 'melhor de tres'] },
      { id: 'TRES_MOSQUETEIROS', name: 'Três Mosqueteiros', reads: [2], levels: following(3), rule: 'same', aliases: ['mosqueteiros', '3 mosqueteiros'] },
      { id: 'TRES_MOSQUETEIROS_MAJ3', name: 'Três Mosqueteiros (maioria)', reads: [0, 1, 2], levels: following(3), rule: 'majority', aliases: ['mosqueteiros maioria', '3 mosqueteiros maioria'] },
      { id: 'TRES_VIZINHOS', name: 'Três Vizinhos', reads: [3], levels: following(4), rule: 'same', aliases: ['vizinhos', '3 vizinhos'] },
      { id: 'PADRAO_3X1', name: 'Padrão 3x1', reads: [0, 1, 2], levels: following(4), rule: 'minority', aliases: ['3x1'] },
      { id: 'PADRAO_3X1_NEXT', name: 'Padrão 3x1 (próximo bloco)', reads: [0, 1, 2], levels: following(5), rule: 'minority', aliases: ['3x1 next'] },
      // Gales on the odd candles: defined for two of them only.
      { id: 'PADRAO_IMPAR', name: 'Padrão Ímpar', reads: [2], levels: [5, 7, 9], rule: 'same', aliases: ['impar'] },
      { id: 'VITUXO_MAJ', name: 'Vituxo 2.0', reads: [0, 1, 2], levels: following(7), rule: 'majority', aliases: ['vituxo', 'vituxo 2', 'vituxo maioria'] },
      { id: 'VITUXO_MIN', name: 'Vituxo 2.0 minoria', reads: [0, 1, 2], levels: following(7), rule: 'minority', aliases: ['vituxo minoria'] },
      { id: 'D21', name: 'D21', reads: [0, 2, 3], levels: following(5), rule: 'minority', aliases: [] },
      { id: 'C3', name: 'C3', reads: [0, 2, 4], levels: [5, 7, 9], rule: 'same_per_level', aliases: [] },
      { id: 'MSF', name: 'MSF', reads: [0], levels: following(9), rule: 'opposite', aliases: [] },
      { id: 'DAKA', name: 'DAKA', reads: [3], levels: following(5), rule: 'same', aliases: [] },
      { id: 'HOPE', name: 'Hope', reads: [0, 2], levels: following(4), rule: 'equal_same', aliases: [] },
      { id: 'CONFLUENCIA_MHI_IMPAR', name: 'MHI + Ímpar', reads: [2, 3, 4], levels: following(5), rule: 'minority', confirm: 'PADRAO_IMPAR', aliases: [] },
      { id: 'CONFLUENCIA_TORRES_3X1', name: 'Torres + 3x1', reads: [0], levels: following(4), rule: 'same', confirm: 'PADRAO_3X1', aliases: [] },
    ],
  },
  {
    timeframe: 'M1',
    block: 10,
    rows: [
      { id: 'R7', name: 'R7', reads: [7], levels: following(16), rule: 'same', aliases: [] },
      { id: 'SEVEN_FLIP', name: 'Seven Flip', reads: [6], levels: following(7), rule: 'opposite', aliases: ['7 flip'] },
      // A five-candle strategy seen from the ten-candle block of the one that confirms it.
      { id: 'CONFLUENCIA_MHI2_R7', name: 'MHI 2 + R7', reads: [12, 13, 14], levels: following(16), rule: 'minority', confirm: 'R7', aliases: [] },
      { id: 'CONFLUENCIA_MHI3_SEVEN_FLIP', name: 'MHI 3 + Seven Flip', reads: [2, 3, 4], levels: following(7), rule: 'minority', confirm: 'SEVEN_FLIP', aliases: ['mhi 3 + 7 flip'] },
    ],
  },
  {
    timeframe: 'M5',
    block: 6,
    rows: [
      { id: 'MINORIA_LAST5', name: 'Minoria das 5 últimas', reads: [1, 2, 3, 4, 5], levels: following(6), rule: 'minority', aliases: ['minority', 'minoria', 'minoria(5)', 'minority(5)', 'last of five'] },
      { id: 'MAIORIA_LAST5', name: 'Maioria das 5 últimas', reads: [1, 2, 3, 4, 5], levels: following(6), rule: 'majority', aliases: ['maioria ultimas 5'] },
      { id: 'MHI1_MIN', name: 'MHI 1', reads: [3, 4, 5], levels: following(6), rule: 'minority', aliases: ['mhi', 'mhi minoria', 'mhi 1 minoria'] },
      { id: 'MHI1_MAJ', name: 'MHI 1 maioria', reads: [3, 4, 5], levels: following(6), rule: 'majority', aliases: ['mhi maioria'] },
      { id: 'MHI2_MIN', name: 'MHI 2', reads: [3, 4, 5], levels: following(7), rule: 'minority', aliases: ['mhi 2 minoria'] },
      { id: 'MHI2_MAJ', name: 'MHI 2 maioria', reads: [3, 4, 5], levels: following(7), rule: 'majority', aliases: [] },
      { id: 'MHI3_MIN', name: 'MHI 3', reads: [3, 4, 5], levels: following(8), rule: 'minority', aliases: ['mhi 3 minoria'] },
      { id: 'MHI3_MAJ', name: 'MHI 3 maioria', reads: [3, 4, 5], levels: following(8), rule: 'majority', aliases: [] },
      { id: 'MILHAO_MIN', name: 'Milhão', reads: [0, 1, 2, 3, 4, 5], levels: following(6), rule: 'minority', aliases: ['milhao minoria'] },
      { id: 'MILHAO_MAJ', name: 'Milhão maioria', reads: [0, 1, 2, 3, 4, 5], levels: following(6), rule: 'majority', aliases: [] },
      { id: 'TORRES_GEMEAS', name: 'Torres Gêmeas', reads: [0], levels: following(5), rule: 'same', aliases: ['torres'] },
      { id: 'TRES_VIZINHOS', name: 'Três Vizinhos', reads: [3], levels: following(4), rule: 'same', aliases: ['vizinhos', '3 vizinhos'] },
      { id: 'FIVE_FLIP', name: 'Five Flip', reads: [4], levels: following(5), rule: 'opposite', aliases: ['5 flip'] },
      { id: 'D21', name: 'D21', reads: [0, 2, 3], levels: following(6), rule: 'minority', aliases: [] },
    ],
  },
  {
    timeframe: 'M5',
    block: 3,
    rows: [
      { id: 'TRIPLICACAO', name: 'Triplicação', reads: [0, 1], levels: following(2), rule: 'equal_same', aliases: [] },
      { id: 'NAO_TRIPLICACAO', name: 'Não Triplicação', reads: [0, 1], levels: following(2), rule: 'equal_opposite', aliases: [] },
      { id: 'GABA', name: 'GABA', reads: [0, 1, 2], levels: following(3), rule: 'minority', aliases: [] },
      { id: 'POWER', name: 'Power', reads: [0, 1, 2], levels: following(3), rule: 'minority_if_middle', aliases: [] },
    ],
  },
  {
    timeframe: 'M15',
    block: 4,
    rows: [
      { id: 'HORA_DO_EQUILIBRIO', name: 'Hora do Equilíbrio', reads: [0, 1, 2, 3], levels: following(4), rule: 'minority', aliases: ['minority', 'minoria', 'minoria(4)', 'minority(4)'] },
      { id: 'MHI1_MIN', name: 'MHI 1', reads: [1, 2, 3], levels: following(4), rule: 'minority', aliases: ['mhi', 'mhi minoria', 'mhi 1 minoria'] },
      { id: 'MHI1_MAJ', name: 'MHI 1 maioria', reads: [1, 2, 3], levels: following(4), rule: 'majority', aliases: ['mhi maioria'] },
      { id: 'TORRES_GEMEAS', name: 'Torres Gêmeas', reads: [0], levels: following(3), rule: 'same', aliases: ['torres'] },
      { id: 'TURN_OVER', name: 'Turn Over', reads: [3], levels: following(4), rule: 'opposite', aliases: [] },
      { id: 'HALF_HOUR', name: 'Half Hour', reads: [0], levels: following(2), rule: 'same', aliases: ['meia hora'] },
      { id: 'PRIMEIROS_TROCADOS', name: 'Primeiros Trocados', reads: [0], levels: following(2), rule: 'opposite', aliases: [] },
    ],
  },
];

export const STRATEGIES: readonly Strategy[] = GROUPS.flatMap(({ timeframe, block, rows }) =>
  rows.map((row) => ({ version: 1, ...row, timeframe, block })),
);

/** An entry and the candles right after it, one for each gale. */
export function following(entry: number): number[] {
  return Array.from({ length: MAX_DEPTH + 1 }, (_, level) => entry + level);
}
