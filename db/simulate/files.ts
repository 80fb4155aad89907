/** The files of a simulated world, line by line, as the loaders read them. */
import type { CivilDate } from '../../engine/model/dates.ts';
import { ratio, toDecimal } from '../../engine/model/ratio.ts';
import { csvLine } from '../csv.ts';
import type { Calendar } from './calendar.ts';
import { dossiersOf } from './dossiers.ts';
import { surveysOf } from './surveys.ts';
import { simulatedTitle } from './title.ts';
import type { World } from './world.ts';

export interface SimulatedFile {
  readonly name: string;
  /** The title row, the headings, and a line a row, without line ends. */
  readonly lines: Iterable<string>;
}

/** Lines above the rows of a file: the title and the headings. */
export const HEAD_LINES = 2;

/** The scheme whose blocks the invented units stand in. */
const PROVINCE = 'khanh-hoa';

export const DOSSIER_HEADINGS = [
  'Mã hồ sơ',
  'Đơn vị',
  'Thủ tục',
  'Cán bộ xử lý',
  'Ngày tiếp nhận',
  'Ngày hẹn trả',
  'Ngày trả kết quả',
  'Trạng thái',
  'Ngày hẹn lại',
  'Thư xin lỗi',
  'Kênh nộp',
] as const;

/** The registry, and the dossiers and surveys of each year up to the end of a day. */
export function simulatedFiles(
  world: World,
  calendar: Calendar,
  years: readonly number[],
  asOf: CivilDate,
): SimulatedFile[] {
  const title = simulatedTitle(world.seed, asOf);
  return [
    { name: 'don-vi.csv', lines: headed(title, UNIT_HEADINGS, unitRows(world)) },
    ...years.flatMap((year) => [
      {
        name: `ho-so-${year}.csv`,
        lines: headed(title, DOSSIER_HEADINGS, dossierRows(world, calendar, year, asOf)),
      },
      { name: `khao-sat-${year}.csv`, lines: headed(title, SURVEY_HEADINGS, surveyRows(world, year, asOf)) },
    ]),
  ];
}

const UNIT_HEADINGS = ['Mã đơn vị', 'Tên đơn vị', 'Tỉnh', 'Khối'];
const SURVEY_HEADINGS = ['Đơn vị', 'Kỳ', 'Chỉ số hài lòng'];

type Row = readonly (string | null)[];

function* headed(title: string, headings: Row, rows: Iterable<Row>): Generator<string> {
  yield csvLine([title]);
  yield csvLine(headings);
  for (const row of rows) yield csvLine(row);
}

function* unitRows({ units }: World): Generator<Row> {
  for (const { id, name, kind } of units) yield [id, name, PROVINCE, kind.block];
}

function* dossierRows(world: World, calendar: Calendar, year: number, asOf: CivilDate): Generator<Row> {
  const text = (instant: number | undefined) => (instant === undefined ? null : calendar.textOf(instant));
  for (const dossier of dossiersOf(world, calendar, year, asOf)) {
    yield [
      dossier.code,
      dossier.unit.name,
      dossier.procedure,
      dossier.officer,
      text(dossier.received),
      text(dossier.due),
      text(dossier.returned),
      dossier.state,
      text(dossier.rescheduled),
      dossier.rescheduled === undefined ? null : 'Có',
      dossier.channel,
    ];
  }
}

function* surveyRows(world: World, year: number, asOf: CivilDate): Generator<Row> {
  for (const { unit, period, satisfaction } of surveysOf(world, year, asOf)) {
    const [ofYear, month] = period.split('-');
    const percent = toDecimal(ratio(satisfaction, 100), 2).replace('.', ',');
    yield [unit.name, `${month}/${ofYear}`, `${percent}%`];
  }
}
