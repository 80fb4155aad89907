/** Which column of a one-stop system's export holds what. Other columns, such as the applicants' names, are neither read nor kept. */
import { fold } from '../../../engine/model/text.ts';
import type { ColumnSpec } from '../columns.ts';
import { headingPlace, missingColumn, REPEATED, UNIT_FORMS } from '../headings.ts';
import type { ProblemList, Refusal } from '../problems.ts';
import type { TableHead } from '../table/table.ts';
import { MOMENT_FORMS } from './moments.ts';
import { STATE_WORDS } from './states.ts';

/** Of several columns that would do, the one whose heading stands first here is read. */
export const DOSSIER_COLUMNS = {
  code: {
    what: 'mã hồ sơ',
    headings: ['Mã hồ sơ', 'Số hồ sơ', 'Mã HS', 'Mã số hồ sơ', 'Mã biên nhận', 'Số biên nhận'],
    isRequired: true,
    forms: 'mã của hệ thống một cửa, ví dụ: 000.00.12.H32-261103-0001; mỗi hồ sơ một dòng',
  },
  unit: {
    what: 'đơn vị',
    headings: [
      'Đơn vị',
      'Mã đơn vị',
      'Đơn vị giải quyết',
      'Đơn vị xử lý',
      'Cơ quan giải quyết',
      'Cơ quan xử lý',
      'Cơ quan thực hiện',
      'Tên đơn vị',
      'Cơ quan',
      'Cơ quan, đơn vị',
      'Đơn vị tiếp nhận',
      'Cơ quan tiếp nhận',
    ],
    isRequired: false,
    forms: UNIT_FORMS,
  },
  procedure: {
    what: 'thủ tục',
    headings: ['Thủ tục', 'Tên thủ tục', 'Thủ tục hành chính', 'Tên thủ tục hành chính', 'Tên TTHC', 'TTHC'],
    isRequired: false,
    forms: 'tên thủ tục',
  },
  officer: {
    what: 'cán bộ xử lý',
    headings: [
      'Cán bộ xử lý',
      'Cán bộ thụ lý',
      'Cán bộ giải quyết',
      'Chuyên viên xử lý',
      'Chuyên viên thụ lý',
      'Người xử lý',
      'Người thụ lý',
      'Cán bộ',
    ],
    isRequired: false,
    forms: 'tên hoặc mã cán bộ như trong hệ thống một cửa',
  },
  received: {
    what: 'ngày tiếp nhận',
    headings: [
      'Ngày tiếp nhận',
      'Ngày giờ tiếp nhận',
      'Thời gian tiếp nhận',
      'Thời điểm tiếp nhận',
      'Ngày nhận',
      'Ngày nhận hồ sơ',
    ],
    isRequired: true,
    forms: MOMENT_FORMS,
  },
  due: {
    what: 'ngày hẹn trả',
    headings: [
      'Ngày hẹn trả',
      'Ngày hẹn trả kết quả',
      'Ngày giờ hẹn trả',
      'Thời gian hẹn trả',
      'Hạn trả',
      'Hạn trả kết quả',
      'Hạn xử lý',
      'Hạn giải quyết',
      'Ngày hẹn',
      'Ngày đến hạn',
    ],
    isRequired: true,
    forms: `${MOMENT_FORMS}; để trống nếu thủ tục không có thời hạn`,
  },
  result: {
    what: 'ngày có kết quả',
    headings: [
      'Ngày có kết quả',
      'Ngày kết thúc xử lý',
      'Ngày hoàn thành',
      'Ngày giải quyết xong',
      'Ngày xử lý xong',
    ],
    isRequired: false,
    forms: `${MOMENT_FORMS}; có thì được xét thay ngày trả kết quả`,
  },
  returned: {
    what: 'ngày trả kết quả',
    headings: [
      'Ngày trả kết quả',
      'Ngày trả',
      'Ngày giờ trả kết quả',
      'Thời gian trả kết quả',
      'Ngày trả thực tế',
    ],
    isRequired: false,
    forms: `${MOMENT_FORMS}; để trống nếu chưa trả`,
  },
  state: {
    what: 'trạng thái',
    headings: [
      'Trạng thái',
      'Trạng thái hồ sơ',
      'Tình trạng',
      'Tình trạng hồ sơ',
      'Tình trạng xử lý',
      'Trạng thái xử lý',
    ],
    isRequired: false,
    forms: STATE_WORDS.join(', '),
  },
  promised: {
    what: 'ngày hẹn lại',
    headings: ['Ngày hẹn lại', 'Ngày hẹn trả lại', 'Ngày hẹn trả mới', 'Hẹn lại ngày', 'Ngày gia hạn'],
    isRequired: false,
    forms: `${MOMENT_FORMS}; ngày hẹn lại trong thư xin lỗi`,
  },
  apology: {
    what: 'thư xin lỗi',
    headings: ['Thư xin lỗi', 'Văn bản xin lỗi', 'Phiếu xin lỗi', 'Xin lỗi'],
    isRequired: false,
    forms: 'có, không, hoặc số văn bản',
  },
  paused: {
    what: 'ngày tạm dừng',
    headings: ['Ngày tạm dừng', 'Tạm dừng từ', 'Thời gian tạm dừng', 'Ngày yêu cầu bổ sung'],
    isRequired: false,
    forms: MOMENT_FORMS,
  },
  channel: {
    what: 'kênh nộp',
    headings: ['Kênh nộp', 'Hình thức nộp', 'Hình thức tiếp nhận', 'Kênh tiếp nhận', 'Nguồn tiếp nhận'],
    isRequired: false,
    forms: 'trực tuyến, trực tiếp, bưu chính',
  },
} as const satisfies Readonly<Record<string, ColumnSpec>>;

