/** Run as a process of its own: says "go", then loads a file of points or publishes a round, and says "done". */
import { readFileSync } from 'node:fs';
import { publish } from '../../bot/appraisal/publish.ts';
import { openDesk } from '../../bot/desk.ts';
import { loadScores } from '../../bot/load-scores.ts';
import { openDatabase } from '../../db/open.ts';

const [url = '', now = '', work = '', file = ''] = process.argv.slice(2);
const { db } = await openDatabase(url);
const desk = await openDesk(db, { now: new Date(now) });
const WORKS: Readonly<Record<string, () => Promise<{ readonly status: string }>>> = {
  load: () =>
    loadScores(desk, {
      bytes: readFileSync(file),
      fileName: 'diem.csv',
      loadedBy: 'kiểm thử',
      dryRun: false,
    }),
  publish: () =>
    publish(desk, { role: 'chuyen-vien-cchc' }, 1, {
      decision: '10/QĐ-UBND',
      decidedOn: '2026-12-20',
      ranks: new Map(),
    }),
};
process.stdout.write('go\n');
const outcome = await WORKS[work]?.();
process.stdout.write(`${outcome?.status ?? 'nothing'}\n`);
