import { guardBoot } from './boot-guards.ts';
import { type Context, openContext, type Role, unlock } from './context.ts';
import { live, orExplain } from './live.ts';

/** The life of a role that has the whole context: looked at before it opens, ended with its process (io/live.ts). */
export async function runRole(role: Role, open: (context: Context) => Promise<void>): Promise<void> {
  const context = orExplain(() => openContext(role, process.env));
  await live(context, {
    role,
    async open() {
      await guardBoot(context);
      await open(await unlock(context));
    },
  });
}
