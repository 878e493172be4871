import type { BaseRecord } from 'adminjs';
import type { AdminRole } from '#io/db/admins.ts';
import type { Database } from '#io/db/database.ts';
import { actsOf } from './act-of.ts';
import { codesOf, consoleWords, roleWord } from './console-words.ts';
import { maySee, RESOURCE_IDS, type ResourceId, rightTo, visibleFields } from './rights.ts';
import { SCREENS, titleOf } from './screens.ts';
import { sheetOf } from './sheet-of.ts';
import type { Visit } from './visit.ts';

// It chooses its bundles by this, and wants to build those for development itself.
process.env.NODE_ENV = 'production';
const { AdminJS, Router } = await import('./adminjs.ts');
const { NoDatabase, SheetResource } = await import('./resource.ts');
AdminJS.registerAdapter({ Database: NoDatabase, Resource: SheetResource });

interface Asked {
  readonly resource: string;
  readonly visit: Visit;
}

/** AdminJS as one role sees it: what the role may not see or do is not part of it. */
export interface Console {
  page(visit: Visit): Promise<string>;
  list(asked: Asked & { query: Readonly<Record<string, unknown>> }): Promise<unknown>;
  /** null: there is none. */
  record(asked: Asked & { recordId: string }): Promise<unknown>;
}

export function openConsole({ db, role }: { db: Database; role: AdminRole }): Console {
  const admin = new AdminJS({
    rootPath: '/admin',
    loginPath: '/login',
    logoutPath: '/logout',
    dashboard: { component: 'Dashboard' },
    branding: {
      ...{ companyName: 'Catalogador', logo: false, withMadeWithLove: false, favicon: 'data:,' },
      theme: { font: 'Inter, system-ui, sans-serif' } as object,
    },
    assets: { styles: ['/assets/console.css'] },
    pages: maySee(role, 'queue') ? { queue: { component: 'Queue', icon: 'Activity' } } : {},
    settings: { defaultPerPage: 20 },
    locale: (visitor) => consoleWords((visitor as Partial<Visitor> | undefined)?.language ?? 'pt-BR'),
    resources: RESOURCE_IDS.filter((id) => rightTo(role, { resource: id, act: 'list' }) === 'yes').map((id) => ({
      resource: { db, id, role },
      options: optionsOf(id, role),
    })),
  });
  return {
    async page(visit) {
      const { Controller } = routeOf('');
      const page = await new Controller({ admin }, visitorOf(visit)).index();
      return dressPage(page, visit);
    },
    async list({ resource, query, visit }) {
      const { Controller } = routeOf('/api/resources/{resourceId}/actions/{action}');
      const request = { params: { resourceId: resource, action: 'list' }, query, payload: {}, method: 'get' };
      return await new Controller({ admin }, visitorOf(visit)).resourceAction(request, {});
    },
    async record({ resource, recordId, visit }) {
      const { Controller } = routeOf('/api/resources/{resourceId}/records/{recordId}/{action}');
      const request = { params: { resourceId: resource, recordId, action: 'show' }, payload: {}, method: 'get' };
      const shown = await new Controller({ admin }, visitorOf(visit)).recordAction(request, {});
      return shown.record?.id === undefined ? null : shown;
    },
  };
}

/** All that the page learns of who looks at it. */
interface Visitor {
  readonly id: string;
  readonly email: string;
  readonly title: string;
  readonly language: 'pt-BR' | 'en';
}

function visitorOf({ session, words }: Visit): Visitor {
  const { id, login, role } = session!.admin;
  return { id: String(id), email: login, title: roleWord(role, words.locale), language: words.locale };
}

function routeOf(path: string) {
  return Router.routes.find((route) => route.path === path && route.method === 'GET')!;
}

const NOT_OURS = { isVisible: false, isAccessible: false } as const;

const EXPORT = { actionType: 'resource', icon: 'Download', component: 'Export', handler: () => ({}) } as const;

function optionsOf(id: ResourceId, role: AdminRole) {
  const { icon, group, list, show = 'Row' } = SCREENS[id];
  const seen = visibleFields(role, id);
  const { fields, key } = sheetOf(id);
  const acts = Object.entries(actsOf(id)).filter(([act]) => rightTo(role, { resource: id, act }) === 'yes');
  const filters = seen.filter((name) => fields[name] !== 'data');
  return {
    navigation: { name: group, icon },
    titleProperty: titleOf(id, seen),
    listProperties: list.filter((name) => seen.includes(name)),
    filterProperties: filters,
    showProperties: seen,
    // In a list as anywhere: words for codes, times and numbers as the reader writes them.
    properties: Object.fromEntries(seen.map((name) => [name, { components: componentsOf(id, name) }])),
    sort: { sortBy: 'createdAt' in fields ? 'createdAt' : key, direction: 'desc' as const },
    actions: {
      ...{ new: NOT_OURS, edit: NOT_OURS, delete: NOT_OURS, bulkDelete: NOT_OURS, search: NOT_OURS },
      show: { component: show, hideActionHeader: true },
      ...(rightTo(role, { resource: id, act: 'export' }) === 'yes' ? { export: EXPORT } : {}),
      ...Object.fromEntries(
        acts.map(([name, act]) => [
          name,
          {
            ...{ actionType: act.on, icon: act.icon, component: act.component ?? 'Act', hideActionHeader: true },
            custom: { fields: act.fields },
            // Never run: acts go to take-act.ts, this one only puts the button there.
            handler: () => ({}),
            ...(act.when === undefined
              ? {}
              : { isVisible: ({ record }: { record?: BaseRecord }) => act.when?.(record?.params ?? {}) ?? true }),
          },
        ]),
      ),
    },
  };
}

function componentsOf(id: ResourceId, field: string): { list: string; filter?: string } {
  const isOneOfFew = codesOf(id, field).length > 0 || sheetOf(id).fields[field] === 'yes_no';
  return { list: 'Cell', ...(isOneOfFew ? { filter: 'Pick' } : {}) };
}

/** Inline scripts get this answer's nonce; what stands in them cannot end them; nothing comes from elsewhere. */
function dressPage(page: string, { nonce }: Visit): string {
  return page
    .replace(/(window\.(?:REDUX_STATE|THEME) = )(.*);\n/g, (_line, start: string, json: string) => {
      return `${start}${json.replaceAll('<', '\\u003c')};\n`;
    })
    .replace(/<link [^>]*fonts\.googleapis\.com[^>]*>/, '')
    .replace(/<script\b/g, `<script nonce="${nonce}"`)
    .replace('<div id="app" />', '<div id="app"></div>');
}
