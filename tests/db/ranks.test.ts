import { describe, expect, it } from 'vitest';
import { type Db, write } from '../../db/database.ts';
import { stageRanks } from '../../db/import/stage.ts';
import { completeImport, type NewPublishedRank } from '../../db/imports.ts';
import { firstPublished, readPublishedRanks } from '../../db/ranks.ts';
import { databaseWithUnits, NOW } from './support.ts';

function published(changes: Partial<NewPublishedRank> = {}): NewPublishedRank {
  return {
    unitId: 'a',
    year: 2019,
    rank: 'TỐT',
    decision: '199/QĐ-UBND',
    decidedOn: '2020-01-21',
    source: '341/BC-SNV',
    sourceRow: 154,
    knownOn: '2020-01-21',
    ...changes,
  };
}

function stage(db: Db, sha256: string, rows: readonly NewPublishedRank[]): Promise<number> {
  return stageRanks(db, rows, { fileName: 'x', sha256, simulated: false, loadedBy: 'x' }, NOW);
}

async function load(db: Db, sha256: string, rows: readonly NewPublishedRank[]): Promise<void> {
  const importId = await stage(db, sha256, rows);
  await write(db, (tx) => completeImport(tx, importId, NOW));
}

describe('published ranks', () => {
  it('come by unit and year with the decision that published them', async () => {
    const { db } = await databaseWithUnits('a', 'b');
    await load(db, '1', [
      published(),
      published({ year: 2018, rank: 'KHÁ', decision: null, decidedOn: null }),
      published({ unitId: 'b', rank: 'YẾU' }),
    ]);
    const ranks = await readPublishedRanks(db, { dataDate: '2020-12-31' });
    const rank = { decision: '199/QĐ-UBND', decidedOn: '2020-01-21', source: '341/BC-SNV' };
    expect(ranks.get('a')?.get(2019)).toEqual({ ...rank, rank: 'TỐT' });
    expect(ranks.get('a')?.get(2018)).toEqual({ ...rank, rank: 'KHÁ', decision: null, decidedOn: null });
    expect(ranks.get('b')?.get(2019)?.rank).toBe('YẾU');
    const one = await readPublishedRanks(db, { unitIds: ['b'], dataDate: '2020-12-31' });
    expect([...one.keys()]).toEqual(['b']);
  });

  it('a rank changed by a later decision counts from the day it is known', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, '1', [published({ rank: 'KHÁ', knownOn: '2020-06-01' })]);
    await load(db, '2', [published({ rank: 'TỐT', knownOn: '2020-01-21' })]);
    const on = async (dataDate: string) =>
      (await readPublishedRanks(db, { dataDate })).get('a')?.get(2019)?.rank;
    expect(await on('2020-01-20')).toBeUndefined();
    expect(await on('2020-01-21')).toBe('TỐT');
    expect(await on('2020-05-31')).toBe('TỐT');
    expect(await on('2020-06-01')).toBe('KHÁ');
  });

  it('of a year are published from the first day on which one of them is known', async () => {
    const { db } = await databaseWithUnits('a', 'b');
    await load(db, '1', [
      published({ knownOn: '2020-01-23' }),
      published({ unitId: 'b', knownOn: '2020-01-21' }),
      published({ unitId: 'b', year: 2018, knownOn: '2019-01-21' }),
    ]);
    const first = (unitIds: string[], dataDate: string) =>
      firstPublished(db, { unitIds, year: 2019, dataDate });
    expect(await first(['a', 'b'], '2026-01-01')).toBe('2020-01-21');
    expect(await first(['a'], '2026-01-01')).toBe('2020-01-23');
    expect(await first(['a', 'b'], '2020-01-20')).toBeUndefined();
  });

  it('staged ranks count only for whoever names their import', async () => {
    const { db } = await databaseWithUnits('a');
    const includeImport = await stage(db, '1', [published()]);
    expect((await readPublishedRanks(db, { dataDate: '2020-12-31' })).size).toBe(0);
    expect((await readPublishedRanks(db, { dataDate: '2020-12-31', includeImport })).size).toBe(1);
  });
});
