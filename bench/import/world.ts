/** A simulated province as files, and a database that knows its units. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { write as bookBytes, utils } from '@e965/xlsx';
import { parse } from 'csv-parse/sync';
import { openDesk } from '../../bot/desk.ts';
import { loadUnits } from '../../bot/load-units.ts';
import { CsvFile } from '../../db/care/csv-file.ts';
import { openDatabase } from '../../db/open.ts';
import { Calendar } from '../../db/simulate/calendar.ts';
import { simulatedFiles } from '../../db/simulate/files.ts';
import { makeWorld } from '../../db/simulate/world.ts';
import { isWeekday } from '../../engine/model/dates.ts';

export const AS_OF = '2026-12-31';
/** When the files are loaded. */
export const NOW = new Date('2027-01-05T03:00:00Z');
const YEAR = 2026;
const UNITS = 400;
const OFFICERS = 1000;
const DOSSIERS_OF_AN_OFFICER = 400;
const SEED = 7;

export interface Province {
  readonly units: string;
  readonly dossiers: string;
}

/** Writes the registry and the dossiers of one year into a folder that exists. */
export function writeProvince(folder: string, dossiers: number): Province {
  const world = makeWorld({
    units: UNITS,
    seed: SEED,
    dossiers,
    officers: Math.max(OFFICERS, Math.ceil(dossiers / DOSSIERS_OF_AN_OFFICER)),
  });
  const files = simulatedFiles(world, new Calendar(YEAR, YEAR, isWeekday), [YEAR], AS_OF);
  const written = files.map(({ name, lines }) => {
    const file = path.join(folder, name);
    const csv = new CsvFile(file);
    for (const line of lines) csv.write(line);
    csv.finish();
    return { name, file };
  });
  const named = (start: string): string => written.find(({ name }) => name.startsWith(start))?.file ?? '';
  return { units: named('don-vi'), dossiers: named('ho-so') };
}

/** Loads the units into a database that holds the rules. */
export async function loadRegistry(url: string, { units }: Province): Promise<void> {
  const opened = await openDatabase(url);
  const desk = await openDesk(opened.db, { now: NOW });
  const upload = { bytes: readFileSync(units), fileName: 'don-vi.csv', loadedBy: 'phép đo', dryRun: false };
  const outcome = await loadUnits(desk, upload);
  opened.close();
  if (outcome.status !== 'loaded') throw new Error(`the units were ${outcome.status}`);
}

/** The same dossiers as a workbook. */
export function writeWorkbook(csv: string, file: string): void {
  const rows = parse(readFileSync(csv), { bom: true, relax_column_count: true });
  const sheet = utils.aoa_to_sheet(rows);
  const book = utils.book_new(sheet, 'Hồ sơ');
  writeFileSync(file, bookBytes(book, { type: 'buffer', bookType: 'xlsx', compression: true }));
}
