/** `audit`: a published report recomputed from its own tables and sentences. */
import type { Command } from 'commander';
import { type Audit, audit } from '../engine/audit/audit.ts';
import { isError } from '../engine/audit/findings.ts';
import { type InputFault, InputRefused } from '../engine/audit/sheet.ts';
import { readReports } from './audit-files.ts';
import { auditText } from './audit-text.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import type { Run } from './run.ts';

interface AuditOptions {
  readonly json?: true;
}

export function addAudit(program: Command, run: Run): void {
  program
    .command('audit')
    .argument('<thư mục>', 'các bảng CSV của một báo cáo, hoặc thư mục chứa nhiều báo cáo')
    .option('--json', 'in kết quả dạng JSON')
    .description('tính lại một báo cáo đã công bố và nêu từng số không khớp với các số khác')
    .action(run((context, folder: string, options: AuditOptions) => auditFolder(context, folder, options)));
}

/** Every report is checked before anything is printed: one that is refused refuses all. */
function auditFolder(context: CliContext, folder: string, options: AuditOptions): ExitCode {
  const reports = readReports(folder).map(({ name, tables }) => ({ name, result: checked(tables) }));
  const whole: Audit = {
    findings: reports.flatMap(({ result }) => result.findings),
    checked: reports.reduce((sum, { result }) => sum + result.checked, 0),
    readings: reports.flatMap(({ name, result }) =>
      result.readings.map((reading) => (name === '' ? reading : `${name}: ${reading}`)),
    ),
    skipped: reports.flatMap(({ result }) => result.skipped),
  };
  for (const file of whole.skipped) context.err(`Bỏ qua ${file}: không phải dạng bảng nào đã biết.`);
  if (options.json === true)
    printJson(context, { findings: whole.findings, checked: whole.checked, readings: whole.readings });
  else context.out(auditText(whole));
  return whole.findings.some(isError) ? EXIT.no : EXIT.done;
}

function checked(tables: Parameters<typeof audit>[0]): Audit {
  try {
    return audit(tables);
  } catch (error) {
    if (error instanceof InputRefused) throw refusal(error.faults);
    throw error;
  }
}

const SHOWN = 20;

function refusal(faults: readonly InputFault[]): CommandError {
  const more = faults.length > SHOWN ? [`… và ${faults.length - SHOWN} lỗi khác.`] : [];
  return new CommandError(
    EXIT.refused,
    ['Không kiểm tra: đầu vào có lỗi.', ...faults.slice(0, SHOWN).map(faultLine), ...more].join('\n'),
  );
}

function faultLine({ file, row, column, value, reason, remedy }: InputFault): string {
  const place = [
    file,
    ...(row === undefined ? [] : [`dòng ${row}`]),
    ...(column === undefined ? [] : [`cột "${column}"`]),
  ].join(', ');
  return `- ${place}${value === undefined ? '' : ` ("${value}")`}: ${reason} ${remedy}`;
}
