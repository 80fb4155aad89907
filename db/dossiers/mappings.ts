/** How a source's files are to be read, kept under the name of the source. */
import { eq } from 'drizzle-orm';
import type { Reader, Tx } from '../database.ts';
import { importMappings } from '../schema.ts';

export interface Mapping {
  /** Column (`DossierColumn`) by the heading under which it stands. */
  readonly columns: Readonly<Record<string, string>>;
  /** State in our words by the word of the source. */
  readonly states: Readonly<Record<string, string>>;
}

export const NO_MAPPING: Mapping = { columns: {}, states: {} };

export async function readMapping(db: Reader, source: string): Promise<Mapping | undefined> {
  const [found] = await db.select().from(importMappings).where(eq(importMappings.source, source));
  return found;
}

/** Keeps the mapping for the next file of the source; what was said before of other headings and words stays. */
export async function saveMapping(
  tx: Tx,
  source: string,
  mapping: Mapping,
  by: { readonly savedAt: string; readonly savedBy: string },
): Promise<void> {
  const known = (await readMapping(tx, source)) ?? NO_MAPPING;
  const merged = {
    columns: { ...known.columns, ...mapping.columns },
    states: { ...known.states, ...mapping.states },
    ...by,
  };
  await tx
    .insert(importMappings)
    .values({ source, ...merged })
    .onConflictDoUpdate({ target: importMappings.source, set: merged });
}
