/**
 * The projection against offices that are simulated dossier by dossier (bench/outlook) and share nothing with it. Its
 * constants were set on other seeds (1000 + 7919·office + 104729·regime) than those tried here. A long run takes more offices and prints
 * the table: KYCUONG_OFFICES=300 npx vitest run tests/engine/outlook/coverage.test.ts; npx kycuong bench outlook does too.
 */
import { describe, expect, it } from 'vitest';
import { backtest, coverageOf } from '../../../bench/outlook/backtest.ts';
import { REGIMES } from '../../../bench/outlook/regimes.ts';
import { addDays } from '../../../engine/model/dates.ts';
import type { LateRate } from '../../../engine/model/outlook.ts';
import { figuresUntil } from '../../../engine/outlook/history.ts';
import { projectRuleSet } from '../language/sources.ts';

const { KYCUONG_OFFICES: many, KYCUONG_SEED: seed = '20261120' } = process.env;
const offices = Number(many ?? 40);
const { calendar } = projectRuleSet();
const LAST = '2025-10-31';

describe(`the projection for ${offices} offices of each regime at four dates, from seed ${seed}`, () => {
  const tried = backtest({ calendar, offices, seed: Number(seed) });
  const all = coverageOf(tried);

  it('holds the end of the year in its 80% interval 75 to 85 times of 100, over all', () => {
    if (many !== undefined)
      console.table(
        Object.fromEntries(
          [...REGIMES, undefined].map((regime) => [
            regime ?? 'tất cả',
            coverageOf(tried.filter((each) => regime === undefined || each.regime === regime)),
          ]),
        ),
      );
    expect(all.unknown).toBe(0);
    expect(all.covered).toBeGreaterThanOrEqual(0.75);
    expect(all.covered).toBeLessThanOrEqual(0.85);
  });

  it('holds it more often than the rate so far with its binomial error, which is too sure of itself', () => {
    expect(all.naiveCovered).toBeLessThan(all.covered - 0.05);
    expect(all.naiveWidth).toBeLessThan(all.width);
  });

  it.each(REGIMES)('is of use under %s: no interval as wide as a guess', (regime) => {
    const one = coverageOf(tried.filter((each) => each.regime === regime));
    expect(one.tried).toBe(offices * 4);
    // Before a break nobody can know of it.
    expect(one.covered).toBeGreaterThan(regime === 'đột biến trễ hạn' ? 0.35 : 0.6);
    expect(one.width).toBeLessThan(3 * one.naiveWidth);
  });

  it.each<LateRate>([
    { numerator: 'late and overdue', denominator: 'resolved and overdue' },
    { numerator: 'late', denominator: 'received' },
    { numerator: 'late and overdue', denominator: 'resolved' },
  ])('keeps its promise for $numerator over $denominator', (rate) => {
    const { covered } = coverageOf(backtest({ calendar, offices, seed: Number(seed), rate }));
    expect(covered).toBeGreaterThanOrEqual(0.75);
    expect(covered).toBeLessThanOrEqual(0.85);
  });

  it('is tried on land offices like Nha Trang in 2018: the largest with about its 58.053 dossiers, 1,07% late in the middle', () => {
    const land = tried.filter(({ regime, input }) => regime.includes('Nha Trang') && input.dataDate === LAST);
    const late = land.map(({ truth }) => truth).toSorted((a, b) => a - b);
    expect(Math.abs((late[Math.floor(late.length / 2)] ?? 0) - 611 / 56_863)).toBeLessThan(0.002);
    const received = land.map(({ input }) => input.flow.reduce((sum, counts) => sum + counts.received, 0));
    expect(Math.max(...received)).toBeGreaterThan(45_000);
    expect(Math.max(...received)).toBeLessThan(75_000);
  });

  it('is tried on ledgers that lack their last weeks', () => {
    const behind = tried.filter(({ regime }) => regime === 'số liệu cập nhật chậm');
    const days = behind.filter(({ input }) => figuresUntil(input) < addDays(input.dataDate, -7));
    expect(days.length).toBeGreaterThan(behind.length / 2);
  });

  it('is the same each time', () => {
    const once = backtest({ calendar, offices: 2, seed: 7 });
    expect(backtest({ calendar, offices: 2, seed: 7 })).toEqual(once);
  });
});
