import type { ptCodes } from './pt-codes.ts';

const language = { pt: 'Portuguese', en: 'English', es: 'Spanish' };
const plan = { free: 'Free', premium: 'Premium', pro: 'Pro', operator: 'Operator' };
const currency = { XTR: 'Stars', BRL: 'Reais', USD: 'Dollars' };
const entry = {
  ...{ payment: 'Payment', refund: 'Refund', grant: 'Days owed', gift: 'Gift', coupon: 'Coupon' },
  ...{ referral: 'Referral', trial: 'Trial' },
};
const subscription = {
  ...{ trialing: 'On trial', active: 'Active', past_due: 'Waiting for payment', canceled: 'Not renewing' },
  ...{ expired: 'Ended', refunded: 'Refunded' },
};
const link = { active: 'Linked', over: 'Over', ending: 'Being ended' };

type Same<Of> = { readonly [Key in keyof Of]: Of[Key] extends string ? string : Same<Of[Key]> };

export const enCodes: Same<typeof ptCodes> = {
  people: {
    language,
    linkState: link,
    plan,
    planState: subscription,
    linkedBy: { password: 'Password', oauth: 'Broker' },
  },
  requests: {
    kind: {
      ...{ catalog: 'Catalog', top: 'Top 5', result: 'Old result', notify: 'Notice', hours: 'By hour' },
      ...{ entries: 'Entries', times: 'By time of day', stakes: 'Stakes and risk', check: 'List of signals' },
      record: 'Record of the lists',
    },
    state: {
      ...{ accepted: 'Waiting', running: 'In work', done: 'Answered', failed: 'Failed', canceled: 'Canceled' },
      quarantined: 'Put aside',
    },
  },
  privacy: { kind: { export: 'Copy of the data', erasure: 'Erase all' } },
  subscriptions: {
    ...{ state: subscription, plan, nextPlan: plan },
    source: { ...entry, cancel: 'Cancellation', resume: 'Resumed' },
  },
  plans: { code: plan },
  payments: { provider: { stars: 'Telegram Stars' }, currency, plan },
  money: {
    ...{ kind: entry, currency, plan },
    source: {
      ...{ stars: 'Telegram Stars', 'stars refund': 'Refund of Stars', grant: 'Team', coupon: 'Coupon' },
      ...{ referral: 'Referral', trial: 'Trial' },
    },
  },
  coupons: { plan },
  broadcasts: {
    kind: { daily: 'Daily list', news: 'News' },
    state: {
      ...{ draft: 'Draft', scheduled: 'Scheduled', running: 'Going out', paused: 'Paused', done: 'Done' },
      aborted: 'Ended',
    },
  },
  assets: {
    category: { forex: 'Forex', crypto: 'Crypto', stocks: 'Stocks', indices: 'Indices', commodities: 'Commodities' },
  },
  lists: {
    ...{ kind: { top: 'Top 5 of the hour', daily: 'Daily list' }, horizon: { day: 'Next day', window: 'Same span' } },
    scoreState: { scored: 'Scored', no_candles: 'No candles' },
    verdict: { above: 'Above what it needs', luck: 'May be luck', below: 'Below what it needs', unknown: 'No measure' },
  },
  outbox: {
    state: {
      ...{ queued: 'Waiting', sending: 'Going out', sent: 'Sent', failed: 'Failed', unknown: 'No answer' },
      dropped: 'Dropped',
    },
    method: {
      ...{ sendMessage: 'Text', sendPhoto: 'Picture', sendDocument: 'File', editMessageText: 'Text changed' },
      ...{ editMessageMedia: 'Text became a picture', editMessageCaption: 'Caption changed', deleteMessage: 'Deleted' },
      ...{ editMessageReplyMarkup: 'Buttons changed', answerCallbackQuery: 'Word on a button' },
    },
  },
  admins: { role: { owner: 'Owner', admin: 'Admin', support: 'Support', viewer: 'Viewer' } },
  settings: {
    id: {
      ...{ 'support-contact': 'Support contact', 'trial-plan': 'Plan of the trial', 'trial-days': 'Days of the trial' },
      ...{
        'referral-days': 'Days for a friend',
        'refund-days': 'Days to have it back',
        'daily-hour': 'Hour of the daily list',
      },
      'notice-pause-minutes': 'Quiet after a notice (minutes)',
    },
  },
  audit: {
    act: {
      change: 'Changed',
      ...{ login: 'Logged in', logout: 'Logged out', 'login refused': 'Login refused', 'login locked': 'Login locked' },
      ...{ 'code refused': 'Code refused', 'set up': 'Set up access', export: 'Exported', rotate: 'Changed the keys' },
      ...{ 'impersonation preview': 'Saw what they see', abandon: 'Abandoned keys', grant: 'Gave time of a plan' },
      ...{
        note: 'Noted',
        block: 'Blocked',
        unblock: 'Unblocked',
        resetQuota: 'Reset the use',
        unlink: 'Ended the link',
      },
      ...{ sendData: 'Sent the data', forget: 'Forgot the person', retry: 'Asked again', refund: 'Gave back' },
      ...{
        publish: 'Published a version',
        create: 'Made',
        end: 'Ended',
        compose: 'Wrote a broadcast',
        test: 'Sent a test',
      },
      ...{ schedule: 'Scheduled', pause: 'Paused', resume: 'Resumed', abort: 'Ended for good', invite: 'Invited' },
      ...{
        changeRole: 'Changed the role',
        reset: 'Reset the access',
        disable: 'Disabled',
        preview: 'See what they see',
      },
      ...{ list: 'List', show: 'See' },
    },
  },
};

export const enRefused = 'Refused';
