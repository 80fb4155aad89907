/** Run as a process of its own: `csv-parse` reads a file of dossiers, `node:sqlite` writes its cells as they stand, in one transaction. */
import { createReadStream } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { parse } from 'csv-parse';
import { DOSSIER_HEADINGS, HEAD_LINES } from '../../db/simulate/files.ts';

const [file = '', databaseFile = ''] = process.argv.slice(2);
const database = new DatabaseSync(databaseFile);
const columns = DOSSIER_HEADINGS.map((_, index) => `c${index} text`).join(', ');
database.exec(`pragma journal_mode = wal; create table dossiers (${columns})`);
const insert = database.prepare(
  `insert into dossiers values (${DOSSIER_HEADINGS.map(() => '?').join(', ')})`,
);
const start = performance.now();
database.exec('begin');
let rows = 0;
for await (const row of createReadStream(file).pipe(parse({ from_line: HEAD_LINES + 1, bom: true }))) {
  insert.run(...(row as string[]));
  rows += 1;
}
database.exec('commit');
const seconds = (performance.now() - start) / 1000;
process.stdout.write(JSON.stringify({ rows, seconds, kilobytes: process.resourceUsage().maxRSS }));
