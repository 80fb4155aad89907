/** Cases as rows: which column of a sheet holds which value of a case. */

/** The keys that lead to a value of a case: ["cho", "hồ sơ trễ hạn"]. */
export type ValuePath = readonly string[];

const FIXED = ['tên', 'năm', 'đối tượng', 'phương án'];
const EXPECTED = ['mức theo chỉ số', 'xếp hạng', 'có thể xếp hạng', 'hệ quả', 'việc của người'];
/** Expectations that are lists; a cell holds one item a line. */
export const LISTS: readonly string[] = ['có thể xếp hạng', 'hệ quả', 'việc của người'];
/** An empty list, which says that there is nothing. */
export const NOTHING = 'không có';

const HISTORY = 'lịch sử ';
const EXPECTATION = 'mong đợi: ';
const OF_RULE = `${EXPECTATION}quy tắc `;

/** The heading of the column for a value; undefined for what no column can hold. */
export function headingOf(path: ValuePath): string | undefined {
  const [first = '', second = '', third = ''] = path;
  switch (first) {
    case 'cho':
      return second;
    case 'lịch sử':
      return `${HISTORY}${second}`;
    case 'các năm trước':
      return `${third} (năm ${second})`;
    case 'thì':
      return third === '' ? `${EXPECTATION}${second}` : `${OF_RULE}${third}`;
    default:
      return FIXED.includes(first) ? first : undefined;
  }
}

/** The value that stands under a heading; undefined for an expectation that there is not. Any other name is that of a fact. */
export function pathOf(heading: string): ValuePath | undefined {
  if (FIXED.includes(heading)) return [heading];
  if (heading.startsWith(OF_RULE)) return ['thì', 'quy tắc', heading.slice(OF_RULE.length)];
  if (heading.startsWith(EXPECTATION)) {
    const key = heading.slice(EXPECTATION.length);
    return EXPECTED.includes(key) ? ['thì', key] : undefined;
  }
  if (/^lịch sử \d{4}$/u.test(heading)) return ['lịch sử', heading.slice(HISTORY.length)];
  const [, fact, year] = /^(.+) \(năm (\d{4})\)$/u.exec(heading) ?? [];
  return fact === undefined || year === undefined ? ['cho', heading] : ['các năm trước', year, fact];
}

/** Headings of expectations, for a remedy. */
export const EXPECTED_HEADINGS: readonly string[] = EXPECTED.map((key) => EXPECTATION + key);

const ORDER = ['tên', 'năm', 'đối tượng', 'phương án', 'cho', 'lịch sử', 'các năm trước', 'thì'];

/** Paths in the order of columns: what is given before what is expected, otherwise as they came. */
export function inColumnOrder(paths: Iterable<ValuePath>): ValuePath[] {
  const place = ([first = '', second = '']: ValuePath): number =>
    ORDER.indexOf(first) * 10 + (first === 'thì' ? [...EXPECTED, 'quy tắc'].indexOf(second) : 0);
  return [...paths].sort((a, b) => place(a) - place(b));
}
