import { createCanvas } from '@napi-rs/canvas';

/** A real picture of the smallest size Telegram takes. */
export const tinyPng: Uint8Array = createCanvas(16, 16).toBuffer('image/png');
