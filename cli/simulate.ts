/** `simulate`: labelled synthetic dossiers and surveys, for trials and load. */
import path from 'node:path';
import type { Command } from 'commander';
import { CsvFile } from '../db/care/csv-file.ts';
import { Calendar } from '../db/simulate/calendar.ts';
import { HEAD_LINES, type SimulatedFile, simulatedFiles } from '../db/simulate/files.ts';
import { makeWorld, type World } from '../db/simulate/world.ts';
import {
  type CivilDate,
  civilDate,
  isCivilDate,
  isWeekday,
  vietnameseDate,
  yearOf,
} from '../engine/model/dates.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { requireEmptyFolder } from './new-folder.ts';
import type { Run } from './run.ts';

interface SimulateOptions {
  readonly units: string;
  readonly years: string;
  readonly seed: string;
  readonly dossiers?: string;
  readonly officers?: string;
  readonly asOf?: string;
  readonly out: string;
  readonly json?: true;
}

interface Written {
  readonly file: string;
  readonly rows: number;
  readonly bytes: number;
}

const MOST_YEARS = 20;
const MOST_DOSSIERS = 50_000_000;
/** Rows between two words of progress. */
const PROGRESS = 500_000;

export function addSimulate(program: Command, run: Run): void {
  program
    .command('simulate')
    .description('sinh số liệu mô phỏng có ghi rõ: đơn vị, hồ sơ một cửa, khảo sát hài lòng')
    .requiredOption('--units <số>', 'số đơn vị, từ 1 đến 10.000')
    .option('--years <số>', 'số năm, năm cuối là năm của ngày --as-of', '1')
    .option('--seed <số nguyên>', 'hạt giống: cùng hạt giống thì cùng số liệu', '1')
    .option('--dossiers <số>', 'hồ sơ tiếp nhận trong trọn một năm; mặc định theo loại đơn vị')
    .option('--officers <số>', 'số cán bộ; mặc định mỗi 400 hồ sơ một người')
    .option('--as-of <ngày>', 'tính đến hết ngày này, ví dụ 2026-10-31; mặc định hôm nay')
    .requiredOption('--out <thư mục>', 'thư mục mới để ghi các tệp CSV')
    .option('--json', 'in kết quả dạng JSON')
    .action(run((context, options: SimulateOptions) => simulate(context, options)));
}

function simulate(context: CliContext, options: SimulateOptions): ExitCode {
  const { world, years, asOf } = askedFor(options, civilDate(context.now()));
  requireEmptyFolder(options.out);
  const calendar = new Calendar(years[0] ?? yearOf(asOf), yearOf(asOf), isWeekday);
  const files = simulatedFiles(world, calendar, years, asOf).map((file) =>
    writeFile(file, options.out, context.err),
  );
  if (options.json === true) {
    const { seed, officers } = world;
    printJson(context, { seed, as_of: asOf, units: world.units.length, officers, files });
  } else
    context.out(
      [
        `Số liệu mô phỏng, hạt giống ${world.seed}, tính đến ngày ${vietnameseDate(asOf)}:`,
        ...files.map(({ file, rows }) => `  ${file}: ${rows.toLocaleString('vi-VN')} dòng`),
      ].join('\n'),
    );
  return EXIT.done;
}

function askedFor(
  options: SimulateOptions,
  today: CivilDate,
): { readonly world: World; readonly years: readonly number[]; readonly asOf: CivilDate } {
  const asOf = options.asOf ?? today;
  if (!isCivilDate(asOf))
    throw new CommandError(EXIT.usage, `Ngày "${asOf}" của --as-of không đúng. Ghi như 2026-10-31.`);
  const count = wholeNumber('--years', options.years, 1, MOST_YEARS);
  const asked = {
    units: wholeNumber('--units', options.units, 1, Number.MAX_SAFE_INTEGER),
    seed: wholeNumber('--seed', options.seed, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
    dossiers:
      options.dossiers === undefined
        ? undefined
        : wholeNumber('--dossiers', options.dossiers, 1, MOST_DOSSIERS),
    officers:
      options.officers === undefined
        ? undefined
        : wholeNumber('--officers', options.officers, 1, MOST_DOSSIERS),
  };
  const years = Array.from({ length: count }, (_, index) => yearOf(asOf) - count + 1 + index);
  return { world: worldOf(asked), years, asOf };
}

function worldOf(asked: Parameters<typeof makeWorld>[0]): World {
  try {
    return makeWorld(asked);
  } catch (error) {
    if (error instanceof RangeError) throw new CommandError(EXIT.usage, error.message);
    throw error;
  }
}

function wholeNumber(option: string, text: string, least: number, most: number): number {
  const number = /^-?\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (Number.isSafeInteger(number) && number >= least && number <= most) return number;
  const range = least < 0 ? 'một số nguyên' : `một số nguyên từ ${least} đến ${most.toLocaleString('vi-VN')}`;
  throw new CommandError(EXIT.usage, `${option} phải là ${range}; đang là "${text}".`);
}

function writeFile(
  { name, lines }: SimulatedFile,
  folder: string,
  progress: (line: string) => void,
): Written {
  const file = new CsvFile(path.join(folder, name));
  let count = 0;
  for (const line of lines) {
    file.write(line);
    count += 1;
    if (count % PROGRESS === 0) progress(`${name}: ${count.toLocaleString('vi-VN')} dòng…`);
  }
  return { file: path.join(folder, name), rows: count - HEAD_LINES, bytes: file.finish().bytes };
}
