/** Exit 0 when every role that runs here is alive, and one does. For a HEALTHCHECK; reads METRICS_HOST and METRICS_PORT. */
const ROLES_OF_A_MACHINE = 5;
const PATIENCE_MS = 3_000;

const host = process.env.METRICS_HOST || '127.0.0.1';
const first = Number(process.env.METRICS_PORT);
const ports = Array.from({ length: ROLES_OF_A_MACHINE }, (_, role) => first + role);
const found = (await Promise.all(ports.map(isAlive))).filter((alive) => alive !== null);
process.exit(found.length > 0 && found.every((alive) => alive) ? 0 : 1);

/** null: no role listens there. */
async function isAlive(port: number): Promise<boolean | null> {
  try {
    const answer = await fetch(`http://${host}:${port}/healthz`, { signal: AbortSignal.timeout(PATIENCE_MS) });
    return answer.ok;
  } catch (error) {
    const { code } = ((error as Error).cause ?? {}) as { code?: string };
    return code === 'ECONNREFUSED' ? null : false;
  }
}
