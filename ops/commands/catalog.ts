import type { Command } from 'commander';
import type { CatalogFlags } from './catalog-options.ts';

/** `catalogador catalog`: a catalog of candles in a file, without bot, database or broker. */
export function catalogCommand(program: Command): void {
  program
    .command('catalog')
    .description('catalog the candles of a CSV file, or check the engine against cases counted elsewhere')
    .option('--file <csv>', 'candles, plain or gzip: ours, MetaTrader, HistData, or any with a header')
    .option('--timeframe <name>', 'M1, M5 or M15; larger candles are made of the M1 candles in the file', 'M1')
    .option('--strategy <id>', 'as in the table, or "all" for every one of the timeframe', 'MINORIA(5)')
    .option('--depth <gales>', 'highest gale played, 0 to 9', '2')
    .option('--from <seconds>', 'only candles that open at this UTC second or later')
    .option('--to <seconds>', 'only candles that open before this UTC second')
    .option('--doji-read <how>', 'a doji among the candles read: cancel, ignore or red', 'cancel')
    .option('--unanimous <how>', 'candles read all of one colour: enter or skip', 'enter')
    .option('--doji-entry <how>', 'a doji where a bet stands: loss or void', 'loss')
    .option('--chart <png>', 'draw the catalog into this file')
    .option('--json', 'print JSON instead of a table')
    .option('--cases <json...>', 'check these case files instead, print every difference; exit code 1 if there is any')
    .option('--candles <folder>', 'where the candle files of the cases are')
    .action(async (flags: CatalogFlags) => {
      if (flags.cases) {
        const { checkCaseFiles } = await import('./catalog-cases.ts');
        const { differences, passed, failed } = await checkCaseFiles({
          paths: flags.cases,
          candlesFolder: flags.candles,
        });
        for (const difference of differences) process.stdout.write(`${difference}\n`);
        process.stdout.write(`${passed} passed, ${failed} failed\n`);
        if (failed > 0) process.exitCode = 1;
        return;
      }
      const { runCatalog } = await import('./catalog-run.ts');
      process.stdout.write(await runCatalog(flags));
    });
}
