/** The sample data: what four published reports print, and labelled synthetic figures for the current year. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Db, write } from './database.ts';
import { toColumns } from './fact-columns.ts';
import { sha256 } from './import/sha256.ts';
import {
  type ImportOrigin,
  stageAverages,
  stageObservations,
  stageRanks,
  stageScores,
} from './import/stage.ts';
import { readTable } from './import/table/open.ts';
import {
  completedImport,
  completeImport,
  discardImport,
  ImportConflictError,
  recordImport,
  SAMPLE_LOADER,
} from './imports.ts';
import { writeRound } from './sample-round.ts';
import { type BlockNameOf, pointsOf, reasonsOf } from './sample-scores.ts';
import {
  AVERAGES,
  FIGURE_TABLES,
  FINDINGS,
  KHANH_HOA,
  POINT_TABLES,
  RANK_TABLES,
  REASON_TABLES,
  ROUND,
  type ScoreTable,
  type SourceDocument,
  SPELLINGS,
  UNIT_TABLES,
  type UnitTable,
} from './sample-sources.ts';
import {
  averagesOf,
  blocksOf,
  figuresOf,
  findingsOf,
  ranksOf,
  type TableRow,
  unitAliasesOf,
  unitsOf,
} from './sample-tables.ts';
import type { NewScore } from './scores.ts';
import { type Simulation, simulatedYears, simulateYear } from './simulated.ts';
import { saveBlocks, saveUnits, type Unit } from './units.ts';

/** The names of what was loaded, and of what the database held already or had no figures yet. */
export interface SampleOutcome {
  readonly loaded: readonly string[];
  readonly skipped: readonly string[];
}

/** One import of figures or ranks. */
interface Part {
  readonly origin: ImportOrigin;
  readonly stage: () => Promise<number>;
}

interface Table {
  readonly sha256: string;
  readonly rows: readonly TableRow[];
}

const DATA = path.join(import.meta.dirname, '..', 'data');
const SEED = 1;

/**
 * Loads whatever of the sample data the database does not hold yet.
 * @throws when a file of data/ is missing or damaged.
 */
export async function loadSample(db: Db, { now }: { readonly now: Date }): Promise<SampleOutcome> {
  const loaded: string[] = [];
  const skipped: string[] = [];
  const note = (name: string, isNew: boolean) => (isNew ? loaded : skipped).push(name);

  const units: Unit[] = [];
  for (const source of UNIT_TABLES) {
    const table = await sampleTable(source.file);
    const ofTable = unitsOf(source, table.rows);
    note(nameOf(source), await loadUnits(db, source, table, ofTable, now));
    units.push(...ofTable);
  }
  const ofKhanhHoa = units.filter(({ province }) => province === KHANH_HOA);
  for (const part of [
    ...(await publishedParts(db, ofKhanhHoa, now)),
    ...(await scoreParts(db, units, now)),
  ]) {
    note(part.origin.fileName, await loadOnce(db, part, now));
  }
  note(nameOf(ROUND), await loadRound(db, ofKhanhHoa, now));
  for (const year of simulatedYears(now)) {
    const simulation = simulateYear(ofKhanhHoa, year, SEED);
    note(simulation.name, await loadOnce(db, simulatedPart(db, simulation, now), now));
  }
  return { loaded, skipped };
}

/** Units, blocks and their spellings, in one transaction; false when these very files were loaded before. */
async function loadUnits(
  db: Db,
  source: UnitTable,
  table: Table,
  units: readonly Unit[],
  now: Date,
): Promise<boolean> {
  const spellings = await sampleTable(SPELLINGS);
  const origin = originOf(nameOf(source), sha256(table.sha256 + spellings.sha256));
  return write(db, async (tx) => {
    if ((await completedImport(tx, origin.sha256)) !== undefined) return false;
    await recordImport(tx, { ...origin, kind: 'units', rowCount: units.length }, now);
    await saveBlocks(tx, blocksOf(source, spellings.rows));
    await saveUnits(tx, units, unitAliasesOf(source, table.rows, spellings.rows));
    return true;
  });
}

/** The round of a year, in one transaction; false when this very file was loaded before. */
async function loadRound(db: Db, units: readonly Unit[], now: Date): Promise<boolean> {
  const table = await sampleTable(ROUND.file);
  const origin = originOf(nameOf(ROUND), table.sha256);
  return write(db, async (tx) => {
    if ((await completedImport(tx, origin.sha256)) !== undefined) return false;
    await recordImport(tx, { ...origin, kind: 'rounds', rowCount: table.rows.length }, now);
    await writeRound(tx, table.rows, units);
    return true;
  });
}

