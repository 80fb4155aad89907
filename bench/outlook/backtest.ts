/** The projection tried on offices that it knows nothing of, against the rate so far with its binomial error. */
import type { CivilDate } from '../../engine/model/dates.ts';
import type { Answer, LateRate, OutlookInput, Projection, Share } from '../../engine/model/outlook.ts';
import type { WorkingCalendar } from '../../engine/model/working-days.ts';
import { project } from '../../engine/outlook/projection.ts';
import { Chance } from './chance.ts';
import { cameTo, heldOn } from './ledger.ts';
import { runOffice, workingDays } from './office.ts';
import { conditionsOf, REGIMES, type Regime } from './regimes.ts';

/** The two years that the offices live through, and the days on which the year's end is foretold. */
const FROM = '2024-01-01';
const TO = '2025-12-31';
const DATA_DATES = ['2025-03-31', '2025-06-30', '2025-08-31', '2025-10-31'];
/** Returned late over returned, as Nha Trang counts. */
export const LATE_OF_RESOLVED: LateRate = { numerator: 'late', denominator: 'resolved' };
/** 80% of the bell curve lie within so many deviations. */
const SCORE = 1.2815515655446004;

export interface Tried {
  readonly regime: Regime;
  readonly input: OutlookInput;
  readonly projection: Answer<Projection>;
  readonly naive: { readonly low: number; readonly high: number };
  /** From 0 to 1, as all that follow. */
  readonly truth: number;
}

export interface Trial {
  readonly calendar: WorkingCalendar;
  /** Of every regime. */
  readonly offices: number;
  /** A whole number; another gives other offices. */
  readonly seed: number;
  readonly rate?: LateRate;
}

export function backtest({ calendar, offices, seed, rate = LATE_OF_RESOLVED }: Trial): Tried[] {
  const days = workingDays(calendar, FROM, TO);
  return REGIMES.flatMap((regime, index) =>
    Array.from({ length: offices }, (_, office) => {
      const chance = new Chance(Math.imul(seed, 1_000_003) + index * 100_003 + office);
      return foretold(regime, days, chance, rate);
    }).flat(),
  );
}

function foretold(regime: Regime, days: readonly CivilDate[], chance: Chance, rate: LateRate): Tried[] {
  const dossiers = runOffice(days.length, conditionsOf(regime, days, chance), chance);
  const truth = cameTo(dossiers, days, rate);
  return DATA_DATES.map((date) => {
    const input = heldOn(dossiers, days, date, rate);
    return { regime, input, projection: project(input), naive: naiveInterval(input), truth };
  });
}

function naiveInterval({ flow }: OutlookInput): Tried['naive'] {
  const resolved = flow.reduce((sum, counts) => sum + counts.resolved, 0);
  const rate = flow.reduce((sum, counts) => sum + counts.late, 0) / resolved;
  const error = SCORE * Math.sqrt((rate * (1 - rate)) / resolved);
  return { low: rate - error, high: rate + error };
}

/** Shares from 0 to 1, and mean widths of the intervals in percentage points. */
export interface Coverage {
  readonly tried: number;
  readonly unknown: number;
  readonly covered: number;
  readonly width: number;
  readonly naiveCovered: number;
  readonly naiveWidth: number;
}

export function coverageOf(trials: readonly Tried[]): Coverage {
  const known = trials.flatMap(({ projection, naive, truth }) =>
    projection.known ? [{ ends: endsOf(projection.value), naive, truth }] : [],
  );
  const mean = (value: (each: (typeof known)[number]) => number): number =>
    known.reduce((sum, each) => sum + value(each), 0) / known.length;
  const isIn = ({ low, high }: Tried['naive'], truth: number): number =>
    truth >= low && truth <= high ? 1 : 0;
  return {
    tried: trials.length,
    unknown: trials.length - known.length,
    covered: mean(({ ends, truth }) => isIn(ends, truth)),
    width: mean(({ ends }) => (ends.high - ends.low) * 100),
    naiveCovered: mean(({ naive, truth }) => isIn(naive, truth)),
    naiveWidth: mean(({ naive }) => (naive.high - naive.low) * 100),
  };
}

function endsOf({ low, high }: Projection): Tried['naive'] {
  return { low: rateOf(low), high: rateOf(high) };
}

function rateOf({ numerator, denominator }: Share): number {
  return Number(numerator) / Number(denominator);
}
