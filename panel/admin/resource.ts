import {
  BaseDatabase,
  BaseProperty,
  BaseRecord,
  BaseResource,
  type Filter,
  type PropertyType,
  type SupportedDatabasesType,
} from 'adminjs';
import type { AdminRole } from '#io/db/admins.ts';
import type { Database } from '#io/db/database.ts';
import {
  countSheet,
  type FieldType,
  findInSheet,
  readSheet,
  type Sheet,
  type SheetFilter,
  type SheetRow,
} from '#io/db/sheets.ts';
import { codesOf } from './console-words.ts';
import { type ResourceId, visibleFields } from './rights.ts';
import { titleOf } from './screens.ts';
import { sheetOf } from './sheet-of.ts';

/** One sheet for one role: what that role may not see is not part of it. */
export interface RoleSheet {
  readonly db: Database;
  readonly id: ResourceId;
  readonly role: AdminRole;
}

const TYPES: Readonly<Record<FieldType, PropertyType>> = {
  text: 'string',
  exact: 'string',
  number: 'number',
  moment: 'datetime',
  yes_no: 'boolean',
  data: 'textarea',
};

interface Wanted {
  readonly limit?: number;
  readonly offset?: number;
  readonly sort?: { readonly sortBy?: string; readonly direction?: 'asc' | 'desc' };
}

/** AdminJS asks here for everything it shows. It changes nothing: acts go their own way (acts.ts). */
export class SheetResource extends BaseResource {
  readonly #db: Database;
  readonly #id: ResourceId;
  readonly #sheet: Sheet;
  readonly #fields: readonly string[];
  readonly #title: string;

  constructor({ db, id, role }: RoleSheet) {
    super();
    this.#db = db;
    this.#id = id;
    this.#sheet = sheetOf(id);
    const seen = visibleFields(role, id);
    this.#fields = Object.keys(this.#sheet.fields).filter((name) => seen.includes(name));
    this.#title = titleOf(id, seen);
  }

  static override isAdapterFor(raw: unknown): boolean {
    return typeof raw === 'object' && raw !== null && 'role' in raw && 'id' in raw;
  }

  override databaseName(): string {
    return 'catalogador';
  }

  override databaseType(): SupportedDatabasesType | string {
    return 'postgres';
  }

  override id(): string {
    return this.#id;
  }

  override properties(): BaseProperty[] {
    return this.#fields.map((name, position) => this.#propertyOf(name, position));
  }

  override property(name: string): BaseProperty | null {
    const position = this.#fields.indexOf(name);
    return position === -1 ? null : this.#propertyOf(name, position);
  }

  #propertyOf(path: string, position: number): BaseProperty {
    const type = this.#sheet.fields[path] ?? 'text';
    const isId = path === this.#sheet.key;
    const property = new BaseProperty({ path, type: TYPES[type], isId, isSortable: type !== 'data', position });
    const codes = codesOf(this.#id, path);
    // What can only be one of a few is chosen when a list is filtered.
    if (codes.length > 0) property.availableValues = () => codes;
    // On a telephone AdminJS shows of each row its title alone.
    property.isTitle = () => path === this.#title;
    return property;
  }

  override async count(filter: Filter): Promise<number> {
    return await countSheet(this.#db, this.#sheet, filtersOf(filter));
  }

  override async find(filter: Filter, { limit = 10, offset = 0, sort = {} }: Wanted): Promise<BaseRecord[]> {
    const rows = await readSheet(this.#db, this.#sheet, {
      fields: this.#fields,
      page: {
        ...{ filters: filtersOf(filter), limit: Math.min(limit, 100), offset },
        sort: { field: sort.sortBy ?? this.#sheet.key, direction: sort.direction ?? 'desc' },
      },
    });
    return rows.map((row) => this.#recordOf(row));
  }

  override async findOne(id: string): Promise<BaseRecord | null> {
    const [record] = await this.findMany([id]);
    return record ?? null;
  }

  override async findMany(ids: (string | number)[]): Promise<BaseRecord[]> {
    const rows = await findInSheet(this.#db, this.#sheet, { fields: this.#fields, keys: ids.map(String) });
    return rows.map((row) => this.#recordOf(row));
  }

  #recordOf(row: SheetRow): BaseRecord {
    return new BaseRecord(shown(row), this);
  }
}

/** AdminJS wants one beside every kind of resource; ours are named one by one. */
export class NoDatabase extends BaseDatabase {
  static override isAdapterFor(): boolean {
    return false;
  }
}

/** What lies deeper than one value is read as text: AdminJS would take it apart. */
function shown(row: SheetRow): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (value instanceof Date) return [name, value.toISOString()];
      return [name, typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : value];
    }),
  );
}

function filtersOf(filter: Filter | undefined): Record<string, SheetFilter> {
  const elements = Object.entries(filter?.filters ?? {});
  return Object.fromEntries(elements.map(([name, { value }]) => [name, value as SheetFilter]));
}
