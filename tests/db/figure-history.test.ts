import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { figureHistory } from '../../db/figure-history.ts';
import { readFigures } from '../../db/observations.ts';
import { databaseWithUnits, FACTS, known, load, observation, stage } from './support.ts';

const FACT = { unitId: 'a', fact: 'hồ sơ trễ hạn' };

describe('the history of a figure', () => {
  it('tells every version with file, row, loader and moment, and what replaced it', async () => {
    const { db } = await databaseWithUnits('a', 'b');
    await load(db, [observation({ state: known(50), sourceRow: 4 }), observation({ unitId: 'b' })]);
    await load(db, [observation({ state: known(40), knownOn: '2026-05-01', reference: 'BC 12' })]);
    await load(db, [observation({ period: '2026-04', state: known(7) })]);
    await stage(db, [observation({ state: known(99) })]);
    const versions = await figureHistory(db, FACT);
    expect(versions).toMatchObject([
      { period: '2026-03', row: 4, loadedBy: 'kiểm thử', knownOn: '2026-04-01', reference: null },
      { period: '2026-03', reference: 'BC 12', knownOn: '2026-05-01', replacedBy: undefined },
      { period: '2026-04', replacedBy: undefined },
    ]);
    expect(versions[0]?.replacedBy).toBe(versions[1]?.id);
    expect(await figureHistory(db, { ...FACT, period: '2026-04' })).toHaveLength(1);
  });

  it('ends with the version that counts, in whatever order they became known', async () => {
    const day = fc.integer({ min: 1, max: 28 }).map((of) => `2026-05-${String(of).padStart(2, '0')}`);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(day, fc.nat(999)), { minLength: 1, maxLength: 6 }), async (said) => {
        const { db } = await databaseWithUnits('a');
        for (const [knownOn, late] of said) await load(db, [observation({ state: known(late), knownOn })]);
        const versions = await figureHistory(db, FACT);
        const query = { subject: 'đơn vị', year: 2026, dataDate: '2026-12-31', facts: FACTS } as const;
        const counting = (await readFigures(db, query)).get('a')?.facts.get(FACT.fact);
        expect(versions).toHaveLength(said.length);
        expect(versions.filter(({ replacedBy }) => replacedBy === undefined)).toEqual([
          expect.objectContaining({ state: counting }),
        ]);
      }),
      { numRuns: 15 },
    );
  });
});
