import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type Findings, generate, type Orders } from './generator.ts';
import { type IntakeFindings, type IntakeOrders, pourIn } from './intake.ts';

type Task =
  | { readonly kind: 'people'; readonly orders: Orders }
  | { readonly kind: 'intake'; readonly orders: IntakeOrders };

/** Whoever asks is a process of its own, so that neither those who answer nor those who watch hold it up. */
export async function generateApart(orders: Orders): Promise<Findings> {
  return (await apart({ kind: 'people', orders })) as Findings;
}

export async function pourInApart(orders: IntakeOrders): Promise<IntakeFindings> {
  return (await apart({ kind: 'intake', orders })) as IntakeFindings;
}

async function apart(task: Task): Promise<unknown> {
  const child: ChildProcess = fork(fileURLToPath(import.meta.url), { serialization: 'advanced' });
  const failed = once(child, 'exit').then(([code]) => {
    throw new Error(`The generator ended with ${code}.`);
  });
  child.send(task);
  const [findings] = (await Promise.race([once(child, 'message'), failed])) as unknown[];
  child.disconnect();
  failed.catch(() => {});
  return findings;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [task] = (await once(process, 'message')) as [Task];
  const findings = task.kind === 'people' ? await generate(task.orders) : await pourIn(task.orders);
  await new Promise((sent) => process.send?.(findings, sent));
}
