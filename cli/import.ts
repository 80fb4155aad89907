/** `import`: a file of units, figures, points or published ranks into the database. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import type { Desk } from '../bot/desk.ts';
import { type FiguresUpload, type LoadOutcome, loadFigures } from '../bot/load-figures.ts';
import { loadRanks, type RankCorrection, type RanksOutcome } from '../bot/load-ranks.ts';
import { loadScores, type ScoresOutcome } from '../bot/load-scores.ts';
import { FILE_KINDS, type FileKind, TEMPLATES, templateCsv } from '../bot/load-templates.ts';
import { loadUnits, type Renaming, type UnitsOutcome } from '../bot/load-units.ts';
import { templateGuide } from '../bot/template-guide.ts';
import type * as Template from '../report/xlsx/template.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { type DossierOptions, importDossiers } from './import-dossiers.ts';
import { refusalWords, warningWords } from './import-words.ts';
import type { Run } from './run.ts';
import { withDesk } from './store.ts';

type Outcome = UnitsOutcome | LoadOutcome | ScoresOutcome | RanksOutcome;

const LOADERS: Readonly<
  Record<Exclude<FileKind, 'dossiers'>, (desk: Desk, upload: FiguresUpload) => Promise<Outcome>>
> = {
  units: loadUnits,
  figures: loadFigures,
  scores: loadScores,
  ranks: loadRanks,
};

interface ImportOptions extends DossierOptions {
  readonly kind: string;
  readonly template?: string;
  readonly csv?: true;
}

export function addImport(program: Command, run: Run): void {
  program
    .command('import')
    .argument('[tệp]', 'tệp CSV hoặc XLSX; các cột của từng loại: import --template LOẠI')
    .description('nạp một tệp đơn vị, hồ sơ, số liệu, điểm hoặc kết quả xếp hạng: tất cả hoặc không gì cả')
    .option('--kind <loại>', `loại tệp: ${FILE_KINDS.join(', ')}`, 'figures')
    .option('--template <loại>', 'mẫu của loại tệp: bảng tính XLSX (> mẫu.xlsx), hoặc CSV trên màn hình')
    .option('--csv', 'mẫu dạng CSV')
    .option('--source <tên>', 'hồ sơ: nguồn của tệp; cách đọc đã khai cho nguồn được dùng lại')
    .option('--as-of <ngày>', 'hồ sơ: tệp phản ánh đến hết ngày này; mặc định hôm nay')
    .option('--unit <mã>', 'hồ sơ: đơn vị, khi tệp không có cột đơn vị')
    .option('--column <cặp...>', 'hồ sơ: tiêu đề riêng của nguồn, ví dụ "Ngày xong=Ngày trả kết quả"')
    .option('--state <cặp...>', 'hồ sơ: trạng thái riêng của nguồn, ví dụ "Bị hoãn=Tạm dừng"')
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

async function printTemplate(
  context: CliContext,
  name: string,
  { csv, json }: ImportOptions,
): Promise<ExitCode> {
  const kind = kindNamed(name);
  const template = TEMPLATES[kind];
  const text = templateCsv(template);
  if (json === true) printJson(context, { kind, ...template, csv: text });
  else if (csv === true || context.isTerminal) context.out(text);
  else {
    const { templateBook }: typeof Template = await import('../report/xlsx/template.ts');
    context.outBytes(await templateBook(template, templateGuide(kind)));
  }
  return EXIT.done;
}

function importFile(context: CliContext, file: string, options: ImportOptions): Promise<ExitCode> {
  const kind = kindNamed(options.kind);
  if (kind === 'dossiers') return importDossiers(context, file, options);
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
      return [
        `Đã nạp ${countWords(outcome)}.${'warnings' in outcome ? warningWords(outcome.warnings) : ''}`,
        ...correctionLines(outcome),
      ].join('\n');
  }
}

function countWords(outcome: Extract<Outcome, { readonly units: number }>): string {
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
  return [
    ...corrections.map(({ name, year, from, to }) => `Đính chính: ${name} năm ${year}: ${from} → ${to}.`),
    ...renamed.map(({ unit, from, to }) => `Đổi tên: ${unit}: ${from} → ${to}.`),
  ];
}
