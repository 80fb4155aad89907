import { describe, expect, it } from 'vitest';
import type { Db } from '../../db/database.ts';
import { discardImport } from '../../db/imports.ts';
import { figureYears, readFigures } from '../../db/observations.ts';
import { EXEMPT, MISSING } from '../../engine/model/facts.ts';
import { ratio } from '../../engine/model/ratio.ts';
import { databaseWithUnits, FACTS, known, load, observation, stage } from './support.ts';

const LATE = 'hồ sơ trễ hạn';
const SATISFACTION = 'chỉ số hài lòng';

function read(
  db: Db,
  options: { year?: number; dataDate?: string; includeImport?: number; unitIds?: string[] } = {},
) {
  return readFigures(db, { subject: 'đơn vị', year: 2026, dataDate: '2026-11-20', facts: FACTS, ...options });
}

async function lateFigure(db: Db, options: Parameters<typeof read>[1] = {}) {
  return (await read(db, options)).get('a')?.figures.get(LATE);
}

describe('two clocks', () => {
  it('a later correction counts from the day it is known; before it the old value stands', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [observation({ state: known(50), knownOn: '2026-04-01' })]);
    await load(db, [observation({ state: known(45), knownOn: '2026-06-10' })]);
    expect((await lateFigure(db, { dataDate: '2026-06-09' }))?.state).toEqual(known(50));
    expect((await lateFigure(db, { dataDate: '2026-06-10' }))?.state).toEqual(known(45));
  });

  it('a figure is not known before its day', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [observation({ knownOn: '2026-04-01' })]);
    expect(await read(db, { dataDate: '2026-03-31' })).toEqual(new Map());
  });

  it('of two known on one day the one recorded later counts', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [observation({ state: known(50) })]);
    await load(db, [observation({ state: known(45) })]);
    expect((await lateFigure(db))?.state).toEqual(known(45));
  });

  it('an older report loaded afterwards does not replace a newer figure', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [observation({ state: known(45), knownOn: '2026-06-10' })]);
    await load(db, [observation({ state: known(50), knownOn: '2026-04-01' })]);
    expect((await lateFigure(db))?.state).toEqual(known(45));
  });
});

describe('from months to a year', () => {
  it('counts are added up and tell the month they run through', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [
      observation({ period: '2026-02', state: known(7) }),
      observation({ period: '2026-10', state: known(5), sourceRow: 9 }),
      observation({ period: '2026-01', state: known(30) }),
    ]);
    expect(await lateFigure(db)).toMatchObject({
      state: known(42),
      through: '2026-10',
      summed: true,
      source: { row: 9 },
      sources: [{ period: '2026-01' }, { period: '2026-02' }, { period: '2026-10' }],
    });
  });

  it('a corrected month enters the total once', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [
      observation({ period: '2026-01', state: known(30) }),
      observation({ period: '2026-02', state: known(7) }),
    ]);
    await load(db, [observation({ period: '2026-01', state: known(20), knownOn: '2026-05-01' })]);
    expect((await lateFigure(db))?.state).toEqual(known(27));
  });

  it('fractions are added exactly', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [
      observation({ period: '2026-01', state: known(1, 10) }),
      observation({ period: '2026-02', state: known(2, 10) }),
    ]);
    expect((await lateFigure(db))?.state).toEqual(known(3, 10));
  });

  it('of a fact that is not added up the latest month counts', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [
      observation({ fact: SATISFACTION, period: '2026-09', state: known(81, 100) }),
      observation({ fact: SATISFACTION, period: '2026-06', state: known(90, 100) }),
    ]);
    const figure = (await read(db)).get('a')?.figures.get(SATISFACTION);
    expect(figure).toMatchObject({ state: known(81, 100), through: '2026-09', summed: false });
  });

  it('a figure for the whole year wins over the months', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [observation({ period: '2026', state: known(100), knownOn: '2026-05-01' })]);
    await load(db, [observation({ period: '2026-06', state: known(8), knownOn: '2026-07-01' })]);
    expect(await lateFigure(db)).toMatchObject({ state: known(100), through: '2026', summed: false });
  });

  it('figures of other years stay out', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [
      observation({ period: '2025', state: known(1) }),
      observation({ period: '2025-12', state: known(2) }),
      observation({ period: '2027-01', state: known(4) }),
      observation({ period: '2026-12', state: known(8) }),
    ]);
    expect((await lateFigure(db))?.state).toEqual(known(8));
  });

  it('an exempt month adds nothing; a year of exempt months is exempt', async () => {
    const { db } = await databaseWithUnits('a', 'b');
    await load(db, [
      observation({ period: '2026-01', state: EXEMPT as { status: 'exempt' } }),
      observation({ period: '2026-02', state: known(7) }),
      observation({ unitId: 'b', period: '2026-01', state: { status: 'exempt' } }),
      observation({ unitId: 'b', period: '2026-02', state: { status: 'exempt' } }),
    ]);
    const figures = await read(db);
    expect(figures.get('a')?.facts.get(LATE)).toEqual(known(7));
    expect(figures.get('b')?.facts.get(LATE)).toEqual(EXEMPT);
  });

  it('a month known only as a bound leaves the total unknown', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [
      observation({ period: '2026-01', state: known(7) }),
      observation({
        period: '2026-02',
        state: { status: 'bounded', bound: { high: ratio(10) }, phrase: 'không quá 10' },
      }),
    ]);
    expect((await lateFigure(db))?.state).toEqual(MISSING);
  });
});

