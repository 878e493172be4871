import type { CatalogQuery, MarketFilter, Pause, StakesQuery, Theme, TimesQuery, TopQuestion } from '#engine/index.ts';
import type { Language } from '../i18n/index.ts';
import type { OfferedZone } from './time-zones.ts';

/** Screens of the /catalog menu. */
export const SCREENS = ['home', 'categories', 'assets', 'strategies', 'windows', 'depths', 'timeframes'] as const;
export type Screen = (typeof SCREENS)[number];

/** Screens of the /top menu; written in buttons by place: add at the end only. */
export const TOP_SCREENS = [
  'home',
  'markets',
  'categories',
  'timeframes',
  'strategies',
  'depths',
  'windows',
  'payouts',
] as const;
export type TopScreen = (typeof TOP_SCREENS)[number];

/** Shelves of the asset screen, in the order they are offered. */
export const CATEGORIES = ['forex', 'crypto', 'stocks', 'indices', 'commodities'] as const;
export type Category = (typeof CATEGORIES)[number];

/** Where a choice belongs, and so what follows it: the first steps, or the settings. */
export const FLOWS = ['start', 'settings'] as const;
export type Flow = (typeof FLOWS)[number];

/** What can be done to one preset; written in buttons by place: add at the end only. */
export const PRESET_ACTS = [
  'open',
  'run',
  'rename',
  'share',
  'delete',
  'deleteNow',
  'confirm',
  'forget',
  'copy',
] as const;
export type PresetAct = (typeof PRESET_ACTS)[number];

/** Screens about the person's plan; written in buttons by place: add at the end only. */
export const PLAN_SCREENS = [
  'home',
  'compare',
  'trial',
  'coupon',
  'invite',
  'cancel',
  'cancelNow',
  'resume',
  'wish',
] as const;
export type PlanScreen = (typeof PLAN_SCREENS)[number];

/** What can be done with accounts at the broker; written in buttons by place: add at the end only. */
export const ACCOUNT_ACTS = ['list', 'add', 'use', 'unlink'] as const;

/** What people may do with what we keep of them; written in buttons by place: add at the end only. */
export const PRIVACY_ACTS = ['read', 'export', 'erase', 'eraseNow'] as const;
export type PrivacyAct = (typeof PRIVACY_ACTS)[number];

/** Everything a button can ask for. A button carries the whole question, never a state kept elsewhere. */
export type Press =
  | { readonly verb: 'accept'; readonly version: number }
  | { readonly verb: 'languages'; readonly flow: Flow }
  | { readonly verb: 'language'; readonly language: Language; readonly flow: Flow }
  | { readonly verb: 'zones'; readonly flow: Flow }
  | { readonly verb: 'zone'; readonly zone: OfferedZone; readonly flow: Flow }
  | { readonly verb: 'theme'; readonly theme: Theme }
  | { readonly verb: 'plan'; readonly screen: PlanScreen }
  | { readonly verb: 'buy'; readonly code: string }
  /** A plan for another person. */
  | { readonly verb: 'give'; readonly code: string; readonly receiverId: number }
  /** A payment is to go back; sure: it was asked once. */
  | { readonly verb: 'refund'; readonly id: number; readonly isSure: boolean }
  | { readonly verb: 'link' }
  | { readonly verb: 'unlink' }
  | { readonly verb: 'account'; readonly act: 'list' | 'add' }
  | { readonly verb: 'account'; readonly act: 'use' | 'unlink'; readonly id: number }
  | { readonly verb: 'settings' }
  /** What is set for one's own good. */
  | { readonly verb: 'care' }
  | { readonly verb: 'pause'; readonly pause: Pause; readonly step: 'ask' | 'now' }
  /** Catalogs a day; null: as many as the plan. */
  | { readonly verb: 'cap'; readonly most: number | null }
  | { readonly verb: 'privacy'; readonly act: PrivacyAct }
  /** Not of age. */
  | { readonly verb: 'minor' }
  | { readonly verb: 'help' }
  | { readonly verb: 'record' }
  /** Without a question: the owner's. */
  | { readonly verb: 'top'; readonly question?: TopQuestion }
  | {
      readonly verb: 'topMenu';
      readonly screen: TopScreen;
      readonly question: TopQuestion;
      /** From 0. */
      readonly page?: number;
    }
  /** The menu that starts from the person's last question. */
  | { readonly verb: 'catalog' }
  | { readonly verb: 'cancel'; readonly requestId: string }
  | { readonly verb: 'favourites' }
  | { readonly verb: 'star'; readonly ticker: string }
  /** Takes a star away, from the list of favourites. */
  | { readonly verb: 'unstar'; readonly ticker: string }
  | { readonly verb: 'presets' }
  /** Keep this question under a name of our choosing. */
  | { readonly verb: 'keep'; readonly query: CatalogQuery }
  | { readonly verb: 'preset'; readonly act: PresetAct; readonly id: number }
  | { readonly verb: 'notices' }
  | { readonly verb: 'unnotice'; readonly id: number }
  | { readonly verb: 'daily' }
  | { readonly verb: 'dailyOn' }
  | { readonly verb: 'dailyOff' }
  /** By the person's clock, 0–1439. */
  | { readonly verb: 'dailyAt'; readonly minuteOfDay: number }
  | { readonly verb: 'dailyMarket'; readonly market: MarketFilter }
  /** Work an old result out again. */
  | { readonly verb: 'recheck'; readonly resultId: string }
  /** Every row of a list with all its figures. */
  | { readonly verb: 'details'; readonly resultId: string }
  /** Show a result of one's own again, as it was. */
  | { readonly verb: 'result'; readonly resultId: string }
  /** From 0. */
  | { readonly verb: 'history'; readonly page: number }
  /** The same question by hour and weekday, or as a list of its entries. */
  | { readonly verb: 'hours'; readonly query: CatalogQuery }
  | { readonly verb: 'entries'; readonly query: CatalogQuery }
  | { readonly verb: 'times'; readonly query: TimesQuery }
  /** Another page of an answer that is kept. */
  | { readonly verb: 'page'; readonly requestId: string; readonly page: number }
  /** That answer as a file. */
  | { readonly verb: 'file'; readonly requestId: string }
  /** The menu of stakes: of this plan, or of the person's last one. */
  | { readonly verb: 'stakes'; readonly stakes?: StakesQuery }
  | { readonly verb: 'stakesRun'; readonly stakes: StakesQuery }
  /** Another page of a list that was checked, from 0. */
  | { readonly verb: 'checkPage'; readonly requestId: string; readonly page: number }
  /** The same list with other gales. */
  | { readonly verb: 'checkDepth'; readonly requestId: string; readonly depth: number }
  /** Ask this question now. */
  | { readonly verb: 'run'; readonly query: CatalogQuery }
  /** Show the last answer kept for this question, however old. */
  | { readonly verb: 'stored'; readonly query: CatalogQuery }
  | {
      readonly verb: 'menu';
      readonly screen: Screen;
      readonly query: CatalogQuery;
      /** Which shelf of the asset screen. */
      readonly category?: Category;
      /** From 0. */
      readonly page?: number;
    };
