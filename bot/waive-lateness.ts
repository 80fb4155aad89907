/** An accepted dispute of a dossier's lateness: a later version of the dossier that counts as in time. */
import type { Tx } from '../db/database.ts';
import { loadedAsOf } from '../db/dossiers/figures.ts';
import { DossierLoad } from '../db/dossiers/load.ts';
import { currentVersions } from '../db/dossiers/versions.ts';
import { sha256 } from '../db/import/sha256.ts';
import { civilDate } from '../engine/model/dates.ts';
import type { Desk } from './desk.ts';
import { changedBy } from './load-dossiers.ts';
import { completeWithWarnings } from './warnings.ts';

/**
 * @param fileName under which the version is told of as a source
 * @param also what else becomes true in the same transaction, or fails it
 * @throws ImportConflictError when a load of dossiers was completed meanwhile
 */
export async function waiveLateness(
  desk: Desk,
  code: string,
  fileName: string,
  loadedBy: string,
  also: (tx: Tx, importId: number) => Promise<void>,
): Promise<void> {
  const { db, now } = desk;
  const known = (await currentVersions(db, [code])).get(code);
  if (known === undefined) throw new RangeError(`no dossier \`${code}\``);
  const { asOf, simulated } = await loadedAsOf(db, known.importId);
  const load = await DossierLoad.begin(
    db,
    { fileName, sha256: sha256(`${fileName} ${code} ${now.toISOString()}`), simulated, loadedBy },
    asOf,
    now,
  );
  try {
    await load.waive(known);
    await load.close(civilDate(now));
    await completeWithWarnings(desk, load.importId, changedBy(load, now), async (tx) => {
      await load.seal(tx);
      await also(tx, load.importId);
    });
  } catch (error) {
    await load.discard();
    throw error;
  }
}
