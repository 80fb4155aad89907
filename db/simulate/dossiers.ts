/**
 * Synthetic dossiers of a year as they are seen at the end of a day. Streamed: only the plan of the year is held.
 * A dossier of one day is the same in every later view, but for what has happened to it since.
 */
import { type CivilDate, civilDay, dayNumber } from '../../engine/model/dates.ts';
import { random } from '../random.ts';
import { type Calendar, DAY, officeMinute, WORK } from './calendar.ts';
import { drawLife, type Ending, type Life, type Waiting } from './life.ts';
import { below } from './range.ts';
import type { SimulatedUnit, World } from './world.ts';
import { chanceOf, planYear, type UnitYear } from './year.ts';

export const SIMULATED_CHANNELS = ['Trực tiếp', 'Trực tuyến', 'Bưu chính công ích'] as const;
/** 44,96% came online (2286/BC-UBND). */
const ONLINE = 0.45;
const BY_POST = 0.05;

/** Instants are minutes from 1970 by the clock of Vietnam. */
export interface SimulatedDossier {
  readonly code: string;
  readonly unit: SimulatedUnit;
  readonly procedure: string;
  readonly officer: string;
  readonly received: number;
  readonly due: number;
  readonly returned: number | undefined;
  readonly state: Ending | Waiting | 'Đang xử lý';
  /** The new date, which comes with a letter of apology. */
  readonly rescheduled: number | undefined;
  readonly channel: (typeof SIMULATED_CHANNELS)[number];
}

/** The dossiers received in a year up to the end of a day, month by month and unit by unit. */
export function* dossiersOf(
  world: World,
  calendar: Calendar,
  year: number,
  asOf: CivilDate,
): Generator<SimulatedDossier> {
  const until = (dayNumber(asOf) + 1) * DAY;
  const plan = planYear(world, year);
  for (let month = 1; month <= 12; month += 1) {
    const { from } = calendar.placesOf(year, month);
    if (calendar.startOf(from) >= until) return;
    for (const unitYear of plan) yield* monthOf(unitYear, calendar, { seed: world.seed, year, month, until });
  }
}

interface Month {
  readonly seed: number;
  readonly year: number;
  readonly month: number;
  /** The first instant that is not seen. */
  readonly until: number;
}

function* monthOf(
  { unit, received, lateChance }: UnitYear,
  calendar: Calendar,
  { seed, year, month, until }: Month,
): Generator<SimulatedDossier> {
  const next = random(`${seed} ${unit.index} ${year} ${month} dossiers`);
  const chance = lateChance[month - 1] ?? 0;
  const places = calendar.placesOf(year, month);
  const counts = spread(received[month - 1] ?? 0, places.before - places.from, next);
  for (const [offset, count] of counts.entries()) {
    const place = places.from + offset;
    const start = calendar.startOf(place);
    if (start >= until) return;
    const prefix = codePrefix(unit, start);
    for (let number = 1; number <= count; number += 1) {
      const worked = Math.floor(((number - next()) / count) * WORK);
      const officer = pick(unit.officers, next);
      const procedure = pick(unit.kind.procedures, next);
      const lateness = chanceOf(chance, officer.lateness);
      const life = drawLife({ place, worked, procedure, lateChance: lateness }, calendar, next);
      yield {
        code: `${prefix}${String(number).padStart(4, '0')}`,
        unit,
        procedure: procedure.name,
        officer: officer.name,
        received: start + officeMinute(worked),
        due: life.due,
        channel: channelOf(next()),
        ...seen(life, until),
      };
    }
  }
}

/** How many fall on each of the days. */
function spread(count: number, days: number, next: () => number): number[] {
  const counts = Array.from({ length: days }, () => 0);
  for (let left = count; left > 0; left -= 1) {
    const day = below(days, next);
    counts[day] = (counts[day] ?? 0) + 1;
  }
  return counts;
}

/** "000.11.22.H32-261103-": H32 is Khánh Hòa. */
function codePrefix({ index }: SimulatedUnit, start: number): string {
  const [group, member] = [Math.floor(index / 100), index % 100].map((part) => String(part).padStart(2, '0'));
  return `000.${group}.${member}.H32-${civilDay(start / DAY)
    .slice(2)
    .replaceAll('-', '')}-`;
}

function seen(
  { endsAt, ending, waiting, due, rescheduled }: Life,
  until: number,
): Pick<SimulatedDossier, 'state' | 'returned' | 'rescheduled'> {
  const again = due < until ? rescheduled : undefined;
  if (endsAt < until)
    return { state: ending, returned: ending === 'Đã rút' ? undefined : endsAt, rescheduled: again };
  const waits = waiting !== undefined && waiting.from < until && waiting.to >= until;
  return { state: waits ? waiting.as : 'Đang xử lý', returned: undefined, rescheduled: again };
}

function channelOf(drawn: number): SimulatedDossier['channel'] {
  if (drawn < ONLINE) return 'Trực tuyến';
  return drawn < ONLINE + BY_POST ? 'Bưu chính công ích' : 'Trực tiếp';
}

function pick<T>(list: readonly T[], next: () => number): T {
  const picked = list[below(list.length, next)];
  if (picked === undefined) throw new RangeError('nothing to pick from');
  return picked;
}
