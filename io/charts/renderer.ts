import { createCanvas } from '@napi-rs/canvas';
import type { Picture, Theme } from '#engine/index.ts';
import { drawCalibration } from './calibration/calibration.ts';
import { drawCatalog } from './catalog/catalog.ts';
import { drawFan } from './fan/fan.ts';
import { registerFonts } from './fonts.ts';
import { drawHours } from './hours/hours.ts';
import { encodeIndexedPng } from './indexed-png.ts';
import type { Pen } from './pen.ts';
import { drawRanking } from './ranking/ranking.ts';
import { exactColours, lookOf, SIZE } from './theme.ts';

// A new kind of picture, in three steps:
// 1. engine/pictures/NAME.ts: `NAMEPicture` (plain data with a `kind`) and its maker. Every text arrives finished, in
//    the person's words, numbers and clock, and goes through label(). Add it to the union in picture.ts.
// 2. io/charts/NAME/: draws it with a Pen, over the whole canvas: it still holds the picture before. Its colours come
//    from `pen.look` and nowhere else, so that both themes work. Shared: frame.ts (title, footer with the risk line),
//    axes.ts, shapes.ts (badge, arrow, box), text.ts (one line that fits its width), heat.ts (colours of cells and
//    their scale), theme.ts (sizes of text).
// 3. A line in draw() below.
// Then test/support/sample-picture.ts gets a sample of it: themes, size and margins are tested for all samples.

/**
 * A picture as PNG, 1080 × 1200, within this thread: some 8 ms of it.
 *
 * @NOTE The five megabytes of pixels are freed by finalizers that need a turn of the event loop. Whoever renders many in a
 * row must let one pass between two (setImmediate), or memory grows by gigabytes.
 */
export function renderPng(picture: Picture, theme: Theme): Uint8Array {
  registerFonts();
  const look = lookOf(theme);
  const context = canvas.getContext('2d');
  context.reset();
  draw({ context, look }, picture);
  return encodeIndexedPng({ ...SIZE, pixels: canvas.data() }, { exact: exactColours(look) });
}

function draw(pen: Pen, picture: Picture): void {
  switch (picture.kind) {
    case 'calibration':
      drawCalibration(pen, picture);
      break;
    case 'catalog':
      drawCatalog(pen, picture);
      break;
    case 'fan':
      drawFan(pen, picture);
      break;
    case 'hours':
      drawHours(pen, picture);
      break;
    case 'ranking':
      drawRanking(pen, picture);
      break;
  }
}

/** One for all pictures of a thread: a new one for each takes a fifth longer. */
const canvas = createCanvas(SIZE.width, SIZE.height);
