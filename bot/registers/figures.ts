/** The figures that registers add up to, in the shape of those that were stated. */
import type { Reader } from '../../db/database.ts';
import type { FigureQuery, UnitFigures } from '../../db/observations.ts';
import { type KnownEntry, type LoadedRegister, loadedRegisters, readRegister } from '../../db/registers.ts';
import type { Figure, Source } from '../../db/roll-up.ts';
import { listUnits } from '../../db/units.ts';
import { ratio } from '../../engine/model/ratio.ts';
import { REGISTER_KINDS } from '../../engine/model/register.ts';
import { countEntries, REGISTER_FACTS } from '../../engine/registers/counts.ts';

export type RegisterFigureQuery = FigureQuery & {
  /** Only what counts for this quarter or month of the year: "2026-Q1". */
  readonly period?: string;
};

/**
 * The counts of many units, by unit id, as of the data date. A unit without entries has counts of 0 where the register
 * of its province holds any of the year, and none where it does not: of a register that nobody loaded nothing is known.
 */
export async function registerFigures(
  db: Reader,
  query: RegisterFigureQuery,
): Promise<Map<string, UnitFigures>> {
  const { unitIds, subject, year, dataDate, facts, includeImport, asOf } = query;
  const at = {
    period: query.period ?? String(year),
    dataDate,
    ...(includeImport === undefined ? {} : { includeImport }),
    ...(asOf === undefined ? {} : { asOf }),
  };
  const asked = new Set(
    [...facts.values()].flatMap(({ name, subjects }) => (subjects.includes(subject) ? [name] : [])),
  );
  const kinds = REGISTER_KINDS.filter((kind) =>
    Object.keys(REGISTER_FACTS[kind]).some((fact) => asked.has(fact)),
  );
  const registers = (await loadedRegisters(db, at)).filter(({ kind }) => kinds.includes(kind));
  if (registers.length === 0) return new Map();
  const entries = await readRegister(db, { ...at, kinds, ...(unitIds === undefined ? {} : { unitIds }) });
  const byUnit = Map.groupBy(entries, ({ unitId }) => unitId);
  const units = await listUnits(db, unitIds === undefined ? {} : { ids: unitIds });
  const counted = units.map(({ id, province }): [string, UnitFigures] => {
    const ofProvince = registers.filter((register) => register.province === province);
    return [id, countUnit(ofProvince, byUnit.get(id) ?? [], asked, query)];
  });
  return new Map(counted.filter(([, { figures }]) => figures.size > 0));
}

function countUnit(
  registers: readonly LoadedRegister[],
  entries: readonly KnownEntry[],
  asked: ReadonlySet<string>,
  { year, dataDate, period = String(year) }: RegisterFigureQuery,
): UnitFigures {
  const figures = new Map<string, Figure>();
  for (const register of registers) {
    const ofKind = entries.filter(({ kind }) => kind === register.kind);
    for (const [fact, counting] of countEntries(register.kind, ofKind, dataDate))
      if (asked.has(fact)) figures.set(fact, figureOf(counting, ofKind, register, period));
  }
  const all = [...figures];
  return {
    facts: new Map(all.map(([fact, { state }]) => [fact, state])),
    figures,
    simulated: all.some(([, { simulated }]) => simulated),
  };
}

/** The count with the rows that it counts; where it counts none, with the rows or the file in which it found none. */
function figureOf(
  counting: readonly KnownEntry[],
  all: readonly KnownEntry[],
  { fileName, knownOn, simulated }: LoadedRegister,
  period: string,
): Figure {
  const file: Source = { period, fileName, row: 1, knownOn, simulated };
  const rows = (counting.length > 0 ? counting : all).map(({ source }) => ({ ...source, period }));
  const sources = rows.length === 0 ? [file] : rows;
  return {
    state: { status: 'known', value: ratio(counting.length) },
    through: period,
    summed: false,
    simulated: all.length === 0 ? simulated : all.some(({ source }) => source.simulated),
    sources,
    source: sources.at(-1) ?? file,
  };
}
