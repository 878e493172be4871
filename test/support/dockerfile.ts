import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';

/** What a container of the image would be, as a folder. */
export interface BuiltImage {
  readonly folder: string;
  readonly workFolder: string;
  readonly env: Readonly<Record<string, string>>;
  readonly user: string;
  readonly entrypoint: readonly string[];
  readonly command: readonly string[];
  readonly healthCheck: readonly string[];
}

/**
 * Carries out a Dockerfile without a Docker engine: each stage is an empty folder, COPY copies, RUN runs in it. The base
 * image is this machine with the given PATH; only instructions that our file uses are known, others throw.
 */
export async function buildImage({
  file,
  context,
  into,
  path,
}: {
  file: string;
  /** Folder that COPY copies from. */
  context: string;
  into: string;
  path: string;
}): Promise<BuiltImage> {
  const stages = new Map<string, string>();
  const env: Record<string, string> = {};
  let [folder, workFolder, user] = ['', '', 'root'];
  let entrypoint: string[] = [];
  let command: string[] = [];
  let healthCheck: string[] = [];

  const steps: Record<string, (words: string) => Promise<void> | void> = {
    async FROM(words) {
      const [, name] = / AS (\w+)$/.exec(words) ?? [];
      folder = join(into, name ?? 'image');
      stages.set(name ?? 'image', folder);
      await mkdir(folder, { recursive: true });
    },
    async WORKDIR(words) {
      workFolder = join(folder, words);
      await mkdir(workFolder, { recursive: true });
    },
    async COPY(words) {
      const [, stage, rest = words] = /^--from=(\w+) (.*)$/.exec(words) ?? [];
      const names = rest.split(' ');
      const target = join(workFolder, names.at(-1) ?? '');
      const isInto = names.at(-1)?.endsWith('/') === true;
      for (const name of names.slice(0, -1)) {
        const source = join(stage === undefined ? context : (stages.get(stage) ?? ''), name);
        await cp(source, isInto ? join(target, basename(name)) : target, { recursive: true, verbatimSymlinks: true });
      }
    },
    async RUN(words) {
      // With this machine's own settings of npm, as a build has those of its Docker engine.
      const child = spawn('sh', ['-c', words], {
        cwd: workFolder,
        env: { ...process.env, ...env, PATH: path },
        stdio: ['ignore', 'ignore', 'pipe'],
      });
      const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
      if (code !== 0) throw new Error(`RUN ${words} ended with ${code}:\n${said}`);
    },
    ENV(words) {
      for (const pair of words.split(' ')) {
        const [name = '', value = ''] = pair.split('=');
        env[name] = value;
      }
    },
    USER(words) {
      user = words;
    },
    STOPSIGNAL() {},
    HEALTHCHECK(words) {
      healthCheck = JSON.parse(words.slice(words.indexOf('[')));
    },
    ENTRYPOINT(words) {
      entrypoint = JSON.parse(words);
    },
    CMD(words) {
      command = JSON.parse(words);
    },
  };
  for (const line of (await readFile(file, 'utf8')).split('\n')) {
    const [, instruction = '', words = ''] = /^([A-Z]+) (.+)$/.exec(line) ?? [];
    if (line === '' || line.startsWith('#')) continue;
    const step = steps[instruction];
    if (step === undefined) throw new Error(`Nobody here knows how to do "${line}".`);
    await step(words);
  }
  return { folder, workFolder, env, user, entrypoint, command, healthCheck };
}
