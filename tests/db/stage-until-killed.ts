/** Run as a process of its own: stages rows in the database at argv[2] until it is killed. */
import { appendObservations, beginImport } from '../../db/imports.ts';
import { openDatabase } from '../../db/open.ts';
import { ratio } from '../../engine/model/ratio.ts';

const [url = '', now = ''] = process.argv.slice(2);
const { db } = await openDatabase(url);
const importId = await beginImport(
  db,
  {
    kind: 'figures',
    fileName: 'dở dang.csv',
    sha256: 'dở dang',
    simulated: false,
    rowCount: 1_000_000,
    loadedBy: 'kiểm thử',
  },
  new Date(now),
);
const rows = Array.from({ length: 500 }, (_, index) => ({
  unitId: 'a',
  fact: 'hồ sơ trễ hạn',
  period: '2026-03',
  state: { status: 'known', value: ratio(index) } as const,
  sourceRow: index,
  knownOn: '2026-04-01',
}));
for (let batch = 0; batch < 2000; batch += 1) {
  await appendObservations(db, importId, rows);
  process.stdout.write('batch\n');
}
