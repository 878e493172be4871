/**
 * Several roles in one process: their main files, one after the other. What Node, the database's client and the rest take
 * is taken once, some hundred megabytes less for each further role; whoever falls takes the others along.
 */
for (const file of process.argv.slice(2)) await import(new URL(`../../${file}`, import.meta.url).href);
