/** The registry as questions are read by it, kept while nobody changes it: indexing thousands of names takes longer than most answers. */
import { count, inArray, max } from 'drizzle-orm';
import type { Db } from '../db/database.ts';
import { imports, unitAliases, units } from '../db/schema.ts';
import { type Block, listBlocks, listUnits, type Unit, unitDirectory } from '../db/units.ts';
import { type Directory, indexNames, withBlocks } from './understand/directory.ts';

export interface Registry {
  readonly units: readonly Unit[];
  /** For reading a question; blocks go by the same names in several provinces, and those of this one are meant first. */
  directoryFor(province: string | undefined): Directory;
}

const lastRead = new WeakMap<Db, { readonly stamp: string; readonly registry: Registry }>();

/** The registry as it stands now. */
export async function registryOf(db: Db): Promise<Registry> {
  const stamp = await stampOf(db);
  const held = lastRead.get(db);
  if (held?.stamp === stamp) return held.registry;
  const registry = await read(db);
  lastRead.set(db, { stamp, registry });
  return registry;
}

async function read(db: Db): Promise<Registry> {
  const directory = await unitDirectory(db);
  const blocks = new Map<string, readonly Block[]>();
  for (const province of new Set(directory.map((unit) => unit.province)))
    blocks.set(province, await listBlocks(db, province));
  const names = indexNames(directory);
  const directories = new Map<string | undefined, Directory>();
  return {
    units: await listUnits(db),
    directoryFor: (province) => {
      const others = [...blocks].filter(([code]) => code !== province).flatMap(([, of]) => of);
      const built =
        directories.get(province) ?? withBlocks(names, [...(blocks.get(province ?? '') ?? []), ...others]);
      directories.set(province, built);
      return built;
    },
  };
}

/** Changes with every file of units or of lineage, and with every unit and spelling. */
async function stampOf(db: Db): Promise<string> {
  const [file] = await db
    .select({ last: max(imports.id) })
    .from(imports)
    .where(inArray(imports.kind, ['units', 'lineage']));
  const [all] = await db.select({ units: count() }).from(units);
  const [spellings] = await db.select({ aliases: count() }).from(unitAliases);
  return [file?.last ?? 0, all?.units ?? 0, spellings?.aliases ?? 0].join(' ');
}
