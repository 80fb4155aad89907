/** Units, the blocks in which they are ranked, and every spelling of both. */
import { and, asc, eq, getTableColumns, isNotNull, type SQL } from 'drizzle-orm';
import type { CivilDate } from '../engine/model/dates.ts';
import { fold, normalize } from '../engine/model/text.ts';
import type { Reader, Tx } from './database.ts';
import { blockAliases, blocks, unitAliases, units } from './schema.ts';
import { among, batches, excluded } from './sql.ts';

/** A body that is ranked; valid from and to inclusive, null where it is not bounded. */
export type Unit = Readonly<typeof units.$inferSelect>;

/** What a name is matched against. `aliases` holds every known spelling other than the id. */
export interface NamedUnit {
  readonly id: string;
  readonly name: string;
  readonly province: string;
  readonly block: string;
  readonly aliases: readonly string[];
  /** First and last day, where bounded. */
  readonly validFrom?: CivilDate;
  readonly validTo?: CivilDate;
}

export interface Block {
  readonly province: string;
  readonly code: string;
  readonly name: string;
  readonly position: number;
  readonly aliases: readonly string[];
}

/** Units in the order of the published report; all of them, or those of one province or block. */
export function listUnits(
  db: Reader,
  filter: {
    readonly province?: string;
    readonly block?: string;
    readonly ids?: readonly string[];
    /** Only those whose last day is known. */
    readonly ending?: true;
  } = {},
): Promise<Unit[]> {
  const conditions: SQL[] = [];
  if (filter.province !== undefined) conditions.push(eq(units.province, filter.province));
  if (filter.block !== undefined) conditions.push(eq(units.block, filter.block));
  if (filter.ids !== undefined) conditions.push(among(units.id, filter.ids));
  if (filter.ending === true) conditions.push(isNotNull(units.validTo));
  return db
    .select()
    .from(units)
    .where(and(...conditions))
    .orderBy(asc(units.province), asc(units.position));
}

export async function findUnit(db: Reader, id: string): Promise<Unit | undefined> {
  const [unit] = await db.select().from(units).where(eq(units.id, id));
  return unit;
}

/** Every unit with its spellings, in the order of `listUnits`. */
export async function unitDirectory(db: Reader): Promise<NamedUnit[]> {
  const rows = await db
    .select({ unit: units, alias: unitAliases.alias })
    .from(units)
    .leftJoin(unitAliases, eq(unitAliases.unitId, units.id))
    .orderBy(asc(units.province), asc(units.position), asc(unitAliases.alias));
  const directory = new Map<string, NamedUnit & { aliases: string[] }>();
  for (const { unit, alias } of rows) {
    const { id, name, province, block } = unit;
    const entry = directory.get(id) ?? { id, name, province, block, aliases: [], ...validityOf(unit) };
    if (alias !== null) entry.aliases.push(alias);
    directory.set(id, entry);
  }
  return [...directory.values()];
}

function validityOf({ validFrom, validTo }: Unit): Pick<NamedUnit, 'validFrom' | 'validTo'> {
  return { ...(validFrom === null ? {} : { validFrom }), ...(validTo === null ? {} : { validTo }) };
}

/** The blocks of a province in the order of its published report. */
export async function listBlocks(db: Reader, province: string): Promise<Block[]> {
  const rows = await db
    .select()
    .from(blocks)
    .where(eq(blocks.province, province))
    .orderBy(asc(blocks.position));
  const spellings = await db.select().from(blockAliases).where(eq(blockAliases.province, province));
  return rows.map((block) => ({
    ...block,
    aliases: spellings.filter(({ code }) => code === block.code).map(({ alias }) => alias),
  }));
}

/** Adds blocks or brings name and order of known ones up to date; spellings are added to those known. */
export async function saveBlocks(tx: Tx, entries: readonly Block[]): Promise<void> {
  for (const batch of batches(entries)) {
    await tx
      .insert(blocks)
      .values(batch.map(({ province, code, name, position }) => ({ province, code, name, position })))
      .onConflictDoUpdate({
        target: [blocks.province, blocks.code],
        set: { name: excluded(blocks.name), position: excluded(blocks.position) },
      });
  }
  const spellings = entries.flatMap(({ province, code, aliases }) =>
    aliases.map((alias) => ({ province, code, ...spelling(alias) })),
  );
  for (const batch of batches(spellings)) {
    await tx.insert(blockAliases).values(batch).onConflictDoNothing();
  }
}

/** Adds units or brings known ones up to date; spellings are added to those known. */
export async function saveUnits(
  tx: Tx,
  entries: readonly Unit[],
  aliases: readonly { readonly unitId: string; readonly alias: string }[],
): Promise<void> {
  const { id, ...changeable } = getTableColumns(units);
  const set = Object.fromEntries(Object.entries(changeable).map(([key, column]) => [key, excluded(column)]));
  for (const batch of batches(parentsFirst(entries))) {
    await tx.insert(units).values(batch).onConflictDoUpdate({ target: id, set });
  }
  const spellings = aliases.map(({ unitId, alias }) => ({ unitId, ...spelling(alias) }));
  for (const batch of batches(spellings)) {
    await tx.insert(unitAliases).values(batch).onConflictDoNothing();
  }
}

/** No row may name a parent that is not there yet. */
function parentsFirst(entries: readonly Unit[]): Unit[] {
  const byId = new Map(entries.map((unit) => [unit.id, unit]));
  const ordered = new Map<string, Unit>();
  for (const unit of entries) {
    const line: Unit[] = [];
    for (
      let at: Unit | undefined = unit;
      at !== undefined && !line.includes(at);
      at = byId.get(at.parentId ?? '')
    ) {
      if (ordered.has(at.id)) break;
      line.push(at);
    }
    for (const each of line.toReversed()) ordered.set(each.id, each);
  }
  return [...ordered.values()];
}

function spelling(text: string): { alias: string; folded: string } {
  const alias = normalize(text).trim();
  return { alias, folded: fold(alias) };
}
