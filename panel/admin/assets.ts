import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Express } from 'express';

const require = createRequire(import.meta.url);
const inter = (weight: number) => require.resolve(`@fontsource/inter/files/inter-latin-${weight}-normal.woff2`);
const own = (name: string) => new URL(`./page/${name}`, import.meta.url);

/** Served to everybody as they are: there is nothing in them. */
const FILES = [
  { path: '/assets/door.css', type: 'text/css; charset=utf-8', file: own('door.css') },
  { path: '/assets/console.css', type: 'text/css; charset=utf-8', file: own('console.css') },
  { path: '/assets/inter-400.woff2', type: 'font/woff2', file: inter(400) },
  { path: '/assets/inter-700.woff2', type: 'font/woff2', file: inter(700) },
] as const;

export function addAssets(app: Express): void {
  for (const { path, type, file } of FILES) {
    const body = readFileSync(file);
    app.get(path, (_request, response) => {
      response.set({ 'content-type': type, 'cache-control': 'public, max-age=3600' }).send(body);
    });
  }
}
