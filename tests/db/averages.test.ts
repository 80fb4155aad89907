import { describe, expect, it } from 'vitest';
import { readPublishedAverages } from '../../db/averages.ts';
import { type Db, write } from '../../db/database.ts';
import { stageAverages } from '../../db/import/stage.ts';
import { completeImport, discardImport, type NewPublishedAverage } from '../../db/imports.ts';
import { loadSample } from '../../db/sample.ts';
import { publishedAverages } from '../../db/schema.ts';
import { toDecimal } from '../../engine/model/ratio.ts';
import { NOW, temporaryDatabase } from './support.ts';

function printed(changes: Partial<NewPublishedAverage> = {}): NewPublishedAverage {
  return {
    province: 'khanh-hoa',
    block: 'so',
    year: 2017,
    numerator: 8069,
    denominator: 10_000,
    source: '341/BC-SNV',
    sourceRow: 141,
    knownOn: '2020-02-21',
    ...changes,
  };
}

function stage(db: Db, sha256: string, rows: readonly NewPublishedAverage[]): Promise<number> {
  return stageAverages(db, rows, { fileName: 'x', sha256, simulated: false, loadedBy: 'x' }, NOW);
}

async function load(db: Db, sha256: string, rows: readonly NewPublishedAverage[]): Promise<void> {
  const importId = await stage(db, sha256, rows);
  await write(db, (tx) => completeImport(tx, importId, NOW));
}

describe('printed averages', () => {
  it('of the sample are those of 2017, by block and in general', async () => {
    const { db } = await temporaryDatabase();
    await loadSample(db, { now: NOW });
    const found = await readPublishedAverages(db, { province: 'khanh-hoa', dataDate: '2026-11-20' });
    expect(found.map(({ year, block, value }) => [year, block, toDecimal(value, 4)])).toEqual([
      [2017, 'so', '0.8069'],
      [2017, 'nganh-doc', '0.8280'],
      [2017, 'huyen', '0.8153'],
      [2017, 'su-nghiep', '0.7926'],
      [2017, null, '0.8107'],
    ]);
    expect(await readPublishedAverages(db, { province: 'khanh-hoa', dataDate: '2020-02-20' })).toEqual([]);
    expect(await readPublishedAverages(db, { province: 'dak-nong', dataDate: '2026-11-20' })).toEqual([]);
  });

  it('count from the day they are known, the newest first', async () => {
    const { db } = await temporaryDatabase();
    await load(db, '1', [printed({ numerator: 8100, knownOn: '2021-01-01' })]);
    await load(db, '2', [printed()]);
    const on = async (dataDate: string) =>
      (await readPublishedAverages(db, { province: 'khanh-hoa', dataDate })).map(
        ({ value }) => value.numerator,
      );
    expect(await on('2020-12-31')).toEqual([8069n]);
    expect(await on('2021-01-01')).toEqual([8100n]);
  });

  it('that are staged are seen by nobody, and go with their import', async () => {
    const { db } = await temporaryDatabase();
    const importId = await stage(db, '1', [printed(), printed({ block: null })]);
    expect(await readPublishedAverages(db, { province: 'khanh-hoa', dataDate: '2026-01-01' })).toEqual([]);
    expect(await db.select().from(publishedAverages)).toHaveLength(2);
    await discardImport(db, importId);
    expect(await db.select().from(publishedAverages)).toEqual([]);
  });
});
