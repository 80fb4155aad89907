/**
 * Labelled synthetic figures for the current year: dossiers by month and one satisfaction survey, spread so
 * that thresholds are seen at work. Pure: the same units, seed and date give the same figures, and a month
 * once generated keeps its figures as the year goes on.
 */
import { civilDate, yearOf } from '../engine/model/dates.ts';
import { ratio } from '../engine/model/ratio.ts';
import type { NewObservation } from './imports.ts';
import { random, shuffle } from './random.ts';
import { VOLUMES as USUAL_VOLUMES } from './simulate/kinds.ts';
import { between, type Range } from './simulate/range.ts';

export interface SimulatedUnit {
  readonly id: string;
  readonly block: string;
}

export interface Simulation {
  /** Names the source to people, and says that it is simulated. */
  readonly name: string;
  /** Empty while no month of the year has ended. */
  readonly rows: readonly NewObservation[];
}

/** Dossiers a year, by block. */
const VOLUMES: Readonly<Record<string, Range>> = USUAL_VOLUMES;
const USUAL_VOLUME: Range = { low: 1000, high: 5000 };
/** Units unlike the others of their block. Nha Trang received 58.053 dossiers in 2018 (2286/BC-UBND). */
const VOLUMES_OF_UNITS: Readonly<Record<string, number>> = {
  'kh-tp-nha-trang': 58_000,
  'kh-thanh-tra': 500,
  'kh-ban-dan-toc': 300,
  'kh-vp-ubnd': 600,
  'kh-so-ngoai-vu': 700,
  'kh-nhnn': 400,
};

interface Share<T> {
  readonly units: number;
  readonly each: T;
}

/** Late rates (1 is all) out of the ordinary, and how many units have each; the others are ordinary. */
const LATE_RATES: readonly Share<Range>[] = [
  { units: 1, each: { low: 0.105, high: 0.13 } },
  { units: 3, each: { low: 0.053, high: 0.077 } },
  { units: 5, each: { low: 0.043, high: 0.047 } },
];
const ORDINARY_LATE_RATE: Range = { low: 0.002, high: 0.027 };
/** With fewer dossiers a year, a single one moves the rate of a month across a threshold. */
const LARGE = 3000;

/** Satisfaction in hundredths of a per cent, likewise; null is a unit without a survey. */
const SATISFACTION: readonly Share<Range | null>[] = [
  { units: 1, each: { low: 8000, high: 8000 } },
  { units: 2, each: { low: 7400, high: 7950 } },
  { units: 5, each: null },
];
const ORDINARY_SATISFACTION: Range = { low: 8200, high: 9200 };

/** Surveys are quarterly. */
const MONTHS_TO_FIRST_SURVEY = 3;

/** One unit's year as it was drawn. */
interface Plan {
  readonly unitId: string;
  /** Begins every seed of this unit's draws. */
  readonly seed: string;
  readonly volume: number;
  readonly lateRate: number;
  readonly satisfaction: number | null;
}

type Row = Omit<NewObservation, 'sourceRow'>;

/**
 * The years to simulate, each with how many months: the months of `now`'s year that have ended (Vietnam time) and, until
 * the first survey of that year, the whole year before, so that there is always something to see.
 */
export function simulatedYears(now: Date): readonly { readonly year: number; readonly months: number }[] {
  const today = civilDate(now);
  const year = yearOf(today);
  const months = Number(today.slice(5, 7)) - 1;
  const running = months === 0 ? [] : [{ year, months }];
  return months < MONTHS_TO_FIRST_SURVEY ? [{ year: year - 1, months: 12 }, ...running] : running;
}

/** Figures for the first so many months of a year. `seed` is any integer. */
export function simulateYear(
  units: readonly SimulatedUnit[],
  { year, months }: { readonly year: number; readonly months: number },
  seed: number,
): Simulation {
  const rows = planUnits(units, `${seed} ${year}`).flatMap((plan, index) =>
    [...dossierRows(plan, year, months), ...surveyRows(plan, year, months)].map((row) => ({
      ...row,
      sourceRow: rowInTable(row.period, index, units.length),
    })),
  );
  return { name: `Số liệu mô phỏng năm ${year} (hạt giống ${seed})`, rows };
}

