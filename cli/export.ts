/** `export`: every table as CSV. */
import type { Command } from 'commander';
import { exportTables, LISTING } from '../db/care/export.ts';
import { withSource } from './backup.ts';
import { type CliContext, EXIT, type ExitCode, printJson } from './context.ts';
import { requireEmptyFolder } from './new-folder.ts';
import type { Run } from './run.ts';
import { heldDatabase } from './store.ts';

interface ExportOptions {
  readonly json?: true;
}

export function addExport(program: Command, run: Run): void {
  program
    .command('export')
    .argument('<thư mục>', 'thư mục mới hoặc trống')
    .option('--json', 'in kết quả dạng JSON')
    .description('xuất mọi bảng ra CSV, trừ mã và khóa truy cập')
    .action(run((context, folder: string, options: ExportOptions) => exportAll(context, folder, options)));
}

async function exportAll(context: CliContext, folder: string, options: ExportOptions): Promise<ExitCode> {
  heldDatabase(context);
  requireEmptyFolder(folder);
  const tables = await withSource(context, (source) => exportTables(source, folder, context.err));
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  if (options.json === true) printJson(context, { folder, tables });
  else
    context.out(
      `Đã xuất ${tables.length} bảng, ${rows.toLocaleString('vi-VN')} dòng vào ${folder}; danh sách ở ${LISTING}.`,
    );
  return EXIT.done;
}
