/** The daily book of units: added up in memory while dossiers come in, and written a page at a time. */
import { sql } from 'drizzle-orm';
import { civilDay } from '../../engine/model/dates.ts';
import { countDossier, countPromise, DAY_COUNTS, type DayCount } from '../../engine/model/day-counts.ts';
import { CLOCKS, type Clock, type Dossier } from '../../engine/model/dossier.ts';
import type { Db } from '../database.ts';
import { write } from '../database.ts';
import { giveWay } from '../imports.ts';
import { dossierDays } from '../schema.ts';
import { runMany } from '../sql.ts';

/** Lines kept in memory before they are written: the year of a province, in whatever order its dossiers come. */
const MOST_LINES = 200_000;
/** An earlier version and a later one, each with days of receipt, answer and limit by two clocks. */
const MOST_LINES_OF_A_DOSSIER = 12;
/** Lines written in one transaction. */
const PAGE = 10_000;
/** More days than a moment can be away from 1970. */
const DAYS = 1_000_000;
const CLOCK_NAMES = Object.values(CLOCKS);

export class DayBook {
  readonly #db: Db;
  readonly #importId: number;
  readonly #units: string[] = [];
  readonly #places = new Map<string, number>();
  /** Where the counts of a line begin, by unit, clock and day in one number. */
  readonly #lines = new Map<number, number>();
  readonly #counts = new Int32Array(MOST_LINES * DAY_COUNTS.length);
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

  /** Whether there is no room for the lines of another dossier. */
  get isFull(): boolean {
    return this.#lines.size + MOST_LINES_OF_A_DOSSIER > MOST_LINES;
  }

  /** Writes all lines, in short transactions. */
  async write(): Promise<void> {
    const lines = [...this.#lines].map(([key, at]) => this.#row(key, at));
    for (let from = 0; from < lines.length; from += PAGE) {
      const page = lines.slice(from, from + PAGE);
      await write(this.#db, (tx) => runMany(tx, insertLines(this.#importId, page)));
      await giveWay();
    }
    this.#lines.clear();
    this.#counts.fill(0);
  }

  #place(unitId: string): number {
    const known = this.#places.get(unitId);
    if (known !== undefined) return known;
    this.#places.set(unitId, this.#units.length);
    return this.#units.push(unitId) - 1;
  }

  #count(unit: number, clock: Clock, day: number, what: DayCount, by: number): void {
    const key = (unit * CLOCK_NAMES.length + (clock === 'first' ? 0 : 1)) * DAYS + day;
    let at = this.#lines.get(key);
    if (at === undefined) {
      at = this.#lines.size * DAY_COUNTS.length;
      this.#lines.set(key, at);
      this.#note(unit, day);
    }
    const place = at + DAY_COUNTS.indexOf(what);
    this.#counts[place] = (this.#counts[place] ?? 0) + by;
  }

  #note(unit: number, day: number): void {
    const unitId = this.#units[unit] ?? '';
    const years = this.#years.get(unitId) ?? new Set();
    this.#years.set(unitId, years.add(Number(civilDay(day).slice(0, 4))));
  }

  #row(key: number, at: number): (string | number)[] {
    const place = Math.floor(key / DAYS);
    const unit = this.#units[Math.floor(place / CLOCK_NAMES.length)] ?? '';
    const clock = CLOCK_NAMES[place % CLOCK_NAMES.length] ?? '';
    return [unit, civilDay(key % DAYS), clock, ...this.#counts.subarray(at, at + DAY_COUNTS.length)];
  }
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
