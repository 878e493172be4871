import { escapeHtml, type Words } from '../i18n/index.ts';
import { starButton } from '../views/favourites.ts';
import { type Message, message } from '../views/message.ts';
import { keepButton } from '../views/presets.ts';
import { assetName, depthName, queryLine, strategyName, windowName } from '../views/query-line.ts';
import type { CatalogMenuFacts } from './facts.ts';
import { open } from './paging.ts';
import { depths, strategies, timeframes, windows } from './plan.ts';
import { assets, categories } from './shelves.ts';

/** Any screen of /catalog's menu, edited in place of the one before. */
export function catalogMenu(words: Words, facts: CatalogMenuFacts): Message {
  switch (facts.screen) {
    case 'home':
      return home(words, facts);
    case 'categories':
      return categories(words, facts);
    case 'assets':
      return assets(words, facts);
    case 'strategies':
      return strategies(words, facts);
    case 'windows':
      return windows(words, facts);
    case 'depths':
      return depths(words, facts);
    case 'timeframes':
      return timeframes(words, facts);
  }
}

function home(words: Words, { query, zone }: CatalogMenuFacts): Message {
  const strategy = strategyName(query);
  const window = windowName(words, query.window, zone);
  const depth = depthName(words, query.depth);
  return message(
    [words.html('menu-home'), '', escapeHtml(queryLine(words, query, zone))],
    [
      [
        open(`💱 ${assetName(query.ticker)}`, { screen: 'categories', query }),
        open(`⏱ ${query.timeframe}`, { screen: 'timeframes', query }),
      ],
      [open(`🧩 ${strategy}`, { screen: 'strategies', query })],
      [open(`🎯 ${depth}`, { screen: 'depths', query }), open(`📏 ${window}`, { screen: 'windows', query })],
      [starButton(query.ticker), keepButton(words, query)],
      [{ text: words.say('button-run'), data: { verb: 'run', query } }],
    ],
  );
}
