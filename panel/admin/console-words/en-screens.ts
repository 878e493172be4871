import type { ptScreens } from './pt-screens.ts';

export const enScreens: typeof ptScreens = {
  properties: {
    ...{ linkedBy: 'Signed in with', device: 'Device', network: 'Network', limit: 'Limit' },
    ...{ catalogsPerDay: 'Catalogs a day', topsPerDay: 'Rankings a day', assetsPerDay: 'Assets a day' },
    ...{ picturesPerHour: 'Pictures an hour', depth: 'Gales', windowBlocks: 'Blocks', windowDays: 'Days of window' },
    ...{ historyDays: 'Days of history', notices: 'Notices', presets: 'Presets', priority: 'Priority' },
    ...{
      format: 'Format',
      buttonUrl: 'Button: address',
      buttonPt: 'Button in Portuguese',
      buttonEn: 'Button in English',
    },
    ...{ buttonEs: 'Button in Spanish', place: 'Place', strategyId: 'Strategy', rate: 'Wins', needed: 'Needed' },
    ...{ coin: 'A coin', verdict: 'Reading', horizon: 'Span', predicted: 'Said', scoreState: 'Scoring' },
    ...{ picks: 'Rows', judged: 'Scored', wins: 'Wins', played: 'Of', brier: 'Brier', coinBrier: "Coin's Brier" },
  },
  actions: { preview: 'See what they see' },
  messages: {
    ...{ use: 'Use of today', assets: 'Different assets', planVersion: 'version', dayUntil: 'Their day lasts until' },
    ...{ nothingToday: 'They asked for nothing today yet.', latestPayments: 'Payments' },
    previewLead:
      'You will see the latest messages of the bot as they stand in this chat, and what is left of the plan. Nothing changes for the person. The look and its reason stand in the audit.',
    ...{ look: 'Look', theme_dark: 'Dark theme', theme_light: 'Light theme', document: 'File' },
    masked20: 'Latest 20 messages; addresses, e-mails, balances and keys are left out',
    pictureElsewhere: 'Picture not kept here',
    ...{ quotaHits: 'Limits of plans, last 14 days', quotaHitsPerDay: 'Refusals a day' },
    ...{ quotaHitsBy: 'Which limit, of which plan', renewals: 'Renewals' },
    ...{ renewalsComing: 'Next 30 days', renewalsEnded: 'What was due in the last 30 days' },
    ...{ period_renewed: 'Renewed', period_awaited: 'Awaited', period_failed: 'Not paid' },
    ...{ period_canceled: 'Canceled', limit_catalogs: 'Catalogs a day', limit_tops: 'Rankings a day' },
    ...{ limit_assets: 'Assets a day', limit_pictures: 'Pictures an hour', limit_depth: 'Gales' },
    ...{ limit_blocks: 'Blocks', limit_days: 'Days of window', limit_history: 'Days of history' },
    ...{ limit_presets: 'Presets', limit_notices: 'Notices' },
    ...{ payoutHistory: 'Payout of the last 30 days', openShare: 'open for', changes: 'records' },
    ...{ payoutLine: 'Payout', closedBand: 'Market closed', shownRows: 'As it was shown' },
    scoredRows: 'What came of it',
    brierNote:
      'Brier: how far the forecast was off, from 0 (all right) to 1. It only says something beside that of whoever had told a coin’s rate.',
    ...{ htmlHint: 'Telegram knows <b>, <i>, <u>, <s>, <code>, <a href="…"> and <blockquote>. Write & as &amp;.' },
    ...{ saveDraft: 'Keep the draft', asShown: 'As Telegram shows it', nothingWritten: 'Write a text to see it.' },
    ...{ peopleNow: 'people would get it, now', withoutText: '(no text: they get nothing)', duration: 'Duration' },
    ...{ withDaily: 'Get the daily list', withoutDaily: 'Do not get the daily list' },
    wrongButton: 'The button needs an address with https:// and a name in each language that is written.',
  },
  values: { plain: 'Plain text', html: "Telegram's HTML" },
};
