import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Look } from './theme.ts';

/** What every part of a picture is drawn with: the canvas and the colours of the theme. */
export interface Pen {
  readonly context: SKRSContext2D;
  readonly look: Look;
}
