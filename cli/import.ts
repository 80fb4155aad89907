/** `import`: a file of units, figures, points or published ranks into the database. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { Desk } from '../bot/desk.ts';
import { type FiguresUpload, type LoadOutcome, loadFigures } from '../bot/load-figures.ts';
import { type LineageOutcome, loadLineage } from '../bot/load-lineage.ts';
import { loadRanks, type RankCorrection, type RanksOutcome } from '../bot/load-ranks.ts';
import { loadScores, type ScoresOutcome } from '../bot/load-scores.ts';
import { FILE_KINDS, type FileKind, TEMPLATES, templateCsv } from '../bot/load-templates.ts';
import { loadUnits, type Renaming, type UnitsOutcome } from '../bot/load-units.ts';
import type { ImportProblem } from '../db/import/problems.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import type { Run } from './run.ts';
import { withDesk } from './store.ts';

type Outcome = UnitsOutcome | LineageOutcome | LoadOutcome | ScoresOutcome | RanksOutcome;

const LOADERS: Readonly<Record<FileKind, (desk: Desk, upload: FiguresUpload) => Promise<Outcome>>> = {
  units: loadUnits,
  lineage: loadLineage,
  figures: loadFigures,
  scores: loadScores,
  ranks: loadRanks,
};

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
    .description(
      'nạp một tệp đơn vị, diễn biến đơn vị, số liệu, điểm hoặc kết quả xếp hạng: tất cả hoặc không gì cả',
    )
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

function describe(outcome: Outcome): string {
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
    ...refusal.problems.slice(0, MOST_PRINTED).map(problemLine),
    ...(left > 0 ? [`và ${left} lỗi nữa.`] : []),
  ].join('\n');
}

function warningWords(outcome: Extract<Outcome, { readonly status: 'loaded' }>): string {
  if (!('warnings' in outcome)) return '';
  return ` Cảnh báo mới: ${outcome.warnings.units} đơn vị, ${outcome.warnings.messages} tin nhắn.`;
}

function countWords(outcome: Extract<Outcome, { readonly status: 'checked' | 'loaded' }>): string {
  if ('successions' in outcome)
    return `${outcome.successions} việc về đơn vị: ${outcome.ended.length} đơn vị kết thúc, ${outcome.renamed.length} đổi tên`;
  if ('added' in outcome) {
    const { units, added, renamed, spellings } = outcome;
    return `danh mục ${units} đơn vị: ${added} mới, ${renamed.length} đổi tên, thêm ${spellings} tên khác`;
  }
  const what =
    'figures' in outcome
      ? `${outcome.figures} số liệu`
      : 'scores' in outcome
        ? `${outcome.scores} điểm`
        : `${outcome.ranks} kết quả xếp hạng`;
  return `${what} của ${outcome.units} đơn vị`;
}

function correctionLines(outcome: Outcome): string[] {
  const corrections: readonly RankCorrection[] = 'corrections' in outcome ? outcome.corrections : [];
  const renamed: readonly Renaming[] = 'renamed' in outcome ? outcome.renamed : [];
  const undated: readonly string[] = 'undated' in outcome ? outcome.undated : [];
  return [
    ...corrections.map(({ name, year, from, to }) => `Đính chính: ${name} năm ${year}: ${from} → ${to}.`),
    ...renamed.map(({ unit, from, to }) => `Đổi tên: ${unit}: ${from} → ${to}.`),
    ...undated.map(
      (unit) => `Chưa rõ ${unit} có từ ngày nào: nếu là đơn vị mới, nạp lại danh mục với cột "Từ ngày".`,
    ),
  ];
}

function problemLine({ row, column, value, reason, remedy }: ImportProblem): string {
  const place = [row === undefined ? '' : `dòng ${row}`, column === undefined ? '' : `cột "${column}"`]
    .filter((part) => part !== '')
    .join(', ');
  const cell = value === undefined ? '' : ` ("${value}")`;
  return `- ${place === '' ? '' : `${place}${cell}: `}${reason} ${remedy}`;
}
