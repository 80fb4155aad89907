/** Dossiers that a unit has still to answer, as they were known on a day. */
import { and, eq, inArray, isNull, lte, notExists, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { CivilDate } from '../../engine/model/dates.ts';
import { type Dossier, isOpen } from '../../engine/model/dossier.ts';
import type { Reader } from '../database.ts';
import { isVisible } from '../imports.ts';
import { dossierLoads, dossiers, imports, officers, procedures } from '../schema.ts';
import { stored } from './versions.ts';

export interface OpenDossier extends Dossier {
  readonly code: string;
  /** Empty where the file did not say. */
  readonly procedure: string;
  /** As the one-stop system names who handles it: personal data. */
  readonly officer: string;
  /** The file that told of it last. */
  readonly fileName: string;
  readonly simulated: boolean;
}

/** Open dossiers of one unit in the order of their limits; those without a limit last. */
export async function openDossiers(
  db: Reader,
  { unitId, dataDate }: { readonly unitId: string; readonly dataDate: CivilDate },
): Promise<OpenDossier[]> {
  const rows = await db
    .select({
      dossier: dossiers,
      procedure: procedures.name,
      officer: officers.name,
      fileName: imports.fileName,
      simulated: imports.simulated,
    })
    .from(dossiers)
    .innerJoin(dossierLoads, eq(dossierLoads.importId, dossiers.importId))
    .innerJoin(imports, eq(imports.id, dossiers.importId))
    .leftJoin(procedures, eq(procedures.id, dossiers.procedureId))
    .leftJoin(officers, eq(officers.id, dossiers.officerId))
    .where(
      and(
        eq(dossiers.unitId, unitId),
        isNull(dossiers.returned),
        inArray(dossiers.state, ['open', 'paused', 'supplement']),
        lte(dossierLoads.knownOn, dataDate),
        isVisible(undefined),
        isLast(db, dataDate),
      ),
    )
    .orderBy(sql`${dossiers.due} is null`, dossiers.due, dossiers.code);
  return rows
    .map(({ dossier, procedure, officer, fileName, simulated }) => ({
      ...stored(dossier),
      procedure: procedure ?? '',
      officer: officer ?? '',
      fileName,
      simulated,
    }))
    .filter(isOpen);
}

/** No version of a later load was known by then. */
export function isLast(db: Reader, dataDate: CivilDate): SQL {
  const later = alias(dossiers, 'later');
  const laterLoad = alias(dossierLoads, 'later_load');
  const laterImport = alias(imports, 'later_import');
  return notExists(
    db
      .select({ id: later.id })
      .from(later)
      .innerJoin(laterLoad, eq(laterLoad.importId, later.importId))
      .innerJoin(laterImport, eq(laterImport.id, later.importId))
      .where(
        and(
          eq(later.code, dossiers.code),
          sql`${later.importId} > ${dossiers.importId}`,
          lte(laterLoad.knownOn, dataDate),
          sql`${laterImport.completedAt} is not null`,
        ),
      ),
  );
}
