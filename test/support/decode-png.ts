import { createCanvas, loadImage } from '@napi-rs/canvas';

export interface DecodedPicture {
  readonly width: number;
  readonly height: number;
  /** `#rrggbb` of a pixel. */
  at(x: number, y: number): string;
  /** How many pixels of a box have exactly this colour; of the whole picture without a box. */
  count(colour: string, box?: { x: number; y: number; width: number; height: number }): number;
}

/** Reads a PNG with a decoder that is not ours. */
export async function decodePng(png: Uint8Array): Promise<DecodedPicture> {
  const image = await loadImage(Buffer.from(png));
  const { width, height } = image;
  const context = createCanvas(width, height).getContext('2d');
  context.drawImage(image, 0, 0);
  const { data } = context.getImageData(0, 0, width, height);
  const at = (x: number, y: number) => {
    const offset = 4 * (y * width + x);
    return `#${[0, 1, 2].map((channel) => (data[offset + channel] ?? 0).toString(16).padStart(2, '0')).join('')}`;
  };
  return {
    width,
    height,
    at,
    count(colour, box = { x: 0, y: 0, width, height }) {
      const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));
      let found = 0;
      for (let y = box.y; y < box.y + box.height; y++) {
        for (let offset = 4 * (y * width + box.x); offset < 4 * (y * width + box.x + box.width); offset += 4) {
          if (data[offset] === red && data[offset + 1] === green && data[offset + 2] === blue) found++;
        }
      }
      return found;
    },
  };
}
