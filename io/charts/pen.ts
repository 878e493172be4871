import type { SKRSContext2D } from '@napi-rs/canvas';
import type { Chart } from 'chart.js';
import type { Look } from './theme.ts';

/** What every part of a picture is drawn with: the canvas and the colours of the theme. */
export interface Pen {
  readonly context: SKRSContext2D;
  readonly look: Look;
}

/** For what is drawn on the canvas of a chart. */
export function penOf({ ctx }: Chart, look: Look): Pen {
  return { context: ctx as unknown as SKRSContext2D, look };
}