/** Points of items, from tables and from prose. */
async function scoreParts(db: Db, units: readonly Unit[], now: Date): Promise<Part[]> {
  const parts: Part[] = [];
  const add = (source: ScoreTable, hash: string, rows: readonly NewScore[]): void => {
    const origin = originOf(nameOf(source), hash);
    parts.push({ origin, stage: () => stageScores(db, rows, origin, now) });
  };
  for (const source of POINT_TABLES) {
    const table = await sampleTable(source.file);
    add(source, table.sha256, pointsOf(source, table.rows));
  }
  const blockOf: BlockNameOf = (unitId) => {
    const unit = units.find(({ id }) => id === unitId);
    const codes = UNIT_TABLES.find(({ province }) => province === unit?.province)?.blockCodes ?? {};
    const [printed] = Object.entries(codes).find(([, code]) => code === unit?.block) ?? [unit?.block];
    return printed;
  };
  for (const source of REASON_TABLES) {
    const [table, criteria] = [await sampleTable(source.file), await sampleTable(source.criteria)];
    add(
      source,
      sha256(table.sha256 + criteria.sha256),
      reasonsOf(source, table.rows, criteria.rows, blockOf),
    );
  }
  return parts;
}

async function publishedParts(db: Db, units: readonly Unit[], now: Date): Promise<Part[]> {
  const parts: Part[] = [];
  for (const source of FIGURE_TABLES) {
    const table = await sampleTable(source.file);
    const origin = originOf(nameOf(source), table.sha256);
    parts.push({ origin, stage: () => stageObservations(db, figuresOf(source, table.rows), origin, now) });
  }
  const findings = await sampleTable(FINDINGS.file);
  const found = findingsOf(
    findings.rows,
    units.map(({ id }) => id),
  );
  const findingsOrigin = originOf(nameOf(FINDINGS), findings.sha256);
  parts.push({ origin: findingsOrigin, stage: () => stageObservations(db, found, findingsOrigin, now) });

  for (const source of RANK_TABLES) {
    const table = await sampleTable(source.file);
    const origin = originOf(nameOf(source), table.sha256);
    parts.push({ origin, stage: () => stageRanks(db, ranksOf(source, table.rows), origin, now) });
  }

  const averages = await sampleTable(AVERAGES.file);
  const printed = averagesOf(averages.rows);
  const averagesOrigin = originOf(nameOf(AVERAGES), averages.sha256);
  parts.push({ origin: averagesOrigin, stage: () => stageAverages(db, printed, averagesOrigin, now) });
  return parts;
}

function simulatedPart(db: Db, { name, rows }: Simulation, now: Date): Part {
  const content = rows.map(({ unitId, fact, period, state }) => [unitId, fact, period, toColumns(state)]);
  const origin = { ...originOf(name, sha256(JSON.stringify(content))), simulated: true };
  return { origin, stage: () => stageObservations(db, rows, origin, now) };
}

/** False when the database holds the same content already, or another process is the first to complete it. */
async function loadOnce(db: Db, { origin, stage }: Part, now: Date): Promise<boolean> {
  if ((await completedImport(db, origin.sha256)) !== undefined) return false;
  const importId = await stage();
  try {
    await write(db, (tx) => completeImport(tx, importId, now));
    return true;
  } catch (error) {
    await discardImport(db, importId);
    if (error instanceof ImportConflictError) return false;
    throw error;
  }
}

function originOf(fileName: string, hash: string): ImportOrigin {
  return { fileName, sha256: hash, simulated: false, loadedBy: SAMPLE_LOADER };
}

/** A source as explanations name it: the document, then our table of it. */
function nameOf({ document, file }: { readonly document: SourceDocument; readonly file: string }): string {
  return `${document.name} (${file})`;
}

async function sampleTable(file: string): Promise<Table> {
  const bytes = await readFile(path.join(DATA, file));
  const table = readTable(bytes, {});
  if (!table.ok) throw new Error(`cannot read the sample data \`${file}\``);
  const columns = table.heading.cells;
  const rows = table.rows.map(
    ({ cells }) => new Map(columns.map((column, index) => [column, cells[index] ?? ''])),
  );
  return { sha256: sha256(bytes), rows };
}