describe('what explanations need', () => {
  it('a bound keeps its interval, its words, who found it and the quotation', async () => {
    const { db } = await databaseWithUnits('a');
    const state = {
      status: 'bounded',
      bound: { high: ratio(10, 100), highOpen: true },
      phrase: 'dưới 10%',
    } as const;
    await load(db, [
      observation({ period: '2026', state, foundBy: 'Sở Nội vụ', quote: 'Không có …', sourceRow: 71 }),
    ]);
    expect(await lateFigure(db)).toMatchObject({
      state,
      source: { foundBy: 'Sở Nội vụ', quote: 'Không có …', row: 71 },
    });
  });

  it('one simulated month makes the year simulated, and the unit with it', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [observation({ period: '2026-01' })], true);
    await load(db, [
      observation({ period: '2026-02' }),
      observation({ fact: SATISFACTION, state: known(8, 10) }),
    ]);
    const figures = (await read(db)).get('a');
    expect(figures?.figures.get(LATE)?.simulated).toBe(true);
    expect(figures?.figures.get(SATISFACTION)?.simulated).toBe(false);
    expect(figures?.simulated).toBe(true);
  });

  it('a simulated month that was corrected by a measured one is no longer simulated', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [observation({ knownOn: '2026-04-01' })], true);
    await load(db, [observation({ knownOn: '2026-04-02' })]);
    expect((await read(db)).get('a')?.simulated).toBe(false);
  });
});

describe('what is read', () => {
  it('many units in one answer, or only those asked for', async () => {
    const { db } = await databaseWithUnits('a', 'b', 'c');
    await load(
      db,
      ['a', 'b', 'c'].map((unitId, index) => observation({ unitId, state: known(index) })),
    );
    expect([...(await read(db)).keys()].sort()).toEqual(['a', 'b', 'c']);
    const some = await read(db, { unitIds: ['c', 'a', 'unknown'] });
    expect([...some.keys()].sort()).toEqual(['a', 'c']);
    expect(some.get('c')?.facts).toEqual(new Map([[LATE, known(2)]]));
  });

  it('facts of other subjects and facts that the rules do not know stay out', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [
      observation({ subject: 'cá nhân' }),
      observation({ fact: 'số cuộc họp' }),
      observation({ fact: SATISFACTION, state: known(8, 10) }),
    ]);
    expect([...((await read(db)).get('a')?.facts.keys() ?? [])]).toEqual([SATISFACTION]);
  });

  it('staged rows count for whoever names their import, and for nobody else', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [observation({ state: known(50) })]);
    const importId = await stage(db, [observation({ state: known(45), knownOn: '2026-05-01' })]);
    expect((await lateFigure(db))?.state).toEqual(known(50));
    expect((await lateFigure(db, { includeImport: importId }))?.state).toEqual(known(45));
    await discardImport(db, importId);
    expect((await lateFigure(db, { includeImport: importId }))?.state).toEqual(known(50));
  });

  it('the years with figures, latest first, as far as they are known', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [
      observation({ period: '2018', knownOn: '2019-03-28' }),
      observation({ period: '2026-03' }),
      observation({ period: '2026-04' }),
      observation({ period: '2019', knownOn: '2020-02-21' }),
    ]);
    await stage(db, [observation({ period: '2024' })]);
    expect(await figureYears(db, 'a', '2026-11-20')).toEqual([2026, 2019, 2018]);
    expect(await figureYears(db, 'a', '2020-02-20')).toEqual([2018]);
  });
});
