/** Random dossiers and exports that tell of them, with a count dossier by dossier. */
import fc from 'fast-check';
import { expect } from 'vitest';
import { type Db, write } from '../../../db/database.ts';
import { DossierLoad, type NewDossier } from '../../../db/dossiers/load.ts';
import { completeImport } from '../../../db/imports.ts';
import { DAY } from '../../../engine/model/deadline.ts';
import type { DOSSIER_FACTS, LateCounting } from '../../../engine/model/dossier.ts';
import { NOW } from '../support.ts';

/** A dossier as it will have been in the end. */
export interface Life {
  readonly unitId: string;
  readonly received: number;
  readonly due: number | undefined;
  readonly promised: number | undefined;
  readonly answered: number | undefined;
}

/** An export: what happened until an evening, loaded some days later. */
export interface Export {
  readonly asOf: number;
  readonly delay: number;
  /** Dossiers that moved to the other unit by then, by number. */
  readonly moved: readonly number[];
}

export const START = Date.parse('2025-11-01T00:00:00Z') / 60_000;
export const DAYS = 90;
export const UNITS = ['a', 'b'] as const;

const minute = fc.nat(DAYS * DAY).map((offset) => START + offset);
export const life: fc.Arbitrary<Life> = fc
  .record({
    unitId: fc.constantFrom(...UNITS),
    received: minute,
    limit: fc.option(fc.nat(20 * DAY), { nil: undefined }),
    grace: fc.option(fc.nat(20 * DAY), { nil: undefined }),
    taken: fc.option(fc.nat(40 * DAY), { nil: undefined }),
  })
  .map(({ unitId, received, limit, grace, taken }) => ({
    unitId,
    received,
    due: limit === undefined ? undefined : received + limit,
    promised: limit === undefined || grace === undefined ? undefined : received + limit + grace,
    answered: taken === undefined ? undefined : received + taken,
  }));
export const exported: fc.Arbitrary<Export> = fc.record({
  asOf: fc.nat(DAYS + 20),
  delay: fc.nat(30),
  moved: fc.array(fc.nat(9), { maxLength: 3 }),
});

export function civil(day: number): string {
  return new Date((START + day * DAY) * 60_000).toISOString().slice(0, 10);
}

/** What an export says of the lives, row under row. */
function rowsOf(lives: readonly Life[], { asOf, moved }: Export): NewDossier[] {
  const evening = START + (asOf + 1) * DAY;
  return lives.flatMap((each, index): NewDossier[] => {
    if (each.received >= evening) return [];
    const answered = each.answered !== undefined && each.answered < evening ? each.answered : undefined;
    const other = each.unitId === 'a' ? 'b' : 'a';
    return [
      {
        code: `H-${index}`,
        unitId: moved.includes(index) ? other : each.unitId,
        officer: `cán bộ ${index % 2}`,
        procedure: 'thủ tục',
        received: each.received,
        ...(each.due === undefined ? {} : { due: each.due }),
        ...(each.promised === undefined ? {} : { promised: each.promised }),
        ...(answered === undefined ? {} : { returned: answered }),
        state: answered === undefined ? 'open' : 'returned',
        apology: false,
        online: undefined,
        sourceRow: index + 2,
      },
    ];
  });
}

export async function loadExport(
  db: Db,
  lives: readonly Life[],
  each: Export,
  number: number,
): Promise<void> {
  const meta = { fileName: `tệp ${number}`, sha256: `sha ${number}`, simulated: false, loadedBy: 'kiểm thử' };
  const load = await DossierLoad.begin(db, meta, civil(each.asOf), NOW);
  const rows = rowsOf(lives, each);
  for (let from = 0; from < rows.length; from += 3)
    expect(await load.stage(rows.slice(from, from + 3))).toEqual([]);
  await load.close(civil(each.asOf + each.delay));
  await write(db, async (tx) => {
    await load.seal(tx);
    await completeImport(tx, load.importId, NOW);
  });
}

export type Counts = Record<keyof typeof DOSSIER_FACTS, number>;

/** The same, counted dossier by dossier; an export that tells of an earlier day than one before only adds dossiers. */
export function naive(
  lives: readonly Life[],
  exports: readonly Export[],
  unitId: string,
  { year, dataDate, late }: { year: number; dataDate: string; late: LateCounting },
): Counts | undefined {
  const known = exports.filter(({ asOf, delay }) => civil(asOf + delay) <= dataDate);
  const telling = known.filter((each) => rowsOf(lives, each).some((row) => row.unitId === unitId));
  const best = telling.reduce<Export | undefined>(
    (a, b) => (a === undefined || b.asOf >= a.asOf ? b : a),
    undefined,
  );
  if (best === undefined) return undefined;
  const versions = new Map<string, NewDossier>();
  for (const [number, each] of known.entries()) {
    const later = known.slice(0, number).filter(({ asOf }) => asOf > each.asOf);
    const told = new Set(later.flatMap((other) => rowsOf(lives, other)).map((row) => row.unitId));
    for (const row of rowsOf(lives, each)) {
      const before = versions.get(row.code);
      if (before === undefined || !told.has(before.unitId)) versions.set(row.code, row);
    }
  }
  const mine = [...versions.values()].filter((row) => row.unitId === unitId);
  const day = (moment: number): string => new Date(moment * 60_000).toISOString().slice(0, 10);
  const least = (...dates: string[]): string => dates.toSorted()[0] ?? '';
  const before = (date: string): string => new Date(Date.parse(date) - 86_400_000).toISOString().slice(0, 10);
  const end = least(civil(best.asOf), dataDate, `${year}-12-31`);
  const passed = least(
    best.delay > 0 ? civil(best.asOf) : civil(best.asOf - 1),
    before(dataDate),
    `${year}-12-31`,
  );
  // Of a time before the first dossier nothing is known.
  const told = telling.flatMap((each) => rowsOf(lives, each)).filter((row) => row.unitId === unitId);
  const first = least(...told.map(({ received }) => day(received)));
  if (end < `${year}-01-01` || first.slice(0, 7) > end.slice(0, 7)) return undefined;
  const within = (moment: number | undefined, last: string): boolean =>
    moment !== undefined && day(moment) >= `${year}-01-01` && day(moment) <= last;
  const limit = (row: NewDossier): number | undefined =>
    late.clock === 'promised' ? (row.promised ?? row.due) : row.due;
  const isLate = (row: NewDossier): boolean =>
    (row.returned ?? Number.POSITIVE_INFINITY) > (limit(row) ?? Number.POSITIVE_INFINITY);
  return {
    received: mine.filter((row) => within(row.received, end)).length,
    due: mine.filter((row) => within(limit(row), passed)).length,
    resolved: mine.filter((row) => within(row.returned, end)).length,
    late: mine.filter(
      (row) => isLate(row) && (late.by === 'due' ? within(limit(row), passed) : within(row.returned, end)),
    ).length,
    overdue: mine.filter((row) => {
      const last = limit(row);
      if (last === undefined || day(last) > passed) return false;
      return row.returned === undefined || (day(row.returned) > end && row.returned > last);
    }).length,
  };
}
