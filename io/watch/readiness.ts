import { Away, type Dependency } from './dependencies.ts';

const PATIENCE_MS = 2_000;

/** Each dependency: `ok`, or why not, in words that may be shown to anybody. */
export interface Readiness {
  /** All vital ones are there. */
  readonly ready: boolean;
  readonly dependencies: Readonly<Record<string, string>>;
}

/** Looks at all dependencies at once; none is asked more often than its answer grows old, however many want to know. */
export function createReadiness(dependencies: Readonly<Record<string, Dependency>>): () => Promise<Readiness> {
  const looks = Object.entries(dependencies).map(([name, dependency]) => {
    const look = keepFresh(dependency);
    return async () => [name, await look(), dependency.isVital] as const;
  });
  return async () => {
    const found = await Promise.all(looks.map((look) => look()));
    return {
      ready: found.every(([, state, isVital]) => state === OK || !isVital),
      dependencies: Object.fromEntries(found),
    };
  };
}

const OK = 'ok';

function keepFresh({ freshMs, check }: Dependency): () => Promise<string> {
  let last: { readonly state: Promise<string>; readonly atMs: number } | null = null;
  return () => {
    const nowMs = performance.now();
    if (last === null || nowMs - last.atMs > freshMs) last = { state: look(check), atMs: nowMs };
    return last.state;
  };
}

async function look(check: Dependency['check']): Promise<string> {
  const late = new AbortController();
  const tooLate = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    tooLate.reject(new Away(`no answer within ${PATIENCE_MS / 1_000} s`));
    late.abort();
  }, PATIENCE_MS);
  try {
    await Promise.race([check(late.signal), tooLate.promise]);
    return OK;
  } catch (error) {
    return reasonOf(error);
  } finally {
    clearTimeout(timer);
  }
}

/** The error's own words may name hosts and users; its code does not. */
function reasonOf(error: unknown): string {
  if (error instanceof Away) return error.message;
  for (let cause = error; cause instanceof Error; cause = cause.cause ?? (cause as { error?: unknown }).error) {
    const { code } = cause as { code?: unknown };
    if (typeof code === 'string') return code === 'ECONNREFUSED' ? 'nobody listens there' : `fails with ${code}`;
  }
  return 'fails';
}