/** Where the unit's month would stand in a table of all units, month under month; the same in every month. */
function rowInTable(period: string, index: number, units: number): number {
  return (Number(period.slice(5)) - 1) * units + index + 1;
}

function planUnits(units: readonly SimulatedUnit[], seed: string): Plan[] {
  const drawn = units.map((unit) => ({ id: unit.id, volume: drawVolume(unit, seed) }));
  const large = drawn.filter(({ volume }) => volume >= LARGE);
  const lateRates = deal(shuffle(large, random(`${seed} late`)), LATE_RATES);
  const satisfaction = deal(shuffle(drawn, random(`${seed} satisfaction`)), SATISFACTION);
  return drawn.map(({ id, volume }) => {
    const next = random(`${seed} ${id} rates`);
    const share = satisfaction.has(id) ? satisfaction.get(id) : ORDINARY_SATISFACTION;
    return {
      unitId: id,
      seed: `${seed} ${id}`,
      volume,
      lateRate: between(lateRates.get(id) ?? ORDINARY_LATE_RATE, next),
      satisfaction: share ? Math.round(between(share, next)) : null,
    };
  });
}

function drawVolume({ id, block }: SimulatedUnit, seed: string): number {
  return (
    VOLUMES_OF_UNITS[id] ??
    Math.round(between(VOLUMES[block] ?? USUAL_VOLUME, random(`${seed} ${id} volume`)))
  );
}

/** Gives each share to as many units as it is for, from the first on. */
function deal<T>(units: readonly { readonly id: string }[], shares: readonly Share<T>[]): Map<string, T> {
  const hand = shares.flatMap(({ units: count, each }) => Array.from({ length: count }, () => each));
  return new Map(
    hand.flatMap((each, index) => (units[index] === undefined ? [] : [[units[index].id, each]])),
  );
}

function dossierRows(plan: Plan, year: number, months: number): Row[] {
  const next = random(`${plan.seed} dossiers`);
  const rows: Row[] = [];
  // Rounding the running totals, not the months, keeps the rate of the year where it was drawn.
  let before = { received: 0, resolved: 0, late: 0 };
  for (let month = 1; month <= months; month += 1) {
    const received =
      before.received + Math.round((plan.volume / 12) * between({ low: 0.85, high: 1.15 }, next));
    const resolved = Math.max(
      before.resolved,
      Math.round(received * between({ low: 0.96, high: 0.99 }, next)),
    );
    const late = Math.max(
      before.late,
      Math.round(resolved * plan.lateRate * between({ low: 0.98, high: 1.02 }, next)),
    );
    rows.push(
      countRow(plan, year, month, 'hồ sơ tiếp nhận', received - before.received),
      countRow(plan, year, month, 'hồ sơ đã giải quyết', resolved - before.resolved),
      countRow(plan, year, month, 'hồ sơ trễ hạn', late - before.late),
    );
    before = { received, resolved, late };
  }
  return rows;
}

/** The survey of the last quarter that has ended. */
function surveyRows({ unitId, satisfaction }: Plan, year: number, months: number): Row[] {
  const month = months - (months % 3);
  if (satisfaction === null || month === 0) return [];
  const state = { status: 'known', value: ratio(satisfaction, 10_000) } as const;
  return [{ unitId, fact: 'chỉ số hài lòng', state, ...monthOf(year, month) }];
}

function countRow({ unitId }: Plan, year: number, month: number, fact: string, count: number): Row {
  return { unitId, fact, state: { status: 'known', value: ratio(count) }, ...monthOf(year, month) };
}

/** Known from the first day of the next month; December ends with the year and is never asked for. */
function monthOf(year: number, month: number): { period: string; knownOn: string } {
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  return { period: `${year}-${twoDigits(month)}`, knownOn: `${year}-${twoDigits(month + 1)}-01` };
}
