import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { anyPort } from '#io/embedded/port.ts';
import { buildImage } from '#test/support/dockerfile.ts';
import { openHouse, settle } from '#test/support/house.ts';
import { waitUntil } from '#test/support/wait-until.ts';

/** The user `node` of the base image. */
const USER_ID = 1000;

const isWanted = process.env.CATALOGADOR_IMAGE === '1' && process.getuid?.() === 0;
if (!isWanted) {
  process.stdout.write('The image is not built: that installs packages and takes a minute. As root: npm run image\n');
}

test.runIf(isWanted)(
  'each step of the Dockerfile in a clean folder; what comes out runs read-only, as nobody special',
  async () => {
    const base = await mkdtemp(join(tmpdir(), 'catalogador-image-'));
    await chmod(base, 0o755);
    const path = `${dirname(process.execPath)}:/usr/local/bin:/usr/bin:/bin`;
    const image = await buildImage({ file: 'Dockerfile', context: resolve('.'), into: base, path });
    expect(image.user).toBe('node');
    const house = await openHouse({ roles: [], env: { APP_ENV: '', FEED: '' } });
    const env = {
      ...house.env,
      ...image.env,
      PATH: path,
      METRICS_PORT: String((await anyPort()) - 10),
      DATA_FOLDER: join(base, 'data'),
      NODE_COMPILE_CACHE: '',
      PUBLIC_URL: house.webUrl,
      LOG_LEVEL: 'info',
      // The test's PostgreSQL does without fsync, and its pages without https, which production refuses.
      APP_ENV: 'development',
    };
    const before = await everyFile(image.workFolder);
    // As a container with a read-only root: a name space in which the folder cannot be written to by anybody.
    const inside = (words: readonly string[]) =>
      spawn('unshare', ['-m', 'sh', '-c', READ_ONLY, 'sh', image.workFolder, String(USER_ID), ...words], {
        env,
        stdio: ['ignore', 'pipe', 'pipe'],
      });
    const ends = async (words: readonly string[]) => {
      const child = inside(words);
      const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')]);
      return { code, out, err };
    };
    try {
      expect(await ends(['sh', '-c', 'id -u; touch here'])).toMatchObject({
        code: 1,
        out: `${USER_ID}\n`,
        err: expect.stringContaining('Read-only file system'),
      });
      expect(await ends([...image.entrypoint, 'migrate'])).toMatchObject({ code: 0, out: 'Nothing to do.\n' });
      expect((await ends(image.healthCheck)).code).toBe(1);

      const running = inside([...image.entrypoint, 'run', 'bot', 'jobs', 'feed', 'web']);
      const ended = once(running, 'exit');
      let said = '';
      for (const stream of [running.stdout, running.stderr]) stream.on('data', (words) => (said += words));
      await waitUntil('all have started', () => said.includes('started'), 60_000).catch((error) => {
        throw new Error(`${error}\n${said}`);
      });
      expect((await ends(image.healthCheck)).code).toBe(0);
      const id = await settle(house);
      const asked = house.telegram.people.send(id, '/catalog EURUSD-OTC m1 minority g2 100');
      await house.telegram.people.waitFor(
        id,
        (chat) => chat.messages.find((one) => one.id > asked && one.photo !== null) ?? null,
        30_000,
      );
      running.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
      expect(await everyFile(image.workFolder)).toEqual(before);
    } finally {
      await house.close();
      await rm(base, { recursive: true });
    }
  },
  300_000,
);

/** Words: the folder, the user's number, then what to run. */
const READ_ONLY = `
  folder=$1 user=$2; shift 2
  mount --bind "$folder" "$folder" && mount -o remount,ro,bind "$folder" && cd "$folder" &&
  mkdir -p "$DATA_FOLDER" && chown "$user" "$DATA_FOLDER" &&
  exec setpriv --reuid "$user" --regid "$user" --clear-groups --no-new-privs "$@"`;

async function everyFile(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).sort();
}
