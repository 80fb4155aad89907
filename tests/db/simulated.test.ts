import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { simulatedYears, simulateYear } from '../../db/simulated.ts';
import { NOW } from './support.ts';

const UNITS_TABLE = readFileSync(path.join(import.meta.dirname, '../../data/khanh-hoa/units.csv'));
const UNITS = parse<Record<string, string>>(UNITS_TABLE, { columns: true }).map((row) => ({
  id: row['unit_id'] ?? '',
  block: row['block'] ?? '',
}));

interface YearToDate {
  readonly received: number;
  readonly resolved: number;
  readonly late: number;
  /** In per cent. */
  readonly rate: number;
  /** In hundredths of a per cent. */
  readonly satisfaction: number | undefined;
}

/** The latest of the years that are simulated at a moment. */
function simulateLast(now: Date, seed: number): ReturnType<typeof simulateYear> {
  const year = simulatedYears(now).at(-1);
  if (year === undefined) throw new Error('some year is always simulated');
  return simulateYear(UNITS, year, seed);
}

function yearToDate(now: Date, seed: number): YearToDate[] {
  const { rows } = simulateLast(now, seed);
  return UNITS.map(({ id }) => {
    const values = (fact: string) =>
      rows.flatMap(({ unitId, fact: name, state }) =>
        unitId === id && name === fact && state.status === 'known' ? [Number(state.value.numerator)] : [],
      );
    const total = (fact: string) => values(fact).reduce((sum, value) => sum + value, 0);
    const [received, resolved, late] = ['hồ sơ tiếp nhận', 'hồ sơ đã giải quyết', 'hồ sơ trễ hạn'].map(total);
    if (received === undefined || resolved === undefined || late === undefined) throw new Error('no totals');
    return {
      received,
      resolved,
      late,
      rate: (100 * late) / resolved,
      satisfaction: values('chỉ số hài lòng')[0],
    };
  });
}

function between(units: readonly YearToDate[], low: number, high: number): number {
  return units.filter(({ rate }) => rate >= low && rate < high).length;
}

const seeds = fc.integer({ min: 1, max: 10_000 });
const months = fc.integer({ min: 4, max: 12 });

describe('simulated figures', () => {
  it('are the same for the same seed and date, and others for another seed', () => {
    expect(simulateLast(NOW, 1)).toEqual(simulateLast(NOW, 1));
    expect(simulateLast(NOW, 2).rows).not.toEqual(simulateLast(NOW, 1).rows);
  });

  it('keep the months already generated as the year goes on', () => {
    const dossiers = (now: string) =>
      simulateLast(new Date(now), 1).rows.filter(
        ({ fact, period }) => fact !== 'chỉ số hài lòng' && period <= '2026-04',
      );
    expect(dossiers('2026-05-10T00:00:00Z')).toHaveLength(44 * 3 * 4);
    expect(dossiers('2026-12-10T00:00:00Z')).toEqual(dossiers('2026-05-10T00:00:00Z'));
  });

  it('spread the late rates over all sides of the thresholds, whatever the seed and the month', () => {
    fc.assert(
      fc.property(seeds, months, (seed, month) => {
        const units = yearToDate(new Date(Date.UTC(2026, month - 1, 15)), seed);
        expect(between(units, 10, 20)).toBe(1);
        expect(between(units, 5, 8)).toBe(3);
        expect(between(units, 4, 5)).toBe(5);
        expect(between(units, 0, 3)).toBeGreaterThanOrEqual(32);
      }),
      { numRuns: 50 },
    );
  });

  it('leave some units without a survey, two under 80%, one exactly there, the others at 82–92%', () => {
    fc.assert(
      fc.property(seeds, months, (seed, month) => {
        const shares = yearToDate(new Date(Date.UTC(2026, month - 1, 15)), seed).map(
          (unit) => unit.satisfaction,
        );
        expect(shares.filter((share) => share === undefined)).toHaveLength(5);
        expect(shares.filter((share) => share === 8000)).toHaveLength(1);
        expect(shares.filter((share) => share !== undefined && share < 8000)).toHaveLength(2);
        expect(shares.filter((share) => share !== undefined && share >= 8200 && share <= 9200)).toHaveLength(
          36,
        );
      }),
      { numRuns: 50 },
    );
  });

  it('never have more late than resolved, nor more resolved than received', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        for (const { received, resolved, late } of yearToDate(NOW, seed)) {
          expect(late).toBeLessThanOrEqual(resolved);
          expect(resolved).toBeLessThanOrEqual(received);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('have volumes of the right size: Nha Trang 58.000 a year, a college some hundreds', () => {
    const units = yearToDate(NOW, 1);
    const received = (id: string) => units[UNITS.findIndex((unit) => unit.id === id)]?.received ?? 0;
    expect(received('kh-tp-nha-trang') / 10).toBeGreaterThan((58_000 / 12) * 0.85);
    expect(received('kh-tp-nha-trang') / 10).toBeLessThan((58_000 / 12) * 1.15);
    expect(received('kh-cd-y-te')).toBeGreaterThan(100);
    expect(received('kh-cd-y-te')).toBeLessThan(700);
  });

  it('are known from the first day of the next month, and none lies ahead', () => {
    const { rows } = simulateLast(new Date('2026-10-31T17:00:00Z'), 1);
    const days = new Map(rows.map(({ period, knownOn }) => [period, knownOn]));
    expect(days.size).toBe(10);
    expect(days.get('2026-01')).toBe('2026-02-01');
    expect(days.get('2026-10')).toBe('2026-11-01');
  });

  it('end with the month before the one that it is in Vietnam', () => {
    const last = (now: string) =>
      simulateLast(new Date(now), 1)
        .rows.map(({ period }) => period)
        .sort()
        .at(-1);
    expect(last('2026-10-31T16:59:59Z')).toBe('2026-09');
    expect(last('2026-10-31T17:00:00Z')).toBe('2026-10');
    expect(last('2026-12-31T16:59:59Z')).toBe('2026-11');
    expect(last('2026-12-31T17:00:00Z')).toBe('2026-12');
  });

  it('are those of the year before too until this year has a survey', () => {
    expect(simulatedYears(new Date('2027-01-05T00:00:00Z'))).toEqual([{ year: 2026, months: 12 }]);
    expect(simulatedYears(new Date('2027-03-05T00:00:00Z'))).toEqual([
      { year: 2026, months: 12 },
      { year: 2027, months: 2 },
    ]);
    expect(simulatedYears(new Date('2027-04-05T00:00:00Z'))).toEqual([{ year: 2027, months: 3 }]);
  });

  it('survey the last quarter that has ended', () => {
    const surveys = (now: string) => [
      ...new Set(
        simulateLast(new Date(now), 1)
          .rows.filter(({ fact }) => fact === 'chỉ số hài lòng')
          .map(({ period }) => period),
      ),
    ];
    expect(surveys('2026-03-20T00:00:00Z')).toEqual([]);
    expect(surveys('2026-04-02T00:00:00Z')).toEqual(['2026-03']);
    expect(surveys('2026-11-20T00:00:00Z')).toEqual(['2026-09']);
  });
});
