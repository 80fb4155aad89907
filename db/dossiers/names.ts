/** Officers and procedures by number. New ones get theirs at once and are written when the load that names them completes. */
import type { Db, Tx } from '../database.ts';
import { officers, procedures } from '../schema.ts';
import { batches } from '../sql.ts';

interface Numbered {
  readonly id: number;
}

/** Names that are numbered from the highest number in use. */
class Numbers<Row extends Numbered> {
  readonly #ids: Map<string, number>;
  readonly #added: Row[] = [];
  #last: number;

  constructor(known: readonly Row[], keyOf: (row: Row) => string) {
    this.#ids = new Map(known.map((row) => [keyOf(row), row.id]));
    this.#last = known.reduce((last, { id }) => Math.max(last, id), 0);
  }

  get added(): readonly Row[] {
    return this.#added;
  }

  idOf(key: string, make: (id: number) => Row): number {
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#last += 1;
    this.#ids.set(key, this.#last);
    this.#added.push(make(this.#last));
    return this.#last;
  }
}

export class DossierNames {
  readonly #officers: Numbers<typeof officers.$inferSelect>;
  readonly #procedures: Numbers<typeof procedures.$inferSelect>;

  private constructor(
    knownOfficers: readonly (typeof officers.$inferSelect)[],
    knownProcedures: readonly (typeof procedures.$inferSelect)[],
  ) {
    this.#officers = new Numbers(knownOfficers, ({ unitId, name }) => officerKey(unitId, name));
    this.#procedures = new Numbers(knownProcedures, ({ name }) => name);
  }

  static async read(db: Db): Promise<DossierNames> {
    return new DossierNames(await db.select().from(officers), await db.select().from(procedures));
  }

  officer(unitId: string, name: string): number {
    return this.#officers.idOf(officerKey(unitId, name), (id) => ({ id, unitId, name }));
  }

  procedure(name: string): number {
    return this.#procedures.idOf(name, (id) => ({ id, name }));
  }

  /** Writes the names that are new. @throws when another load has used their numbers meanwhile */
  async save(tx: Tx): Promise<void> {
    for (const batch of batches(this.#officers.added)) await tx.insert(officers).values(batch);
    for (const batch of batches(this.#procedures.added)) await tx.insert(procedures).values(batch);
  }
}

function officerKey(unitId: string, name: string): string {
  return `${unitId}\n${name}`;
}
