/** `report`: the yearly ranking report, or the list of grade ceilings, as a file. */
import path from 'node:path';
import type { Command } from 'commander';
import type { Desk } from '../bot/desk.ts';
import { largestProvince } from '../bot/province.ts';
import { listUnits } from '../db/units.ts';
import { nearest } from '../engine/language/suggest.ts';
import { isCivilDate, vietnameseDate } from '../engine/model/dates.ts';
import { fold } from '../engine/model/text.ts';
import type * as Make from '../report/make.ts';
import type { Format, Kind, MadeReport, ReportRequest } from '../report/make.ts';
import { provincesOf, STAGES, type Stage, stageOf, yearsKnown } from '../report/standing.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import type { Run } from './run.ts';
import { withDesk } from './store.ts';

interface ReportOptions {
  readonly year?: string;
  readonly kind: string;
  readonly format?: string;
  readonly out?: string;
  readonly block?: string;
  readonly province?: string;
  readonly edition?: string;
  readonly dataDate?: string;
  readonly provisionalDate?: string;
  readonly number?: string;
  readonly date?: string;
  readonly agency?: string;
  readonly parent?: string;
  readonly place?: string;
  readonly signer?: string;
  readonly json?: true;
}

const KINDS = ['xep-hang', 'xep-loai'] as const satisfies readonly Kind[];
const FORMATS = ['docx', 'xlsx', 'pdf'] as const satisfies readonly Format[];
const EDITIONS = ['tam-thoi', 'chinh-thuc'] as const;

export function addReport(program: Command, run: Run): void {
  program
    .command('report')
    .description('báo cáo xếp hạng năm, hoặc danh sách giới hạn xếp loại, thành tệp DOCX, XLSX hoặc PDF')
    .option('--year <năm>', 'năm đánh giá')
    .option('--out <tệp>', 'tệp sẽ ghi; tệp đã có được thay trọn vẹn')
    .option('--format <dạng>', `${FORMATS.join(', ')}; mặc định theo đuôi của tệp`)
    .option('--kind <loại>', KINDS.join(', '), KINDS[0])
    .option('--block <khối>', 'chỉ một khối: mã hoặc tên')
    .option('--province <tỉnh>', 'mã phương án xếp hạng, khi dữ liệu có nhiều tỉnh')
    .option('--edition <bản>', `bản của danh sách xếp loại: ${EDITIONS.join(', ')}`)
    .option('--data-date <ngày>', 'chỉ dùng số liệu biết đến ngày này (2020-02-21)')
    .option('--provisional-date <ngày>', 'ngày của bản tạm thời; mặc định ngày trước ngày công bố')
    .option('--number <số>', 'số văn bản; không có thì để trống')
    .option('--date <ngày>', 'ngày văn bản (2020-02-21); không có thì để trống')
    .option('--agency <tên>', 'cơ quan ban hành; mặc định Sở Nội vụ')
    .option('--parent <tên>', 'cơ quan chủ quản; mặc định UBND tỉnh')
    .option('--place <nơi>', 'địa danh')
    .option('--signer <chức danh>', 'chức danh người ký')
    .option('--json', 'in kết quả dạng JSON')
    .action(run(report));
}

async function report(context: CliContext, options: ReportOptions): Promise<ExitCode> {
  const { out } = options;
  if (options.year === undefined || out === undefined)
    throw usage('Cần có --year và --out. Ví dụ: report --year 2019 --format docx --out bao-cao-2019.docx');
  if (!/^(?:19|20|21)\d{2}$/u.test(options.year))
    throw usage(`Năm "${options.year}" không đúng. Ghi bốn chữ số, ví dụ: --year 2019`);
  const year = Number(options.year);
  const asked = {
    kind: oneOf('--kind', options.kind, KINDS),
    format: formatOf(options, out),
    ...dates(options),
    ...(options.edition === undefined ? {} : { edition: oneOf('--edition', options.edition, EDITIONS) }),
  };
  const { checkWritable, UnwritableError, save } = await import('../report/node/save.ts');
  const refuse = (error: unknown): never => {
    if (error instanceof UnwritableError) throw usage(error.message);
    throw error;
  };
  await checkWritable(out).catch(refuse);
  return withDesk(context, async (desk) => {
    const province = await provinceMeant(desk, { ...asked, year }, options.province);
    const block = options.block === undefined ? {} : { block: blockNamed(desk, province, options.block) };
    const request = { ...asked, ...block, province, year, head: headChanges(options) };
    await requireData(desk, request);
    const made = await make(desk, request);
    await save(out, made.bytes).catch(refuse);
    if (options.json === true) printJson(context, madeJson(out, request, made));
    else say(context, out, request, made);
    return EXIT.done;
  });
}

