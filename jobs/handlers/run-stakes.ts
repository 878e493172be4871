import { type StakesSample, stakesPictureWords, stakesResult } from '#bot/views/stakes.ts';
import { fanPicture, type StakesQuery, stakeSheet, stakesFan } from '#engine/index.ts';
import type { Tools } from '../tools.ts';
import type { Work } from '../work.ts';

export interface StakesQuestion {
  readonly query: StakesQuery;
  readonly sample: StakesSample;
}

/** What a plan of stakes costs, and a thousand futures of it drawn; a plan that cannot begin is only told. */
export async function runStakes({ draw }: Tools, work: Work<StakesQuestion>): Promise<void> {
  const { request, words, signal } = work;
  const { query, sample } = request.query;
  const sheet = stakeSheet(query, sample?.counts ?? null);
  if (sheet.breaksAt !== null) {
    return work.end({ state: 'done', message: stakesResult(words, { query, sample, sheet, fan: null }) });
  }
  const fan = stakesFan(query, sheet);
  const facts = { query, sample, sheet, fan };
  const pictureHash = await draw(fanPicture({ fan, words: stakesPictureWords(words, facts) }), request.theme);
  signal.throwIfAborted();
  await work.end({ state: 'done', message: stakesResult(words, facts), pictureHash });
}
