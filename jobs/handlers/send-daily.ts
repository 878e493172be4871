import type { RoutineParts, Tools } from '../tools.ts';

export async function sendDaily(_tools: Tools, _parts: RoutineParts): Promise<void> {}
