/** The daily book of units: added up in memory while dossiers come in, and written a page at a time. */
import { sql } from 'drizzle-orm';
import { countDossier, countPromise, DAY_COUNTS, type DayCount } from '../../engine/dossiers/day-counts.ts';
import type { CivilDate } from '../../engine/model/dates.ts';
import { CLOCKS, type Clock, type Dossier } from '../../engine/model/dossier.ts';
import type { Db } from '../database.ts';
import { write } from '../database.ts';
import { giveWay } from '../imports.ts';
import { dossierDays } from '../schema.ts';
import { runMany } from '../sql.ts';

/** Lines kept in memory before they are written. */
const MOST_LINES = 50_000;
/** Lines written in one transaction. */
const PAGE = 10_000;
const MILLISECONDS_OF_DAY = 86_400_000;
/** More days than a moment can be away from 1970. */
const DAYS = 1_000_000;
const CLOCK_NAMES = Object.values(CLOCKS);

/** Counts of one unit, day and clock, in the order of `DAY_COUNTS`. */
type Line = Int32Array;

export class DayBook {
  readonly #db: Db;
  readonly #importId: number;
  readonly #units: string[] = [];
  readonly #places = new Map<string, number>();
  /** By unit, clock and day in one number. */
  readonly #lines = new Map<number, Line>();
  readonly #years = new Map<string, Set<number>>();

  constructor(db: Db, importId: number) {
    this.#db = db;
    this.#importId = importId;
  }

  /** The years of each unit in which something was counted. */
  get years(): ReadonlyMap<string, ReadonlySet<number>> {
    return this.#years;
  }

  /** @param by 1, or −1 to take back what an earlier version counted */
  add(unitId: string, dossier: Dossier, by: 1 | -1 = 1): void {
    const unit = this.#place(unitId);
    countDossier(dossier, (day, what, count) => this.#count(unit, 'first', day, what, count), by);
    countPromise(dossier, (day, what, count) => this.#count(unit, 'promised', day, what, count), by);
  }

  /** Writes what is due to be written; all of it with `everything`. */
  async write(everything = false): Promise<void> {
    if (!everything && this.#lines.size < MOST_LINES) return;
    const lines = [...this.#lines].filter(([, line]) => line.some((count) => count !== 0));
    for (let from = 0; from < lines.length; from += PAGE) {
      const page = lines.slice(from, from + PAGE).map(([key, line]) => this.#row(key, line));
      await write(this.#db, (tx) => runMany(tx, insertLines(this.#importId, page)));
      await giveWay();
    }
    this.#lines.clear();
  }

  #place(unitId: string): number {
    const known = this.#places.get(unitId);
    if (known !== undefined) return known;
    this.#places.set(unitId, this.#units.length);
    return this.#units.push(unitId) - 1;
  }

  #count(unit: number, clock: Clock, day: number, what: DayCount, by: number): void {
    const key = (unit * CLOCK_NAMES.length + CLOCK_NAMES.indexOf(clock)) * DAYS + day;
    let line = this.#lines.get(key);
    if (line === undefined) {
      line = new Int32Array(DAY_COUNTS.length);
      this.#lines.set(key, line);
      this.#note(unit, day);
    }
    const column = DAY_COUNTS.indexOf(what);
    line[column] = (line[column] ?? 0) + by;
  }

  #note(unit: number, day: number): void {
    const unitId = this.#units[unit] ?? '';
    const years = this.#years.get(unitId) ?? new Set();
    this.#years.set(unitId, years.add(Number(civilDay(day).slice(0, 4))));
  }

  #row(key: number, line: Line): (string | number)[] {
    const place = Math.floor(key / DAYS);
    const unit = this.#units[Math.floor(place / CLOCK_NAMES.length)] ?? '';
    return [unit, civilDay(key % DAYS), CLOCK_NAMES[place % CLOCK_NAMES.length] ?? '', ...line];
  }
}

/** The civil date of a day that is counted from 1970. */
export function civilDay(day: number): CivilDate {
  return new Date(day * MILLISECONDS_OF_DAY).toISOString().slice(0, 10);
}

/** The days from 1970 to a civil date. */
export function dayNumber(date: CivilDate): number {
  return Date.parse(`${date}T00:00:00Z`) / MILLISECONDS_OF_DAY;
}

/** Lines that were written before are added to. */
function insertLines(importId: number, lines: readonly (readonly (string | number)[])[]) {
  const counts = DAY_COUNTS.map((name) => sql.identifier(name));
  const added = DAY_COUNTS.map(
    (name) => sql`${sql.identifier(name)} = ${sql.identifier(name)} + excluded.${sql.identifier(name)}`,
  );
  const values = DAY_COUNTS.map((_, index) => sql.raw(`value->>${index + 3}`));
  return sql`insert into ${dossierDays} (import_id, unit_id, day, clock, ${sql.join(counts, sql`, `)})
    select ${importId}, value->>0, value->>1, value->>2, ${sql.join(values, sql`, `)} from json_each(${JSON.stringify(lines)})
    where true on conflict do update set ${sql.join(added, sql`, `)}`;
}
