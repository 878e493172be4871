import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Router } from 'express';

const require = createRequire(import.meta.url);
const adminJs = (name: string) => join(dirname(require.resolve('adminjs')), 'lib/frontend/assets/scripts', name);
/** The one that came with it. */
const ofAdminJs = createRequire(require.resolve('adminjs'));
const designSystem = () => join(dirname(ofAdminJs.resolve('@adminjs/design-system')), '../bundle.production.js');
const own = (name: string) => new URL(`./page/${name}`, import.meta.url);

/** What AdminJS's page asks for, bundled by who made it; and our own screens, which need no bundling. */
const SCRIPTS: Readonly<Record<string, () => readonly (string | URL)[]>> = {
  'global.bundle.js': () => [adminJs('global-bundle.production.js')],
  'design-system.bundle.js': () => [designSystem()],
  'app.bundle.js': () => [adminJs('app-bundle.production.js')],
  // One after the other: what they share comes first.
  'components.bundle.js': () =>
    [
      'shared.js',
      'components.js',
      'dashboard.js',
      'chat.js',
      'person.js',
      'broadcasts.js',
      'market.js',
      'house.js',
    ].map(own),
};

/** Three megabytes that never change: packed once, when somebody first wants them. */
export function addConsoleAssets(router: Router): void {
  const packed = new Map<string, Buffer>();
  router.get('/frontend/assets/:name', (request, response) => {
    const { name } = request.params;
    const files = Object.hasOwn(SCRIPTS, name) ? SCRIPTS[name] : undefined;
    if (files === undefined) return void response.sendStatus(404);
    const body = packed.get(name) ?? gzipSync(Buffer.concat(files().map((file) => readFileSync(file))));
    packed.set(name, body);
    response.set({
      'content-type': 'text/javascript; charset=utf-8',
      'content-encoding': 'gzip',
      'cache-control': 'private, max-age=3600',
    });
    response.send(body);
  });
}
