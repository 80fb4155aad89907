import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dossierFigures } from '../../../db/dossiers/figures.ts';
import { officerCounts } from '../../../db/dossiers/officers.ts';
import { DOSSIER_FACTS } from '../../../engine/model/dossier.ts';
import type { FactState } from '../../../engine/model/facts.ts';
import { databaseWithUnits } from '../support.ts';
import { civil, DAYS, exported, life, loadExport, naive, UNITS } from './lives.ts';

const RUNS = Number(process.env['KYCUONG_RUNS'] ?? 1) * 25;

const query = fc.record({
  year: fc.constantFrom(2025, 2026),
  dataDate: fc.nat(DAYS + 40).map(civil),
  late: fc.record({
    clock: fc.constantFrom('first' as const, 'promised' as const),
    by: fc.constantFrom('return' as const, 'due' as const),
  }),
});

function numberOf(state: FactState | undefined): number {
  return state?.status === 'known' ? Number(state.value.numerator) : Number.NaN;
}

describe('figures counted from dossiers', () => {
  it('are those of a count dossier by dossier, whatever was loaded when and whichever day is asked for', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(life, { minLength: 1, maxLength: 10 }),
        fc.array(exported, { minLength: 1, maxLength: 4 }),
        fc.array(query, { minLength: 4, maxLength: 8 }),
        async (lives, unordered, queries) => {
          const exports = unordered.toSorted((a, b) => a.asOf + a.delay - (b.asOf + b.delay));
          const { db } = await databaseWithUnits(...UNITS);
          for (const [number, each] of exports.entries()) await loadExport(db, lives, each, number);
          for (const each of queries) {
            const figures = await dossierFigures(db, each);
            for (const unitId of UNITS) {
              const counted = figures.get(unitId);
              const expected = naive(lives, exports, unitId, each);
              const sums = Object.fromEntries(
                Object.entries(DOSSIER_FACTS).map(([key, name]) => [
                  key,
                  (counted?.get(name) ?? []).reduce((sum, { state }) => sum + numberOf(state), 0),
                ]),
              );
              const found = counted === undefined ? undefined : sums;
              expect({ unitId, ...each, counts: found }).toEqual({ unitId, ...each, counts: expected });
              // Every dossier has an officer, and all officers together have all dossiers.
              const officers = [...(await officerCounts(db, { unitId, ...each })).values()];
              const together = Object.fromEntries(
                Object.entries(DOSSIER_FACTS).map(([key, name]) => [
                  key,
                  officers.reduce((sum, { facts }) => sum + numberOf(facts.get(name)), 0),
                ]),
              );
              const nobody = Object.fromEntries(Object.keys(DOSSIER_FACTS).map((key) => [key, 0]));
              expect({ unitId, ...each, counts: together }).toEqual({
                unitId,
                ...each,
                counts: expected ?? nobody,
              });
            }
          }
        },
      ),
      { numRuns: RUNS, interruptAfterTimeLimit: 60_000 },
    );
  }, 120_000);
});
