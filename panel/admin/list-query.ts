import type { AdminRole } from '#io/db/admins.ts';
import type { FieldType, SheetFilter } from '#io/db/sheets.ts';
import { type ResourceId, visibleFields } from './rights.ts';
import { sheetOf } from './sheet-of.ts';

const MOST_PER_PAGE = 100;
const MOST_PAGES = 100_000;

const FITS: Readonly<Record<FieldType, (value: string) => boolean>> = {
  text: (value) => value.length <= 100,
  exact: (value) => value.length <= 200,
  number: (value) => /^-?\d{1,15}(\.\d{1,6})?$/.test(value),
  moment: (value) => /^\d{4}-\d\d-\d\d/.test(value) && !Number.isNaN(Date.parse(value)),
  yes_no: (value) => value === 'true' || value === 'false',
  data: () => false,
};

/**
 * Whether a list may be asked for like this: by fields that this role sees, with values that can be compared. Whoever
 * could sort or search by a hidden field would learn what is in it.
 */
export function isListQuery(
  query: Readonly<Record<string, unknown>>,
  { resource, role }: { resource: ResourceId; role: AdminRole },
): boolean {
  const { fields } = sheetOf(resource);
  const seen = visibleFields(role, resource);
  return Object.entries(query).every(([name, value]) => {
    if (typeof value !== 'string') return false;
    if (name === 'page') return isCount(value, MOST_PAGES);
    if (name === 'perPage') return isCount(value, MOST_PER_PAGE);
    if (name === 'direction') return value === 'asc' || value === 'desc';
    if (name === 'sortBy') return seen.includes(value) && fields[value] !== 'data';
    const [, field = '', end] = /^filters\.(\w+)(?:~~(from|to))?$/.exec(name) ?? [];
    const type = seen.includes(field) ? fields[field] : undefined;
    if (type === undefined) return false;
    return (end === undefined || type === 'moment') && FITS[type](value);
  });
}

/** The filters of a list that may be asked for. */
export function filtersOf(query: Readonly<Record<string, unknown>>): Record<string, SheetFilter> {
  const filters: Record<string, SheetFilter> = {};
  for (const [name, value] of Object.entries(query)) {
    const [, field, end] = /^filters\.(\w+)(?:~~(from|to))?$/.exec(name) ?? [];
    if (field === undefined || typeof value !== 'string') continue;
    const known = filters[field];
    filters[field] = end === undefined ? value : { ...(typeof known === 'object' ? known : {}), [end]: value };
  }
  return filters;
}

function isCount(value: string, most: number): boolean {
  return /^[1-9]\d{0,5}$/.test(value) && Number(value) <= most;
}
