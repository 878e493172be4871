import type { BroadcastMessage } from './broadcasts.ts';
import type { Database } from './database.ts';

/** What a broadcast says in one language; of daily lists also for one time zone: `pt America/Sao_Paulo`. */
export interface BroadcastContent {
  readonly variant: string;
  readonly message: Pick<BroadcastMessage, 'text' | 'parseMode'> & { readonly buttons: readonly string[][] };
  readonly hasPicture: boolean;
}

/** A daily list has one for each time zone; nobody reads through more than these. */
const MOST = 24;

export async function broadcastContents(db: Database, id: number): Promise<BroadcastContent[]> {
  const rows = await db
    .selectFrom('campaign_content')
    .select(['variant', 'message', 'picture_hash'])
    .where('campaign_id', '=', id)
    .orderBy('id')
    .limit(MOST)
    .execute();
  return rows.map(({ variant, message, picture_hash: pictureHash }) => {
    const { text, parseMode, keyboard } = message as BroadcastMessage;
    const buttons = ((keyboard ?? []) as { text: string }[][]).map((line) => line.map((button) => button.text));
    return { variant, message: { text, parseMode, buttons }, hasPicture: pictureHash !== null };
  });
}