/** The writers are loaded only when there is something to write. */
async function make(desk: Desk, request: ReportRequest): Promise<MadeReport> {
  const { makeReport, ...failures }: typeof Make = await import('../report/make.ts');
  try {
    return await makeReport(desk, request);
  } catch (error) {
    if (error instanceof failures.NotPublishedError)
      throw usage(
        `Xếp hạng năm ${request.year} chưa công bố nên chưa có bản chính thức. Dùng: --edition tam-thoi`,
      );
    if (error instanceof failures.NoOfficeError) throw usage(error.message);
    if (error instanceof failures.ConversionError) throw new CommandError(EXIT.fault, error.message);
    throw error;
  }
}

function usage(message: string): CommandError {
  return new CommandError(EXIT.usage, message);
}

function oneOf<Name extends string>(flag: string, text: string, names: readonly Name[]): Name {
  const found = names.find((name) => name === text);
  if (found === undefined) throw usage(`${flag} "${text}" không có. Dùng một trong: ${names.join(', ')}.`);
  return found;
}

function formatOf({ format }: ReportOptions, out: string): Format {
  if (format !== undefined) return oneOf('--format', format, FORMATS);
  const ending = path.extname(out).slice(1).toLowerCase();
  const found = FORMATS.find((name) => name === ending);
  if (found === undefined)
    throw usage(`Cần có --format (${FORMATS.join(', ')}), vì tên tệp "${out}" không nói là dạng nào.`);
  return found;
}

function dates({ dataDate, provisionalDate, date }: ReportOptions): {
  readonly dataDate?: string;
  readonly provisionalDate?: string;
} {
  for (const [flag, given] of [
    ['--data-date', dataDate],
    ['--provisional-date', provisionalDate],
    ['--date', date],
  ] as const) {
    if (given !== undefined && !isCivilDate(given))
      throw usage(`${flag} "${given}" không phải là ngày. Ghi năm-tháng-ngày, ví dụ: 2020-02-21`);
  }
  return {
    ...(dataDate === undefined ? {} : { dataDate }),
    ...(provisionalDate === undefined ? {} : { provisionalDate }),
  };
}

function headChanges(options: ReportOptions): ReportRequest['head'] {
  const names = ['number', 'date', 'agency', 'parent', 'place', 'signer'] as const;
  return Object.fromEntries(
    names.flatMap((name) => (options[name] === undefined ? [] : [[name, options[name]]])),
  );
}

/** Letters that a slip of the keyboard changes in the code of a province; others are another place ("nha-trang"). */
const SLIPS = 2;

type Asked = Pick<ReportRequest, 'kind' | 'year' | 'dataDate'>;

/** The province named; else the only one whose year has come furthest, or the largest where nothing is known of the year. */
async function provinceMeant(desk: Desk, asked: Asked, named: string | undefined): Promise<string> {
  const known = await provincesOf(desk);
  if (named !== undefined) {
    if (known.includes(named)) return named;
    const offer = nearest(named, known, SLIPS);
    throw usage(
      `Không có tỉnh "${named}".${offer === undefined ? '' : ` Có phải "${offer}"?`} Các tỉnh có dữ liệu: ${known.join(', ')}.`,
    );
  }
  const stages: { readonly province: string; readonly stage: number }[] = [];
  for (const province of known)
    stages.push({ province, stage: STAGES.indexOf(await stageOf(desk, { ...asked, province })) });
  const furthest = Math.max(...stages.map(({ stage }) => stage));
  const [first, ...others] = stages.filter(({ stage }) => stage === furthest);
  if (first === undefined) throw usage('Cơ sở dữ liệu chưa có đơn vị nào. Nạp đơn vị và số liệu trước.');
  if (furthest === 0) return largestProvince(await listUnits(desk.db)) ?? first.province;
  if (others.length > 0)
    throw usage(
      `Năm ${asked.year} có số liệu của ${others.length + 1} tỉnh. Thêm --province: ${[first, ...others].map(({ province }) => province).join(', ')}.`,
    );
  return first.province;
}

