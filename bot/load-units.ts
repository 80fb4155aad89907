/** Loading a file of units: checked whole against what is known, then written in the same transaction. */
import { type Reader, type Tx, write } from '../db/database.ts';
import type { ImportProblem } from '../db/import/problems.ts';
import { sha256 } from '../db/import/sha256.ts';
import type { SchemeProvince } from '../db/import/unit-places.ts';
import type { KnownUnit, UnitRow } from '../db/import/unit-rows.ts';
import { readUnitsFile, type UnitsFile } from '../db/import/units-file.ts';
import { completedImport, recordImport } from '../db/imports.ts';
import { readLineage } from '../db/lineage.ts';
import {
  type Block,
  listBlocks,
  listUnits,
  saveBlocks,
  saveUnits,
  type Unit,
  unitDirectory,
} from '../db/units.ts';
import type { RuleSet } from '../engine/model/ruleset.ts';
import { fold } from '../engine/model/text.ts';
import type { Desk } from './desk.ts';
import type { FiguresUpload } from './load-figures.ts';
import { readDate } from './load-ranks.ts';

/** A unit that was called otherwise before. */
export interface Renaming {
  readonly unit: string;
  readonly from: string;
  readonly to: string;
}

interface Counts {
  /** Of the file, new or not. */
  readonly units: number;
  readonly added: number;
  readonly renamed: readonly Renaming[];
  /** Other names that were not known. */
  readonly spellings: number;
}

export type UnitsOutcome =
  | { readonly status: 'refused'; readonly problems: readonly ImportProblem[]; readonly total: number }
  /** The same bytes were loaded before: nothing has changed. */
  | { readonly status: 'repeated' }
  | ({ readonly status: 'checked' } & Counts)
  | ({ readonly status: 'loaded' } & Counts);

interface Spelling {
  readonly unitId: string;
  readonly alias: string;
}

interface Changes {
  readonly units: readonly Unit[];
  readonly spellings: readonly Spelling[];
  /** Of the provinces that the file names. */
  readonly blocks: readonly Block[];
  readonly counts: Counts;
}

type Planned = Extract<UnitsOutcome, { status: 'refused' | 'repeated' }> | (Changes & { status: 'good' });

/** All of the file or none of it. @throws when the database fails; nothing is then stored. */
export function loadUnits(desk: Desk, upload: FiguresUpload): Promise<UnitsOutcome> {
  if (upload.dryRun) return checkUnits(desk, upload);
  // Judged inside the transaction: what another process adds meanwhile can neither be renamed nor doubled.
  return write(desk.db, async (tx) => {
    const planned = await plan(tx, desk.ruleSet, upload.bytes);
    if (planned.status !== 'good') return planned;
    await store(tx, planned, upload, desk.now);
    return { status: 'loaded', ...planned.counts };
  });
}

async function checkUnits({ db, ruleSet }: Desk, { bytes }: FiguresUpload): Promise<UnitsOutcome> {
  const planned = await plan(db, ruleSet, bytes);
  return planned.status === 'good' ? { status: 'checked', ...planned.counts } : planned;
}

async function plan(reader: Reader, ruleSet: RuleSet, bytes: Uint8Array): Promise<Planned> {
  if ((await completedImport(reader, sha256(bytes))) !== undefined) return { status: 'repeated' };
  const provinces = await schemeProvinces(reader, ruleSet);
  const known = await knownUnits(reader);
  const lineage = await readLineage(reader);
  const ended = new Set(known.map(({ id }) => id).filter((id) => lineage.endingOf(id) !== undefined));
  const file = readUnitsFile(bytes, { provinces, known, ended, parseDate: readDate });
  if (!file.ok) return { status: 'refused', problems: file.problems, total: file.total };
  const named = new Set(file.rows.map(({ province }) => province));
  const blocks = provinces.filter(({ code }) => named.has(code)).flatMap(blocksOf);
  return { status: 'good', blocks, ...changesOf(file, known) };
}

async function store(tx: Tx, changes: Changes, upload: FiguresUpload, now: Date): Promise<void> {
  const { bytes, fileName, loadedBy } = upload;
  const origin = { fileName, sha256: sha256(bytes), simulated: false, loadedBy };
  await recordImport(tx, { ...origin, kind: 'units', rowCount: changes.units.length }, now);
  await saveBlocks(tx, changes.blocks);
  await saveUnits(tx, changes.units, changes.spellings);
}

