import type { RoutineParts, Tools } from '../tools.ts';

export async function checkNotices(_tools: Tools, _parts: RoutineParts): Promise<void> {}
