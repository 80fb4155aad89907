/** `import`: a file of any kind that offices keep, into the database. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { FileOutcome, Loaded } from '../bot/file-kinds/kind.ts';
import { loadFile } from '../bot/load-file.ts';
import { FILE_KINDS, type FileKind, TEMPLATES, templateCsv } from '../bot/load-templates.ts';
import type { WarningCounts } from '../bot/warnings.ts';
import type { ImportProblem } from '../db/import/problems.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import type { Run } from './run.ts';
import { withDesk } from './store.ts';

interface ImportOptions {
  readonly kind: string;
  readonly template?: string;
  readonly dryRun?: true;
  readonly json?: true;
}

export function addImport(program: Command, run: Run): void {
  program
    .command('import')
    .argument('[tệp]', 'tệp CSV; các cột của từng loại: import --template LOẠI')
    .description('nạp một tệp đơn vị, số liệu, điểm, xếp hạng, nhiệm vụ, báo cáo…: tất cả hoặc không gì cả')
    .option('--kind <loại>', `loại tệp: ${FILE_KINDS.join(', ')}`, 'figures')
    .option('--template <loại>', 'in dòng tiêu đề và một dòng mẫu của loại tệp')
    .option('--dry-run', 'chỉ kiểm tra, không nạp')
    .option('--json', 'in kết quả dạng JSON')
    .action(
      run((context, file: string | undefined, options: ImportOptions) => {
        if (options.template !== undefined) return printTemplate(context, options.template, options);
        if (file === undefined)
          throw new CommandError(EXIT.usage, 'Cần một tệp. Ví dụ: import diem.csv --kind scores');
        return importFile(context, file, options);
      }),
    );
}

function kindNamed(name: string): FileKind {
  const kind = FILE_KINDS.find((each) => each === name);
  if (kind === undefined)
    throw new CommandError(EXIT.usage, `Không có loại tệp "${name}". Dùng: ${FILE_KINDS.join(', ')}.`);
  return kind;
}

function printTemplate(context: CliContext, name: string, options: ImportOptions): ExitCode {
  const kind = kindNamed(name);
  const csv = templateCsv(TEMPLATES[kind]);
  if (options.json === true) printJson(context, { kind, ...TEMPLATES[kind], csv });
  else context.out(csv);
  return EXIT.done;
}

function importFile(context: CliContext, file: string, options: ImportOptions): Promise<ExitCode> {
  const kind = kindNamed(options.kind);
  const bytes = readBytes(file);
  return withDesk(context, async (desk) => {
    const upload = {
      bytes,
      fileName: path.basename(file),
      loadedBy: 'dòng lệnh',
      dryRun: options.dryRun === true,
    };
    const loaded = await loadFile(desk, kind, upload);
    const { outcome } = loaded;
    if (options.json === true) printJson(context, outcome);
    else (outcome.status === 'refused' ? context.err : context.out)(describe(loaded));
    return outcome.status === 'refused' ? EXIT.refused : EXIT.done;
  });
}

/** @throws CommandError when the file cannot be read */
export function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new CommandError(EXIT.usage, `Không đọc được tệp "${file}".`);
  }
}

function describe({ outcome, counts, notes }: Loaded): string {
  switch (outcome.status) {
    case 'refused':
      return refusalWords(outcome);
    case 'repeated':
      return 'Tệp này đã nạp trước đây; không có gì thay đổi.';
    case 'checked':
      return [`Tệp hợp lệ: ${counts}. Chưa nạp (--dry-run).`, ...notes].join('\n');
    case 'loaded':
      return [`Đã nạp ${counts}.${warningWords(outcome)}`, ...notes].join('\n');
  }
}

/** Faults of a file that are printed; more would bury the first ones. */
const MOST_PRINTED = 50;

/** The faults of a file, a line each; JSON has them all. */
export function refusalWords(refusal: {
  readonly problems: readonly ImportProblem[];
  readonly total: number;
}): string {
  const left = refusal.total - Math.min(refusal.problems.length, MOST_PRINTED);
  return [
    `Không nạp: tệp có ${refusal.total} lỗi. Dữ liệu không thay đổi.`,
    ...refusal.problems.slice(0, MOST_PRINTED).map(problemLine),
    ...(left > 0 ? [`và ${left} lỗi nữa.`] : []),
  ].join('\n');
}

function warningWords(outcome: FileOutcome & { readonly warnings?: WarningCounts }): string {
  const { warnings } = outcome;
  if (warnings === undefined) return '';
  return ` Cảnh báo mới: ${warnings.units} đơn vị, ${warnings.messages} tin nhắn.`;
}

function problemLine({ row, column, value, reason, remedy }: ImportProblem): string {
  const place = [row === undefined ? '' : `dòng ${row}`, column === undefined ? '' : `cột "${column}"`]
    .filter((part) => part !== '')
    .join(', ');
  const cell = value === undefined ? '' : ` ("${value}")`;
  return `- ${place === '' ? '' : `${place}${cell}: `}${reason} ${remedy}`;
}
