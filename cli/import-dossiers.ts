/** `import --kind dossiers`: an export of a one-stop system, streamed, with progress. */
import { createReadStream, statSync } from 'node:fs';
import path from 'node:path';
import { dossiers } from '../bot/file-kinds/dossiers.ts';
import { loadDossiers } from '../bot/load-dossiers.ts';
import type { Mapping } from '../db/dossiers/mappings.ts';
import { DOSSIER_COLUMNS, isDossierColumn } from '../db/import/dossiers/columns.ts';
import { parseState, STATE_WORDS } from '../db/import/dossiers/states.ts';
import type { TableSource } from '../db/import/table/table.ts';
import { findUnit } from '../db/units.ts';
import { isCivilDate } from '../engine/model/dates.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { describe } from './import-words.ts';
import { withDesk } from './store.ts';

export interface DossierOptions {
  readonly source?: string;
  readonly asOf?: string;
  readonly unit?: string;
  readonly column?: readonly string[];
  readonly state?: readonly string[];
  readonly dryRun?: true;
  readonly json?: true;
}

/** Rows between two lines of progress. */
const PROGRESS_EVERY = 100_000;

export function importDossiers(
  context: CliContext,
  file: string,
  options: DossierOptions,
): Promise<ExitCode> {
  const source = sourceOf(file);
  const { asOf, unit: unitId, source: sourceName } = options;
  const mapping = mappingOf(options);
  if (asOf !== undefined && !isCivilDate(asOf))
    throw new CommandError(EXIT.usage, `Ngày "${asOf}" của --as-of không đúng. Ghi như 2026-10-31.`);
  if (mapping !== undefined && sourceName === undefined)
    throw new CommandError(
      EXIT.usage,
      'Khai --column, --state thì ghi cả --source "TÊN NGUỒN" để lần sau tự dùng.',
    );
  return withDesk(context, async (desk) => {
    if (unitId !== undefined && (await findUnit(desk.db, unitId)) === undefined)
      throw new CommandError(EXIT.usage, `Không có đơn vị "${unitId}".`);
    const outcome = await loadDossiers(desk, {
      source,
      loadedBy: 'dòng lệnh',
      dryRun: options.dryRun === true,
      onProgress: progress(context),
      ...(asOf === undefined ? {} : { asOf }),
      ...(unitId === undefined ? {} : { unitId }),
      ...(sourceName === undefined ? {} : { sourceName }),
      ...(mapping === undefined ? {} : { mapping }),
    });
    if (options.json === true) printJson(context, outcome);
    else (outcome.status === 'refused' ? context.err : context.out)(describe(dossiers.tell(outcome)));
    return outcome.status === 'refused' ? EXIT.refused : EXIT.done;
  });
}

/** @throws CommandError when the file cannot be read */
function sourceOf(file: string): TableSource {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found?.isFile() !== true) throw new CommandError(EXIT.usage, `Không đọc được tệp "${file}".`);
  return { fileName: path.basename(file), size: found.size, chunks: () => createReadStream(file) };
}

/** @throws CommandError when a pair names no column or state */
function mappingOf({ column = [], state = [] }: DossierOptions): Mapping | undefined {
  if (column.length === 0 && state.length === 0) return undefined;
  const columns = Object.fromEntries(column.map((pair) => columnPair(pair)));
  const states = Object.fromEntries(
    state.map((pair) => {
      const [word, meaning] = halves(pair, 'Bị hoãn=Tạm dừng');
      if (parseState(meaning, {}) === undefined)
        throw new CommandError(
          EXIT.usage,
          `Không có trạng thái "${meaning}". Dùng: ${STATE_WORDS.join(', ')}.`,
        );
      return [word, meaning];
    }),
  );
  return { columns, states };
}

function columnPair(pair: string): [string, string] {
  const [heading, meaning] = halves(pair, 'Ngày xong=Ngày trả kết quả');
  const key =
    Object.entries(DOSSIER_COLUMNS).find(([, { headings }]) => headings[0] === meaning)?.[0] ?? meaning;
  if (isDossierColumn(key)) return [heading, key];
  const known = Object.values(DOSSIER_COLUMNS).map(({ headings }) => headings[0]);
  throw new CommandError(EXIT.usage, `Không có cột "${meaning}". Dùng: ${known.join(', ')}.`);
}

function halves(pair: string, example: string): [string, string] {
  const [left = '', right = '', ...more] = pair.split('=').map((half) => half.trim());
  if (left !== '' && right !== '' && more.length === 0) return [left, right];
  throw new CommandError(EXIT.usage, `Không hiểu "${pair}". Ví dụ: "${example}".`);
}

function progress({ err }: CliContext): (rows: number) => void {
  let told = 0;
  return (rows) => {
    if (rows - told < PROGRESS_EVERY) return;
    told = rows;
    err(`Đã đọc ${rows.toLocaleString('vi-VN')} dòng…`);
  };
}
