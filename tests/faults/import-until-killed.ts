/** Run as a process of its own: says "go", loads a file of dossiers, and says what came of it. */
import { createReadStream, statSync } from 'node:fs';
import { openDesk } from '../../bot/desk.ts';
import { loadDossiers } from '../../bot/load-dossiers.ts';
import { openDatabase } from '../../db/open.ts';

const [url = '', now = '', file = ''] = process.argv.slice(2);
const { db } = await openDatabase(url);
const desk = await openDesk(db, { now: new Date(now) });
process.stdout.write('go\n');
const source = { fileName: 'ho-so.csv', size: statSync(file).size, chunks: () => createReadStream(file) };
const { status } = await loadDossiers(desk, { source, loadedBy: 'kiểm thử', dryRun: false });
process.stdout.write(`${status}\n`);
