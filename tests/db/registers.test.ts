import { expect, it } from 'vitest';
import { write } from '../../db/database.ts';
import { stageEntries } from '../../db/import/stage.ts';
import { completeImport, discardImport } from '../../db/imports.ts';
import { loadedRegisters, type NewRegisterEntry, readRegister } from '../../db/registers.ts';
import { registerEntries } from '../../db/schema.ts';
import { databaseWithUnits, NOW } from './support.ts';

const ENTRY: NewRegisterEntry = {
  kind: 'plan-tasks',
  province: 'khanh-hoa',
  unitId: 'a',
  period: '2026',
  code: 'KH-01',
  title: 'Rà soát thủ tục',
  dueOn: '2026-06-30',
  state: 'open',
  evidence: 'Quyết định số 1',
  details: { reference: 'Kế hoạch số 2' },
  sourceRow: 2,
  knownOn: '2026-03-01',
};
const QUERY = { kinds: ['plan-tasks'], period: '2026', dataDate: '2026-11-20' } as const;

function origin(sha256: string) {
  return { fileName: 'ke-hoach.csv', sha256, simulated: false, loadedBy: 'kiểm thử' };
}

it('entries are seen as they were written once their import is complete', async () => {
  const { db } = await databaseWithUnits('a', 'b');
  const id = await stageEntries(db, [ENTRY], origin('1'), NOW);
  expect(await readRegister(db, QUERY)).toEqual([]);
  expect(await loadedRegisters(db, QUERY)).toEqual([]);
  expect(await readRegister(db, { ...QUERY, includeImport: id })).toHaveLength(1);
  await write(db, (tx) => completeImport(tx, id, NOW));
  const { sourceRow: row, knownOn, ...kept } = ENTRY;
  const source = { period: '2026', fileName: 'ke-hoach.csv', row, knownOn, simulated: false };
  expect(await readRegister(db, QUERY)).toEqual([{ ...kept, source }]);
  expect(await loadedRegisters(db, QUERY)).toMatchObject([{ province: 'khanh-hoa', kind: 'plan-tasks' }]);
  expect(await readRegister(db, { ...QUERY, unitIds: ['b'] })).toEqual([]);
  expect(await readRegister(db, { ...QUERY, dataDate: '2026-02-28' })).toEqual([]);
});

it('of an import that is discarded nothing is left', async () => {
  const { db } = await databaseWithUnits('a');
  const id = await stageEntries(db, [ENTRY, { ...ENTRY, code: 'KH-02' }], origin('1'), NOW);
  await discardImport(db, id);
  expect(await db.select().from(registerEntries)).toEqual([]);
});

it('of two versions known on one day the one that was loaded last counts', async () => {
  const { db } = await databaseWithUnits('a');
  for (const title of ['Trước', 'Sau']) {
    const id = await stageEntries(db, [{ ...ENTRY, title }], origin(title), NOW);
    await write(db, (tx) => completeImport(tx, id, NOW));
  }
  expect((await readRegister(db, QUERY)).map(({ title }) => title)).toEqual(['Sau']);
});
