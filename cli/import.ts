/** `import`: a file of units, figures, points or published ranks into the database. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { RankCorrection } from '../bot/load-ranks.ts';
import { FILE_KINDS, type FileKind, TEMPLATES, templateCsv } from '../bot/load-templates.ts';
import type { Renaming } from '../bot/load-units.ts';
import { countWords, type FileOutcome, LOADERS } from '../bot/loaders.ts';
import { problemWords } from '../bot/problems-reply.ts';
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
    .description('nạp một tệp đơn vị, số liệu, điểm hoặc kết quả xếp hạng: tất cả hoặc không gì cả')
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
    const outcome = await LOADERS[kind](desk, upload);
    if (options.json === true) printJson(context, outcome);
    else (outcome.status === 'refused' ? context.err : context.out)(describe(outcome));
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

function describe(outcome: FileOutcome): string {
  switch (outcome.status) {
    case 'refused':
      return refusalWords(outcome);
    case 'repeated':
      return 'Tệp này đã nạp trước đây; không có gì thay đổi.';
    case 'checked':
      return [`Tệp hợp lệ: ${countWords(outcome)}. Chưa nạp (--dry-run).`, ...correctionLines(outcome)].join(
        '\n',
      );
    case 'loaded':
      return [`Đã nạp ${countWords(outcome)}.${warningWords(outcome)}`, ...correctionLines(outcome)].join(
        '\n',
      );
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
    ...refusal.problems.slice(0, MOST_PRINTED).map((problem) => `- ${problemWords(problem)}`),
    ...(left > 0 ? [`và ${left} lỗi nữa.`] : []),
  ].join('\n');
}

function warningWords(outcome: Extract<FileOutcome, { readonly status: 'loaded' }>): string {
  if (!('warnings' in outcome)) return '';
  return ` Cảnh báo mới: ${outcome.warnings.units} đơn vị, ${outcome.warnings.messages} tin nhắn.`;
}

function correctionLines(outcome: FileOutcome): string[] {
  const corrections: readonly RankCorrection[] = 'corrections' in outcome ? outcome.corrections : [];
  const renamed: readonly Renaming[] = 'renamed' in outcome ? outcome.renamed : [];
  return [
    ...corrections.map(({ name, year, from, to }) => `Đính chính: ${name} năm ${year}: ${from} → ${to}.`),
    ...renamed.map(({ unit, from, to }) => `Đổi tên: ${unit}: ${from} → ${to}.`),
  ];
}