export type DossierColumn = keyof typeof DOSSIER_COLUMNS;

export interface DossierColumns {
  readonly ok: true;
  readonly at: ReadonlyMap<DossierColumn, number>;
  /** Headings of columns that are not read. */
  readonly ignored: readonly string[];
}

interface Choice {
  readonly key: DossierColumn;
  /** The lower, the better it fits. */
  readonly order: number;
}

const KEYS = Object.keys(DOSSIER_COLUMNS) as DossierColumn[];
const CHOICES: ReadonlyMap<string, Choice> = new Map(
  KEYS.flatMap((key) =>
    DOSSIER_COLUMNS[key].headings.map((heading, order): [string, Choice] => [fold(heading), { key, order }]),
  ),
);

export function isDossierColumn(text: string): text is DossierColumn {
  return Object.hasOwn(DOSSIER_COLUMNS, text);
}

/** Whether a cell heads a column that is read. @param own headings that a source uses, with their columns */
export function isDossierHeading(cell: string, own: Readonly<Record<string, string>> = {}): boolean {
  return CHOICES.has(fold(cell)) || Object.keys(own).some((heading) => fold(heading) === fold(cell));
}

/** @param own headings that a source uses, with their columns: they go before the common ones */
export function readDossierColumns(
  { heading }: Pick<TableHead, 'heading'>,
  own: Readonly<Record<string, string>>,
  problems: ProblemList,
): DossierColumns | Refusal {
  const declared = new Map(
    Object.entries(own).flatMap(([text, key]): [string, Choice][] =>
      isDossierColumn(key) ? [[fold(text), { key, order: -1 }]] : [],
    ),
  );
  const found = heading.cells.map((cell) => declared.get(fold(cell)) ?? CHOICES.get(fold(cell)));
  const at = new Map<DossierColumn, number>();
  for (const key of KEYS) {
    const orders = found.flatMap((choice) => (choice?.key === key ? [choice.order] : []));
    const places = found.flatMap((choice, index) =>
      choice?.key === key && choice.order === Math.min(...orders) ? [index] : [],
    );
    const [first, again] = places;
    if (first !== undefined) at.set(key, first);
    if (again !== undefined) problems.add(() => ({ ...headingPlace(heading, again), ...REPEATED }));
  }
  const missing = KEYS.find((key) => DOSSIER_COLUMNS[key].isRequired && !at.has(key));
  if (missing !== undefined)
    return missingColumn(heading, DOSSIER_COLUMNS[missing].what, DOSSIER_COLUMNS[missing].headings);
  const read = new Set(at.values());
  return { ok: true, at, ignored: heading.cells.filter((cell, index) => cell !== '' && !read.has(index)) };
}
