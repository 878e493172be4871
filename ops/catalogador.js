#!/usr/bin/env node
// Plain JavaScript on purpose: any Node from 18 on can read it, and hands over to the one that came with the install.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const main = new URL('./main.ts', import.meta.url);
const own = fileURLToPath(new URL('../node_modules/node/bin/node', import.meta.url));

if (process.features.typescript) await import(main.href);
else if (existsSync(own)) handOver();
else {
  process.stderr.write(
    `Node ${process.version} cannot run this.\nRun \`npm install\` first: it brings the Node we need.\n`,
  );
  process.exit(2);
}

function handOver() {
  const child = spawn(own, [fileURLToPath(main), ...process.argv.slice(2)], { stdio: 'inherit' });
  // A terminal sends Ctrl-C to both of us; other signals come to us alone.
  process.on('SIGINT', () => {});
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('exit', (code) => process.exit(code ?? 1));
}
