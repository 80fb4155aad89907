/** Loading a file of what became of units: checked whole against the registry, then written with the state that it leads to. */
import { type Reader, type Tx, write } from '../db/database.ts';
import { type LineageFile, readLineageFile } from '../db/import/lineage-file.ts';
import type { LineageRow } from '../db/import/lineage-rows.ts';
import type { ImportProblem } from '../db/import/problems.ts';
import { sha256 } from '../db/import/sha256.ts';
import type { KnownUnit } from '../db/import/unit-rows.ts';
import { completedImport, recordImport } from '../db/imports.ts';
import { appendSuccessions, listSuccessions, type NewSuccession } from '../db/lineage.ts';
import { saveUnits, type Unit, unitDirectory } from '../db/units.ts';
import { addDays, civilDate, yearOf } from '../engine/model/dates.ts';
import { ends, isChange } from '../engine/model/lineage.ts';
import type { RuleSet } from '../engine/model/ruleset.ts';
import type { Desk } from './desk.ts';
import type { FiguresUpload } from './load-figures.ts';
import { readDate } from './load-ranks.ts';
import { formerNames, knownUnits, type Renaming, schemeProvinces } from './load-units.ts';
import { type Changed, reviewWarnings, type WarningCounts } from './warnings.ts';

interface Counts {
  readonly successions: number;
  /** Ids of units that end by the file. */
  readonly ended: readonly string[];
  readonly renamed: readonly Renaming[];
  /** Ids of units that others went into, and of which nobody said from when they are. */
  readonly undated: readonly string[];
}

export type LineageOutcome =
  | { readonly status: 'refused'; readonly problems: readonly ImportProblem[]; readonly total: number }
  /** The same bytes were loaded before: nothing has changed. */
  | { readonly status: 'repeated' }
  | ({ readonly status: 'checked' } & Counts)
  | ({ readonly status: 'loaded'; readonly warnings: WarningCounts } & Counts);

interface Changes {
  readonly events: readonly NewSuccession[];
  readonly units: readonly Unit[];
  readonly spellings: readonly { readonly unitId: string; readonly alias: string }[];
  readonly counts: Counts;
}

type Planned = Extract<LineageOutcome, { status: 'refused' | 'repeated' }> | (Changes & { status: 'good' });

/** All of the file or none of it. @throws when the database fails; nothing is then stored. */
export async function loadLineage(desk: Desk, upload: FiguresUpload): Promise<LineageOutcome> {
  if (upload.dryRun) {
    const planned = await plan(desk.db, desk, upload.bytes);
    return planned.status === 'good' ? { status: 'checked', ...planned.counts } : planned;
  }
  // Judged inside the transaction: what another process loads meanwhile can be contradicted no more.
  const planned = await write(desk.db, async (tx) => {
    const found = await plan(tx, desk, upload.bytes);
    if (found.status === 'good') await store(tx, found, upload, desk.now);
    return found;
  });
  if (planned.status !== 'good') return planned;
  const warnings = await reviewWarnings(desk, changedBy(planned.events));
  return { status: 'loaded', ...planned.counts, warnings };
}

/** The units whose totals of a year others now go into. */
function changedBy(events: readonly NewSuccession[]): Changed[] {
  const byYear = Map.groupBy(
    events.filter((event) => !isChange(event.kind)),
    ({ effectiveOn }) => yearOf(effectiveOn),
  );
  return [...byYear].map(([year, ofYear]) => ({
    year,
    unitIds: [...new Set(ofYear.flatMap(({ toUnitId }) => toUnitId ?? []))],
  }));
}

async function plan(
  reader: Reader,
  { ruleSet, now }: { readonly ruleSet: RuleSet; readonly now: Date },
  bytes: Uint8Array,
): Promise<Planned> {
  if ((await completedImport(reader, sha256(bytes))) !== undefined) return { status: 'repeated' };
  const known = await knownUnits(reader);
  const file = readLineageFile(bytes, {
    directory: await unitDirectory(reader),
    units: new Map(known.map((unit) => [unit.id, unit])),
    events: await listSuccessions(reader),
    provinces: await schemeProvinces(reader, ruleSet),
    parseDate: readDate,
    today: civilDate(now),
  });
  if (!file.ok) return { status: 'refused', problems: file.problems, total: file.total };
  return { status: 'good', ...changesOf(file, known) };
}

function changesOf({ rows }: LineageFile, known: readonly KnownUnit[]): Changes {
  const states = new Map<string, Unit>(known.map((unit) => [unit.id, unitOf(unit)]));
  const events: NewSuccession[] = [];
  const changed = new Set<string>();
  const renamed: Renaming[] = [];
  for (const row of rows) {
    const unit = states.get(row.fromUnitId);
    if (unit === undefined) continue;
    events.push(eventOf(row, unit));
    states.set(unit.id, { ...unit, ...stateAfter(row) });
    changed.add(unit.id);
    if (row.renamed !== undefined)
      renamed.push({ unit: unit.id, from: row.renamed.from ?? unit.name, to: row.renamed.to });
  }
  const units = [...changed].map((id) => states.get(id)).filter((unit) => unit !== undefined);
  const isNew = ({ kind }: LineageRow): boolean => kind === 'hợp nhất' || kind === 'chia' || kind === 'tách';
  const begun = rows.filter((row) => isNew(row) && row.toUnitId !== row.fromUnitId);
  const undated = begun.flatMap(({ toUnitId }) =>
    states.get(toUnitId ?? '')?.validFrom === null ? (toUnitId ?? []) : [],
  );
  return {
    events,
    units,
    spellings: formerNames(units, known, renamed),
    counts: {
      successions: rows.length,
      ended: [...new Set(rows.filter(ends).map(({ fromUnitId }) => fromUnitId))],
      renamed,
      undated: [...new Set(undated)],
    },
  };
}

function unitOf({ id, province, block, name, position, validFrom, validTo, parentId }: KnownUnit): Unit {
  return { id, province, block, name, position, validFrom, validTo, parentId };
}

/** The event with what it changes as it was before. */
function eventOf(row: LineageRow, unit: Unit): NewSuccession {
  const { renamed, block, parent, ...event } = row;
  return {
    ...event,
    nameBefore: renamed === undefined ? null : (renamed.from ?? unit.name),
    blockBefore: block === undefined ? null : unit.block,
    parentBefore: parent === undefined ? null : unit.parentId,
  };
}

function stateAfter(row: LineageRow): Partial<Unit> {
  if (ends(row)) return { validTo: addDays(row.effectiveOn, -1) };
  const { renamed, block, parent } = row;
  return {
    ...(renamed === undefined ? {} : { name: renamed.to }),
    ...(block === undefined ? {} : { block }),
    ...(parent === undefined ? {} : { parentId: parent }),
  };
}

async function store(tx: Tx, changes: Changes, upload: FiguresUpload, now: Date): Promise<void> {
  const { bytes, fileName, loadedBy } = upload;
  const origin = { fileName, sha256: sha256(bytes), simulated: false, loadedBy };
  const importId = await recordImport(
    tx,
    { ...origin, kind: 'lineage', rowCount: changes.events.length },
    now,
  );
  await saveUnits(tx, changes.units, changes.spellings);
  await appendSuccessions(tx, changes.events, { importId, knownOn: civilDate(now) });
}
