/** How many dossiers every unit receives in each month of a year, and how likely they are late. */
import { random } from '../random.ts';
import { NHA_TRANG } from './kinds.ts';
import { allot, below, between, type Range } from './range.ts';
import type { SimulatedUnit, World } from './world.ts';

/** One unit's year; the lists have an entry a month. */
export interface UnitYear {
  readonly unit: SimulatedUnit;
  readonly received: readonly number[];
  /** The chance of an officer of average diligence to be late; 1 is always. */
  readonly lateChance: readonly number[];
}

const MONTHS = 12;
/** Dossiers of a month against the average month: little at Tết, much at mid-year and at the end of the year. */
const SEASON = [0.95, 0.6, 1.05, 1, 1, 1.2, 1.15, 1, 0.95, 1, 1.05, 1.2] as const;
const NOISE: Range = { low: 0.85, high: 1.15 };

/** Bad months of one unit in a year, at most, and how much later it is in them. */
const MOST_BAD_MONTHS = 2;
const BAD_MONTH: Range = { low: 3, high: 6 };
/** The month in which everybody has trouble, as with new software: how much later all are. */
const BAD_FOR_ALL = 2;

/** The share of units whose diligence drifts, the months from its best to its worst, and how much later they get. */
const DRIFTING = 0.15;
const DRIFT_MONTHS: Range = { low: 9, high: 20 };
const DRIFT: Range = { low: 3, high: 6 };

/** Not even a bad officer of a bad unit in a bad month is late more often. */
const MOST_LATE = 0.9;

/** Plans a year. Over all units, dossiers are as late as Nha Trang's of 2018: 611 of 56.863. */
export function planYear(world: World, year: number): UnitYear[] {
  const badForAll = below(MONTHS, random(`${world.seed} ${year} bad month`));
  const drawn = world.units.map((unit) => {
    const next = random(`${world.seed} ${unit.index} ${year} months`);
    const received = allot(
      unit.volume,
      SEASON.map((season) => season * between(NOISE, next)),
    );
    const bad = badMonths(next);
    const lateness = SEASON.map(
      (_, month) =>
        unit.lateness *
        drift(world.seed, unit.index, year * MONTHS + month) *
        (bad.get(month) ?? 1) *
        (month === badForAll ? BAD_FOR_ALL : 1),
    );
    return { unit, received, lateness };
  });
  const weighed = drawn.flatMap(({ received, lateness }) =>
    received.map((count, month) => count * (lateness[month] ?? 0)),
  );
  const average = weighed.reduce((sum, weight) => sum + weight, 0) / world.dossiers;
  const scale = NHA_TRANG.late / NHA_TRANG.resolved / average;
  return drawn.map(({ unit, received, lateness }) => ({
    unit,
    received,
    lateChance: lateness.map((each) => Math.min(MOST_LATE, scale * each)),
  }));
}

/** The chance of one officer. */
export function chanceOf(lateChance: number, lateness: number): number {
  return Math.min(MOST_LATE, lateChance * lateness);
}

function badMonths(next: () => number): Map<number, number> {
  const count = below(MOST_BAD_MONTHS + 1, next);
  return new Map(Array.from({ length: count }, () => [below(MONTHS, next), between(BAD_MONTH, next)]));
}

/** Up and down over the years, in a straight line each way; 1 at its best. */
function drift(seed: number, unit: number, month: number): number {
  const next = random(`${seed} ${unit} drift`);
  if (next() >= DRIFTING) return 1;
  const length = Math.round(between(DRIFT_MONTHS, next));
  const worst = between(DRIFT, next);
  const place = (month + below(2 * length, next)) % (2 * length);
  const height = (place < length ? place : 2 * length - place) / length;
  return 1 + (worst - 1) * height;
}