function blockNamed({ ruleSet }: Desk, province: string, named: string): string {
  const blocks = [...(ruleSet.schemes.get(province)?.blocks ?? [])];
  const wanted = fold(named);
  const found = blocks.find(([code, name]) => code === named || fold(name) === wanted);
  if (found !== undefined) return found[0];
  throw usage(
    `Không có khối "${named}". Dùng một trong: ${blocks.map(([code, name]) => `${code} (${name})`).join(', ')}.`,
  );
}

/** What each kind of report needs to be known at least. */
const NEEDED: Readonly<Record<Kind, Stage>> = { 'xep-hang': 'indices', 'xep-loai': 'figures' };

async function requireData(desk: Desk, request: ReportRequest): Promise<void> {
  // A list of ceilings says of every unit what is lacking; a ranking of a block needs something to rank in it.
  const { kind, province, year, block, dataDate } = request;
  const whose = { province, ...(kind === 'xep-hang' && block !== undefined ? { block } : {}) };
  const stage = await stageOf(desk, { ...whose, year, ...(dataDate === undefined ? {} : { dataDate }) });
  if (STAGES.indexOf(stage) >= STAGES.indexOf(NEEDED[request.kind])) return;
  const { published, figures } = await yearsKnown(desk, whose);
  const years =
    request.kind === 'xep-hang' ? published : [...new Set([...published, ...figures])].sort((a, b) => a - b);
  const when = years.length === 0 ? '' : ` Các năm có: ${years.join(', ')}.`;
  throw usage(
    request.kind === 'xep-hang'
      ? `Năm ${request.year}${'block' in whose ? ' khối này' : ''} chưa có điểm thẩm định hay xếp hạng công bố nên chưa lập được báo cáo xếp hạng.${when}${stage === 'figures' ? ' Danh sách tạm thời theo số liệu đang có: --kind xep-loai' : ''}`
      : `Năm ${request.year} chưa có số liệu của tỉnh này.${when}`,
  );
}

const KIND_WORDS = { 'xep-hang': 'báo cáo xếp hạng', 'xep-loai': 'danh sách giới hạn xếp loại' } as const;

function say({ out, err }: CliContext, file: string, request: ReportRequest, made: MadeReport): void {
  const standing = made.isPublished
    ? 'theo kết quả đã công bố'
    : `theo số liệu đến ngày ${vietnameseDate(made.dataDate)}, chưa công bố`;
  out(`Đã ghi ${KIND_WORDS[request.kind]} năm ${request.year} (${made.units} đơn vị, ${standing}): ${file}`);
  if (made.simulated) err('Có số liệu mô phỏng; mọi trang đều ghi rõ.');
  const blank = [
    ...(request.head.number === undefined ? ['số (--number)'] : []),
    ...(request.head.date === undefined ? ['ngày (--date)'] : []),
  ];
  if (request.format !== 'xlsx' && blank.length > 0) err(`Còn để trống: ${blank.join(', ')}.`);
}

function madeJson(file: string, request: ReportRequest, made: MadeReport): unknown {
  return {
    file,
    kind: request.kind,
    format: request.format,
    province: request.province,
    year: request.year,
    block: request.block ?? null,
    edition: made.edition,
    published: made.isPublished,
    simulated: made.simulated,
    units: made.units,
    bytes: made.bytes.length,
    tables: made.tables.map(({ title, heading, rows, notes }) => ({
      title,
      heading: heading.map((cells) => cells.map(({ text }) => text)),
      rows: rows.map(({ kind, cells }) => ({ kind, cells })),
      notes,
    })),
  };
}
