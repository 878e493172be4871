import type { RequestHandler } from 'express';
import { z } from 'zod';
import { splitAudience } from '#io/db/broadcast-audience.ts';
import type { Database } from '#io/db/database.ts';
import { asShown } from '#io/telegram/as-shown.ts';
import { LANGUAGES, LINKED, segmentOf } from './acts/broadcasts.ts';
import { rightTo } from './rights.ts';
import { visitOf } from './visit.ts';

const text = z.string().max(8_192).default('');

const Draft = z.strictObject({
  texts: z.strictObject({ pt: text, en: text, es: text }),
  format: z.enum(['plain', 'html']),
  linked: z.enum(LINKED),
  activeDays: z.number().int().min(1).max(3_660).nullable(),
});

/** How a broadcast would look, and for how many people in which language, before there is one. It changes nothing. */
export function previewDraft({ db }: { db: Database }): RequestHandler {
  return async (request, response) => {
    const { role } = visitOf(response).session!.admin;
    if (rightTo(role, { resource: 'broadcasts', act: 'compose' }) !== 'yes') return void response.sendStatus(403);
    const draft = Draft.safeParse(request.body);
    if (!draft.success) return void response.sendStatus(422);
    const { texts, format, linked, activeDays } = draft.data;
    const parseMode = format === 'html' ? 'HTML' : null;
    const shown = LANGUAGES.map((language) => [language, asShown({ text: texts[language], parseMode })]);
    const audience = await splitAudience(db, segmentOf({ linked, activeDays: activeDays ?? undefined }, LANGUAGES));
    response.json({ audience, shown: Object.fromEntries(shown) });
  };
}
