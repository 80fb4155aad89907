/** Run as a process of its own: loads a file of dossiers into a prepared database as `import --kind dossiers` does. */
import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { openDesk } from '../../bot/desk.ts';
import { loadDossiers } from '../../bot/load-dossiers.ts';
import { openDatabase } from '../../db/open.ts';

const [file = '', url = '', now = ''] = process.argv.slice(2);
const opened = await openDatabase(url);
const desk = await openDesk(opened.db, { now: new Date(now) });
const start = performance.now();
const outcome = await loadDossiers(desk, {
  source: {
    fileName: path.basename(file),
    size: statSync(file).size,
    chunks: () => createReadStream(file),
  },
  loadedBy: 'phép đo',
  dryRun: false,
});
const seconds = (performance.now() - start) / 1000;
opened.close();
const rows = outcome.status === 'loaded' ? outcome.dossiers : 0;
process.stdout.write(JSON.stringify({ rows, seconds, kilobytes: process.resourceUsage().maxRSS }));
