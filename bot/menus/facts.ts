import type { CatalogQuery, Ratio } from '#engine/index.ts';
import type { Category, Screen } from '../views/press.ts';

/** An asset as the menu needs it; the broker's own list fits. */
export interface MenuAsset {
  readonly ticker: string;
  readonly category: Category;
  readonly isOpen: boolean;
  readonly payoutRatio: Ratio | null;
}

export interface CatalogMenuFacts {
  readonly screen: Screen;
  /** The question so far; every button carries it on, with one thing changed. */
  readonly query: CatalogQuery;
  readonly category?: Category;
  readonly page?: number;
  readonly assets: readonly MenuAsset[];
  readonly zone: string;
}
