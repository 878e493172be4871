import { MARKETS, PAUSES, THEMES } from '#engine/index.ts';
import { LANGUAGES } from './i18n/index.ts';
import { packQuery, unpackQuery } from './packed-query.ts';
import { packStakes, unpackStakes } from './packed-stakes.ts';
import { packTimes, unpackTimes } from './packed-times.ts';
import { packTop, unpackTop } from './packed-top.ts';
import {
  ACCOUNT_ACTS,
  CATEGORIES,
  FLOWS,
  PLAN_SCREENS,
  PRESET_ACTS,
  PRIVACY_ACTS,
  type Press,
  SCREENS,
  TOP_SCREENS,
} from './views/press.ts';
import { TIME_ZONES } from './views/time-zones.ts';

// One letter a verb, then its fields in fixed places; the field of free length is always the last.

export function pack(press: Press): string {
  switch (press.verb) {
    case 'accept':
      return `a${press.version.toString(36)}`;
    case 'languages':
      return `L${FLOWS.indexOf(press.flow)}`;
    case 'language':
      return `l${FLOWS.indexOf(press.flow)}${LANGUAGES.indexOf(press.language)}`;
    case 'zones':
      return `Z${FLOWS.indexOf(press.flow)}`;
    case 'zone':
      return `z${FLOWS.indexOf(press.flow)}${TIME_ZONES.indexOf(press.zone).toString(36)}`;
    case 'account':
      return `K${ACCOUNT_ACTS.indexOf(press.act)}${'id' in press ? press.id.toString(36) : ''}`;
    case 'theme':
      return `T${THEMES.indexOf(press.theme)}`;
    case 'plan':
      return `Y${PLAN_SCREENS.indexOf(press.screen)}`;
    case 'pause':
      return `1${PAUSES.indexOf(press.pause)}${press.step === 'now' ? 1 : 0}`;
    case 'cap':
      return `2${press.most === null ? '' : press.most.toString(36)}`;
    case 'privacy':
      return `3${PRIVACY_ACTS.indexOf(press.act)}`;
    case 'buy':
      return `b${press.code}`;
    case 'give':
      return `&${press.receiverId.toString(36)}.${press.code}`;
    case 'refund':
      return `$${press.isSure ? 1 : 0}${press.id.toString(36)}`;
    case 'cancel':
      return `x${press.requestId}`;
    case 'star':
      return `+${press.ticker}`;
    case 'unstar':
      return `-${press.ticker}`;
    case 'keep':
      return `v${packQuery(press.query)}`;
    case 'preset':
      return `P${PRESET_ACTS.indexOf(press.act)}${press.id.toString(36)}`;
    case 'unnotice':
      return `N${press.id.toString(36)}`;
    case 'dailyAt':
      return `D${press.minuteOfDay.toString(36)}`;
    case 'dailyMarket':
      return `M${MARKETS.indexOf(press.market)}`;
    case 'top':
      return `t${press.question === undefined ? '' : packTop(press.question)}`;
    case 'topMenu':
      return `G${TOP_SCREENS.indexOf(press.screen)}${(press.page ?? 0).toString(36)}.${packTop(press.question)}`;
    case 'recheck':
      return `V${press.resultId}`;
    case 'details':
      return `i${press.resultId}`;
    case 'result':
      return `R${press.resultId}`;
    case 'history':
      return `H${press.page.toString(36)}`;
    case 'hours':
      return `w${packQuery(press.query)}`;
    case 'entries':
      return `e${packQuery(press.query)}`;
    case 'times':
      return `W${packTimes(press.query)}`;
    case 'page':
      return `g${press.page.toString(36)}.${press.requestId}`;
    case 'file':
      return `F${press.requestId}`;
    case 'stakes':
      return `S${press.stakes === undefined ? '' : packStakes(press.stakes)}`;
    case 'stakesRun':
      return `U${packStakes(press.stakes)}`;
    case 'checkPage':
      return `B${press.page.toString(36)}.${press.requestId}`;
    case 'checkDepth':
      return `C${press.depth}${press.requestId}`;
    case 'run':
      return `r${packQuery(press.query)}`;
    case 'stored':
      return `o${packQuery(press.query)}`;
    case 'menu': {
      const shelf = press.category === undefined ? '-' : CATEGORIES.indexOf(press.category);
      return `m${SCREENS.indexOf(press.screen)}${shelf}${(press.page ?? 0).toString(36)}.${packQuery(press.query)}`;
    }
    case 'link':
    case 'unlink':
    case 'settings':
    case 'care':
    case 'minor':
    case 'help':
    case 'record':
    case 'catalog':
    case 'favourites':
    case 'presets':
    case 'notices':
    case 'daily':
    case 'dailyOn':
    case 'dailyOff':
      return PLAIN[press.verb];
  }
}

const PLAIN = {
  link: 'k',
  unlink: 'u',
  settings: 's',
  care: '0',
  minor: '4',
  help: 'h',
  record: 'j',
  catalog: 'c',
  favourites: 'f',
  presets: 'p',
  notices: 'n',
  daily: 'd',
  dailyOn: 'd1',
  dailyOff: 'd0',
} as const;

