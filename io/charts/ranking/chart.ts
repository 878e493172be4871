import type { ChartConfiguration } from 'chart.js';
import type { RankingPicture } from '#engine/index.ts';
export function rankingChart(_picture: RankingPicture): ChartConfiguration {
  return { type: 'bar', data: { datasets: [] } };
}
