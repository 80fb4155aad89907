/** Exports of one-stop systems as text, and what the database holds of them. */

import { type DossiersOutcome, type DossiersUpload, loadDossiers } from '../../bot/load-dossiers.ts';
import { dossierFigures } from '../../db/dossiers/figures.ts';
import { dossiers, officers, procedures } from '../../db/schema.ts';
import { DOSSIER_FACTS } from '../../engine/model/dossier.ts';
import { csvText } from '../db/import/table/writing.ts';
import type { Office } from './offices.ts';

export const HEADINGS = [
  'Mã hồ sơ',
  'Đơn vị',
  'Cán bộ xử lý',
  'Ngày tiếp nhận',
  'Ngày hẹn trả',
  'Ngày trả kết quả',
  'Trạng thái',
] as const;

/** Of row number 1 and on, answered in time; the cells that matter to a test are changed. */
export function dossier(
  number: number,
  changes: Partial<Record<(typeof HEADINGS)[number], string>> = {},
): string[] {
  const usual: Record<(typeof HEADINGS)[number], string> = {
    'Mã hồ sơ': `H32-${number}`,
    'Đơn vị': 'Sở Tư pháp',
    'Cán bộ xử lý': 'cán bộ A',
    'Ngày tiếp nhận': '05/10/2026 08:00',
    'Ngày hẹn trả': '12/10/2026 17:00',
    'Ngày trả kết quả': '09/10/2026 10:00',
    'Trạng thái': 'Đã trả kết quả',
  };
  return HEADINGS.map((heading) => changes[heading] ?? usual[heading]);
}

/** One that is still to be answered. */
export function open(number: number, due: string, changes: Parameters<typeof dossier>[1] = {}): string[] {
  return dossier(number, {
    'Ngày hẹn trả': due,
    'Ngày trả kết quả': '',
    'Trạng thái': 'Đang xử lý',
    ...changes,
  });
}

export function csv(rows: readonly (readonly string[])[], headings: readonly string[] = HEADINGS): string {
  return csvText([headings, ...rows]);
}

type Options = Partial<Omit<DossiersUpload, 'source'>> & {
  readonly day?: string;
  readonly fileName?: string;
};

/** Loads a file of the bytes or the text; on 20/11/2026 unless `day` says another. */
export async function load(
  at: Pick<Office, 'desk'>,
  content: string | Uint8Array,
  { day, fileName = 'ho-so.csv', ...options }: Options = {},
): Promise<DossiersOutcome> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const source = {
    fileName,
    size: bytes.length,
    async *chunks() {
      yield bytes;
    },
  };
  return loadDossiers(await at.desk(day), { source, loadedBy: 'kiểm thử', dryRun: false, ...options });
}

/** The versions that are stored, with the names they refer to, by code. */
export async function storedDossiers({ db }: Office) {
  const officerNames = new Map((await db.select().from(officers)).map(({ id, name }) => [id, name]));
  const procedureNames = new Map((await db.select().from(procedures)).map(({ id, name }) => [id, name]));
  const rows = await db.select().from(dossiers).orderBy(dossiers.id);
  return new Map(
    rows.map(({ officerId, procedureId, ...row }) => [
      row.code,
      {
        ...row,
        officer: officerNames.get(officerId ?? 0),
        procedure: procedureNames.get(procedureId ?? 0),
      },
    ]),
  );
}

/** The counts of the year 2026 of one unit as they are known on a day. */
export async function countsOf(
  { db }: Pick<Office, 'db'>,
  unitId = 'so-tu-phap',
  dataDate = '2026-11-20',
): Promise<Record<string, number> | undefined> {
  const figures = (await dossierFigures(db, { year: 2026, dataDate })).get(unitId);
  if (figures === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(DOSSIER_FACTS).map(([key, name]) => [
      key,
      (figures.get(name) ?? []).reduce(
        (sum, { state }) => sum + (state.status === 'known' ? Number(state.value.numerator) : Number.NaN),
        0,
      ),
    ]),
  );
}

/** Every row of every table, as one text a table: what a load may not change is compared with it. */
export async function contents({ db }: Pick<Office, 'db'>): Promise<Record<string, string>> {
  const tables = await db.all<{ name: string }>(
    "select name from sqlite_schema where type = 'table' and name not like 'sqlite_%' order by name",
  );
  const all: Record<string, string> = {};
  for (const { name } of tables)
    all[name] = JSON.stringify(await db.all(`select * from "${name}" order by rowid`));
  return all;
}