/** The press again, or null when it names what exists no more. */
export function unpack(packed: string): Press | null {
  const rest = packed.slice(1);
  const flow = FLOWS[Number(rest[0])];
  switch (packed[0]) {
    case 'a':
      return { verb: 'accept', version: Number.parseInt(rest, 36) };
    case 'L':
      return flow ? { verb: 'languages', flow } : null;
    case 'l': {
      const language = LANGUAGES[Number(rest[1])];
      return flow && language ? { verb: 'language', language, flow } : null;
    }
    case 'Z':
      return flow ? { verb: 'zones', flow } : null;
    case 'z': {
      const zone = TIME_ZONES[Number.parseInt(rest.slice(1), 36)];
      return flow && zone ? { verb: 'zone', zone, flow } : null;
    }
    case 'K': {
      const act = ACCOUNT_ACTS[Number(rest[0])];
      if (act === 'list' || act === 'add') return { verb: 'account', act };
      return act ? { verb: 'account', act, id: Number.parseInt(rest.slice(1), 36) } : null;
    }
    case 'T': {
      const theme = THEMES[Number(rest)];
      return theme ? { verb: 'theme', theme } : null;
    }
    case 'Y': {
      const screen = PLAN_SCREENS[Number(rest)];
      return screen ? { verb: 'plan', screen } : null;
    }
    case '1': {
      const pause = PAUSES[Number(rest[0])];
      return pause ? { verb: 'pause', pause, step: rest[1] === '1' ? 'now' : 'ask' } : null;
    }
    case '2':
      return { verb: 'cap', most: rest === '' ? null : Number.parseInt(rest, 36) };
    case '3': {
      const act = PRIVACY_ACTS[Number(rest)];
      return act ? { verb: 'privacy', act } : null;
    }
    case 'b':
      return { verb: 'buy', code: rest };
    case '&': {
      const [receiver = '', code = ''] = rest.split('.');
      return { verb: 'give', code, receiverId: Number.parseInt(receiver, 36) };
    }
    case '$':
      return { verb: 'refund', id: Number.parseInt(rest.slice(1), 36), isSure: rest[0] === '1' };
    case 'x':
      return { verb: 'cancel', requestId: rest };
    case '+':
      return { verb: 'star', ticker: rest };
    case '-':
      return { verb: 'unstar', ticker: rest };
    case 'v': {
      const query = unpackQuery(rest);
      return query && { verb: 'keep', query };
    }
    case 'P': {
      const act = PRESET_ACTS[Number(rest[0])];
      return act ? { verb: 'preset', act, id: Number.parseInt(rest.slice(1), 36) } : null;
    }
    case 'N':
      return { verb: 'unnotice', id: Number.parseInt(rest, 36) };
    case 'D':
      return { verb: 'dailyAt', minuteOfDay: Number.parseInt(rest, 36) };
    case 'M': {
      const market = MARKETS[Number(rest)];
      return market ? { verb: 'dailyMarket', market } : null;
    }
    case 't': {
      const question = unpackTop(rest);
      if (rest === '') return { verb: 'top' };
      return question && { verb: 'top', question };
    }
    case 'G':
      return unpackTopMenu(rest);
    case 'V':
      return { verb: 'recheck', resultId: rest };
    case 'i':
      return { verb: 'details', resultId: rest };
    case 'R':
      return { verb: 'result', resultId: rest };
    case 'H':
      return { verb: 'history', page: Number.parseInt(rest, 36) };
    case 'w': {
      const query = unpackQuery(rest);
      return query && { verb: 'hours', query };
    }
    case 'e': {
      const query = unpackQuery(rest);
      return query && { verb: 'entries', query };
    }
    case 'W': {
      const query = unpackTimes(rest);
      return query && { verb: 'times', query };
    }
    case 'g': {
      const [page = '', ...requestId] = rest.split('.');
      return { verb: 'page', requestId: requestId.join('.'), page: Number.parseInt(page, 36) };
    }
    case 'F':
      return { verb: 'file', requestId: rest };
    case 'S': {
      const stakes = unpackStakes(rest);
      if (rest === '') return { verb: 'stakes' };
      return stakes && { verb: 'stakes', stakes };
    }
    case 'U': {
      const stakes = unpackStakes(rest);
      return stakes && { verb: 'stakesRun', stakes };
    }
    case 'B': {
      const dot = rest.indexOf('.');
      return { verb: 'checkPage', requestId: rest.slice(dot + 1), page: Number.parseInt(rest.slice(0, dot), 36) };
    }
    case 'C':
      return { verb: 'checkDepth', requestId: rest.slice(1), depth: Number(rest[0]) };
    case 'r': {
      const query = unpackQuery(rest);
      return query && { verb: 'run', query };
    }
    case 'o': {
      const query = unpackQuery(rest);
      return query && { verb: 'stored', query };
    }
    case 'm':
      return unpackMenu(rest);
    default: {
      const verb = (Object.keys(PLAIN) as (keyof typeof PLAIN)[]).find((name) => PLAIN[name] === packed);
      return verb ? { verb } : null;
    }
  }
}

function unpackMenu(rest: string): Press | null {
  const dot = rest.indexOf('.');
  const screen = SCREENS[Number(rest[0])];
  const category = CATEGORIES[Number(rest[1])];
  const page = Number.parseInt(rest.slice(2, dot), 36);
  const query = unpackQuery(rest.slice(dot + 1));
  if (!screen || !query) return null;
  return { verb: 'menu', screen, query, ...(category ? { category } : {}), ...(page > 0 ? { page } : {}) };
}

function unpackTopMenu(rest: string): Press | null {
  const dot = rest.indexOf('.');
  const screen = TOP_SCREENS[Number(rest[0])];
  const page = Number.parseInt(rest.slice(1, dot), 36);
  const question = unpackTop(rest.slice(dot + 1));
  if (!screen || !question) return null;
  return { verb: 'topMenu', screen, question, ...(page > 0 ? { page } : {}) };
}
