/** `retention`: what is past its period, shown or deleted. */
import type { Command } from 'commander';
import { applyRetention, type Expired, expired } from '../db/retention.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import type { Run } from './run.ts';
import { withDesk } from './store.ts';

interface RetentionOptions {
  readonly apply?: true;
  readonly dryRun?: true;
  readonly json?: true;
}

export function addRetention(program: Command, run: Run): void {
  program
    .command('retention')
    .option('--dry-run', 'chỉ cho biết, không xóa')
    .option('--apply', 'xóa những gì đã hết thời hạn lưu')
    .option('--json', 'in kết quả dạng JSON')
    .description('thời hạn lưu những gì không có giá trị lâu dài; máy chủ tự làm mỗi ngày một lần')
    .action(run((context, options: RetentionOptions) => retention(context, options)));
}

function retention(context: CliContext, options: RetentionOptions): Promise<ExitCode> {
  const isApplied = options.apply === true;
  if (isApplied === (options.dryRun === true))
    throw new CommandError(EXIT.usage, 'Ghi một trong hai: --dry-run để xem trước, hoặc --apply để xóa.');
  return withDesk(context, async ({ db, now }) => {
    const periods = isApplied ? await applyRetention(db, now) : await expired(db, now);
    if (options.json === true) printJson(context, { applied: isApplied, periods });
    else
      context.out(
        [
          isApplied ? 'Đã xóa những gì hết thời hạn lưu:' : 'Sẽ xóa (chưa xóa):',
          ...periods.map(periodLine),
          'Số liệu, điểm, xếp hạng, quyết định, bộ quy tắc đã công bố luôn được giữ.',
        ].join('\n'),
      );
    return EXIT.done;
  });
}

function periodLine({ what, days, rows }: Expired): string {
  return `  ${what}, quá ${days} ngày: ${rows.toLocaleString('vi-VN')}`;
}
