import { z } from 'zod';
import { AppError, type EpochMs, type LedgerValue } from '#engine/index.ts';
import type { Database } from '#io/db/database.ts';
import type { ActOf, ResourceId } from './rights.ts';

/** One thing that is asked of whoever acts. */
export type ActField =
  | { readonly kind: 'line'; readonly most: number; readonly isOptional?: true }
  | { readonly kind: 'text'; readonly most: number; readonly isOptional?: true }
  | { readonly kind: 'number'; readonly least: number; readonly most: number; readonly isOptional?: true }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly isOptional?: true }
  | { readonly kind: 'moment'; readonly isOptional?: true };

/** What was given, checked: text is trimmed and not empty, a moment is epoch ms. */
export type Given = Readonly<Record<string, string | number | undefined>>;

export interface ActRequest {
  /** In its transaction everything happens, the line of the audit last. */
  readonly tx: Database;
  /** Key of the row; empty for an act on none. */
  readonly subject: string;
  readonly given: Given;
  readonly actor: string;
  readonly adminId: number;
  /** Of this one press of a button. */
  readonly actId: string;
  readonly nowMs: EpochMs;
}

/**
 * refused: a key of the panel's words. shown and facts: for the eyes of whoever acted, once; never written down.
 * recordId: what was made.
 */
export type ActEnd =
  | {
      readonly kind: 'done';
      readonly before?: LedgerValue;
      readonly after?: LedgerValue;
      readonly shown?: string;
      readonly facts?: object;
      readonly recordId?: string;
    }
  | { readonly kind: 'refused'; readonly why: string };

/** Something that can be done in the panel. */
export interface PanelAct {
  readonly on: 'record' | 'resource';
  readonly icon: string;
  readonly fields: Readonly<Record<string, ActField>>;
  /** Of the page, one that asks for its fields. Default: the one of all acts. */
  readonly component?: string;
  /** How the audit calls it. Default: by its name. */
  readonly noted?: string;
  /** Whether the button is there for this row; whether it is done is decided when it is. Default: always. */
  readonly when?: (row: Readonly<Record<string, unknown>>) => boolean;
  /** A code of the last ten minutes is needed. */
  readonly needsProof?: true;
  run(request: ActRequest): Promise<ActEnd>;
}

/** Every act that RIGHTS names and AdminJS does not bring. */
export type ActsOf<Id extends ResourceId> = {
  readonly [Name in Exclude<ActOf<Id>, 'list' | 'show' | 'export'>]: PanelAct;
};

/** What was typed, as the act wants it; null when something is missing, too much, or not asked for. */
export function readGiven({ fields }: Pick<PanelAct, 'fields'>, body: unknown): Given | null {
  const shape = Object.entries(fields).map(([name, field]) => [name, schemaOf(field)] as const);
  const read = z.strictObject(Object.fromEntries(shape)).safeParse(body);
  return read.success ? (read.data as Given) : null;
}

function schemaOf(field: ActField): z.ZodType {
  const schema = bareSchemaOf(field);
  return field.isOptional ? z.preprocess((value) => (value === '' ? undefined : value), schema.optional()) : schema;
}

function bareSchemaOf(field: ActField): z.ZodType {
  switch (field.kind) {
    case 'line':
      return z
        .string()
        .trim()
        .min(1)
        .max(field.most)
        .regex(/^[^\p{Cc}]*$/u);
    case 'text':
      return z.string().trim().min(1).max(field.most);
    case 'number':
      return z.coerce.number().int().min(field.least).max(field.most);
    case 'choice':
      return z.enum(field.choices as [string, ...string[]]);
    case 'moment':
      return z.string().transform((text, context) => {
        const ms = Date.parse(text);
        if (Number.isNaN(ms)) context.addIssue('is no moment');
        return ms;
      });
  }
}

/** A field that the act asks for is there by then. */
export function textOf(given: Given, name: string): string {
  const value = given[name];
  if (typeof value === 'string') return value;
  throw new AppError('INTERNAL', { message: `An act has no "${name}".` });
}

export function numberOf(given: Given, name: string): number {
  const value = given[name];
  if (typeof value === 'number') return value;
  throw new AppError('INTERNAL', { message: `An act has no "${name}".` });
}
