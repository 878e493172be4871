import { PANEL_SHEETS } from '#io/db/panel-sheets.ts';
import type { FieldType, Sheet } from '#io/db/sheets.ts';
import type { FieldOf, ResourceId } from './rights.ts';

/** A field without a right, or a right without a field, does not compile. */
const SHEETS: { readonly [Id in ResourceId]: Sheet & { readonly fields: Record<FieldOf<Id>, FieldType> } } =
  PANEL_SHEETS;

export function sheetOf(id: ResourceId): Sheet {
  return SHEETS[id];
}
