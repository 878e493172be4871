import type { Database } from '../db/database.ts';
import { withLock } from '../db/process-lock.ts';

const LOCK_SPACE = 7_245_002;

/**
 * Does the work while no other process does it for the same asset.
 *
 * Errors: the signal's reason when it aborts while waiting; what the work throws.
 */
export function withAssetLock<Result>(
  db: Database,
  { assetId, signal }: { assetId: number; signal: AbortSignal },
  work: () => Promise<Result>,
): Promise<Result> {
  return withLock(db, { space: LOCK_SPACE, id: assetId, signal }, work);
}