/** The schemes in use; what blocks were called before goes on naming them. */
export async function schemeProvinces(reader: Reader, { schemes }: RuleSet): Promise<SchemeProvince[]> {
  const provinces: SchemeProvince[] = [];
  for (const scheme of schemes.values()) {
    const stored = await listBlocks(reader, scheme.code);
    const blocks = [...scheme.blocks].map(([code, name]) => {
      const held = stored.find((block) => block.code === code);
      return { code, name, aliases: held === undefined ? [] : [held.name, ...held.aliases] };
    });
    provinces.push({ code: scheme.code, name: scheme.name, blocks });
  }
  return provinces;
}

function blocksOf({ code: province, blocks }: SchemeProvince): Block[] {
  return blocks.map(({ code, name, aliases }, index) => ({
    province,
    code,
    name,
    position: index + 1,
    aliases: [...new Set([name, ...aliases])],
  }));
}

export async function knownUnits(reader: Reader): Promise<KnownUnit[]> {
  const directory = await unitDirectory(reader);
  const aliases = new Map(directory.map((unit) => [unit.id, unit.aliases]));
  return (await listUnits(reader)).map((unit) => ({ ...unit, aliases: aliases.get(unit.id) ?? [] }));
}

function changesOf({ rows, parents }: UnitsFile, known: readonly KnownUnit[]): Omit<Changes, 'blocks'> {
  const before = new Map(known.map((unit) => [unit.id, unit]));
  const renamed = rows.flatMap(({ id, name }): Renaming[] => {
    const from = before.get(id)?.name;
    return from === undefined || from === name ? [] : [{ unit: id, from, to: name }];
  });
  const spellings = newSpellings(rows, before);
  const added = rows.filter(({ id }) => !before.has(id)).length;
  return {
    units: placed(rows, known, before).map((unit) => ({
      ...unit,
      parentId: parents.get(unit.id) ?? unit.parentId,
    })),
    spellings: [...spellings, ...formerNames(rows, known, renamed)],
    counts: { units: rows.length, added, renamed, spellings: spellings.length },
  };
}

function newSpellings(rows: readonly UnitRow[], before: ReadonlyMap<string, KnownUnit>): Spelling[] {
  return rows.flatMap(({ id, aliases }) =>
    aliases
      .filter((alias) => before.get(id)?.aliases.includes(alias) !== true)
      .map((alias) => ({ unitId: id, alias })),
  );
}

/** Units go on being found by the names that they had, unless the name is another unit's of the province now. */
export function formerNames(
  rows: readonly Pick<UnitRow, 'id' | 'province' | 'name'>[],
  known: readonly KnownUnit[],
  renamed: readonly Renaming[],
): Spelling[] {
  const provinces = new Map(rows.map(({ id, province }) => [id, province]));
  const others = known.filter(({ id }) => !provinces.has(id));
  const taken = new Set([...others, ...rows].map(({ province, name }) => `${province} ${fold(name)}`));
  return renamed
    .filter(({ unit, from }) => !taken.has(`${provinces.get(unit)} ${fold(from)}`))
    .map(({ unit, from }) => ({ unitId: unit, alias: from }));
}

/** A row without an order keeps the place that its unit has; new units come after all others, in the order of the file. */
function placed(
  rows: readonly UnitRow[],
  known: readonly KnownUnit[],
  before: ReadonlyMap<string, KnownUnit>,
): Unit[] {
  const last = new Map<string, number>();
  for (const { province, position } of [...known, ...rows])
    last.set(province, Math.max(last.get(province) ?? 0, position ?? 0));
  return rows.map(({ id, name, province, block, position: given, validFrom, validTo }) => {
    const held = before.get(id);
    let position = given ?? held?.position;
    if (position === undefined) {
      position = (last.get(province) ?? 0) + 1;
      last.set(province, position);
    }
    return {
      id,
      name,
      province,
      block,
      position,
      validFrom: validFrom ?? held?.validFrom ?? null,
      validTo: validTo ?? held?.validTo ?? null,
      parentId: held?.parentId ?? null,
    };
  });
}
