/** `import`: a file of figures into the database. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { type LoadOutcome, loadFigures } from '../bot/load-figures.ts';
import type { ImportProblem } from '../db/import/problems.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import type { Run } from './run.ts';
import { withDesk } from './store.ts';

const KINDS = ['figures'] as const;

interface ImportOptions {
  readonly kind: string;
  readonly dryRun?: true;
  readonly json?: true;
}

export function addImport(program: Command, run: Run): void {
  program
    .command('import')
    .argument('<tệp>', 'tệp CSV: một cột đơn vị, một cột kỳ, mỗi dữ kiện một cột')
    .description('nạp một tệp số liệu: tất cả hoặc không gì cả')
    .option('--kind <loại>', `loại tệp: ${KINDS.join(', ')}`, 'figures')
    .option('--dry-run', 'chỉ kiểm tra, không nạp')
    .option('--json', 'in kết quả dạng JSON')
    .action(run((context, file: string, options: ImportOptions) => importFile(context, file, options)));
}

function importFile(context: CliContext, file: string, options: ImportOptions): Promise<ExitCode> {
  if (!(KINDS as readonly string[]).includes(options.kind))
    throw new CommandError(EXIT.usage, `Không có loại tệp "${options.kind}". Dùng: ${KINDS.join(', ')}.`);
  const bytes = readBytes(file);
  return withDesk(context, async (desk) => {
    const upload = {
      bytes,
      fileName: path.basename(file),
      loadedBy: 'dòng lệnh',
      dryRun: options.dryRun === true,
    };
    const outcome = await loadFigures(desk, upload);
    if (options.json === true) printJson(context, outcome);
    else (outcome.status === 'refused' ? context.err : context.out)(describe(outcome));
    return outcome.status === 'refused' ? EXIT.refused : EXIT.done;
  });
}

function readBytes(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    throw new CommandError(EXIT.usage, `Không đọc được tệp "${file}".`);
  }
}

function describe(outcome: LoadOutcome): string {
  switch (outcome.status) {
    case 'refused':
      return [
        `Không nạp: tệp có ${outcome.total} lỗi. Dữ liệu không thay đổi.`,
        ...outcome.problems.map(problemLine),
      ].join('\n');
    case 'repeated':
      return 'Tệp này đã nạp trước đây; không có gì thay đổi.';
    case 'checked':
      return `Tệp hợp lệ: ${outcome.figures} số liệu của ${outcome.units} đơn vị. Chưa nạp (--dry-run).`;
    case 'loaded':
      return `Đã nạp ${outcome.figures} số liệu của ${outcome.units} đơn vị. Cảnh báo mới: ${outcome.warnings.units} đơn vị, ${outcome.warnings.messages} tin nhắn.`;
  }
}

function problemLine({ row, column, value, reason, remedy }: ImportProblem): string {
  const place = [row === undefined ? '' : `dòng ${row}`, column === undefined ? '' : `cột "${column}"`]
    .filter((part) => part !== '')
    .join(', ');
  const cell = value === undefined ? '' : ` ("${value}")`;
  return `- ${place === '' ? '' : `${place}${cell}: `}${reason} ${remedy}`;
}
