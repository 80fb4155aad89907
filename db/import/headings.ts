/** What each column of a file of figures holds, by its heading. */
import type { FactDefinition } from '../../engine/model/facts.ts';
import { fold } from '../../engine/model/text.ts';
import type { ColumnSpec } from './columns.ts';
import { nearest } from './nearest.ts';
import { type ImportProblem, type ProblemList, type Refusal, refuse, shown } from './problems.ts';
import type { TableOptions, TableRow } from './table/table.ts';

export interface FactColumn {
  readonly index: number;
  readonly heading: string;
  readonly fact: FactDefinition;
}

export interface Columns {
  readonly ok: true;
  readonly unit: number;
  readonly period: number;
  readonly facts: readonly FactColumn[];
  /** Where the columns stand that only this kind of file has. */
  readonly extra: ReadonlyMap<string, number>;
  /** Columns without a heading, which must be empty. */
  readonly unnamed: readonly number[];
}

export const UNIT_HEADINGS = [
  'Đơn vị',
  'Mã đơn vị',
  'Tên đơn vị',
  'Cơ quan',
  'Tên cơ quan',
  'Cơ quan, đơn vị',
  'unit_id',
];
export const UNIT_FORMS = 'tên hoặc mã như trong danh mục đơn vị';
export const PERIOD_HEADINGS = ['Kỳ', 'Kỳ số liệu', 'Năm', 'Tháng'];
export const IGNORED_HEADINGS = ['Ghi chú', 'STT', 'TT', 'Số TT', 'source_line'];

export const REPEATED = { reason: 'Đã có một cột cùng nội dung.', remedy: 'Chỉ giữ một cột.' };
export const RANK = { reason: 'Xếp hạng là kết quả, không phải số liệu đầu vào.', remedy: 'Bỏ cột này.' };

/** How a file of figures is known among other rows. */
export function figureTable(
  facts: ReadonlyMap<string, FactDefinition>,
  extra: Readonly<Record<string, ColumnSpec>> = {},
): TableOptions {
  const known = knownHeadings(facts, extra);
  return {
    isHeading: (cell) => known.has(fold(cell)),
    headings: [UNIT_HEADINGS, PERIOD_HEADINGS].flatMap(([first = '']) => first).concat(...facts.keys()),
  };
}

/** Unknown and superfluous headings are noted as problems; without unit, period or fact the file is refused. */
export function readHeadings(
  heading: TableRow,
  facts: ReadonlyMap<string, FactDefinition>,
  problems: ProblemList,
  extra: Readonly<Record<string, ColumnSpec>> = {},
  needed: readonly string[] = [],
): Columns | Refusal {
  const known = knownHeadings(facts, extra);
  const meanings = heading.cells.map((text) => known.get(fold(text))?.meaning);
  const factColumns = heading.cells.flatMap((text, index): FactColumn[] => {
    const meaning = meanings[index];
    return isFact(meaning) ? [{ index, heading: text, fact: meaning }] : [];
  });
  const extraAt = new Map(
    Object.entries(extra).flatMap(([key, spec]): [string, number][] => {
      const index = meanings.indexOf(spec);
      return index < 0 ? [] : [[key, index]];
    }),
  );
  const unit = meanings.indexOf('unit');
  const period = meanings.indexOf('period');
  if (unit < 0) return missingColumn(heading, 'đơn vị', UNIT_HEADINGS);
  if (period < 0) return missingColumn(heading, 'kỳ số liệu', PERIOD_HEADINGS);
  if (factColumns.length === 0) return missingColumn(heading, 'số liệu', [...facts.keys()]);
  const lacking = Object.entries(extra).find(([key, { isRequired }]) => isRequired && !extraAt.has(key));
  if (lacking !== undefined) return missingColumn(heading, lacking[1].what, lacking[1].headings);
  const absent = needed.find((name) => factColumns.every(({ fact }) => fact.name !== name));
  if (absent !== undefined)
    return missingColumn(heading, absent, [absent, ...(facts.get(absent)?.aliases ?? [])]);
  const unnamed: number[] = [];
  for (const [index, meaning] of meanings.entries()) {
    if (heading.cells[index] === '') unnamed.push(index);
    else if (meaning === undefined) problems.add(() => unknownHeading(heading, index, known.values()));
    else if (meaning !== 'ignored' && meanings.indexOf(meaning) < index) {
      problems.add(() => ({ ...headingPlace(heading, index), ...REPEATED }));
    } else if (isFact(meaning) && meaning.kind === 'rank') {
      problems.add(() => ({ ...headingPlace(heading, index), ...RANK }));
    }
  }
  return { ok: true, unit, period, facts: factColumns, extra: extraAt, unnamed };
}

type Meaning = 'unit' | 'period' | 'ignored' | FactDefinition | ColumnSpec | undefined;

function isFact(meaning: Meaning): meaning is FactDefinition {
  return typeof meaning === 'object' && 'kind' in meaning;
}

interface KnownHeading {
  readonly text: string;
  readonly folded: string;
  readonly meaning: Meaning;
}

function knownHeadings(
  facts: ReadonlyMap<string, FactDefinition>,
  extra: Readonly<Record<string, ColumnSpec>>,
): Map<string, KnownHeading> {
  const meanings: [readonly string[], Meaning][] = [
    ...[...facts.values()].map((fact): [string[], Meaning] => [[fact.name, ...fact.aliases], fact]),
    [IGNORED_HEADINGS, 'ignored'],
    [PERIOD_HEADINGS, 'period'],
    [UNIT_HEADINGS, 'unit'],
    ...Object.values(extra).map((spec): [readonly string[], Meaning] => [spec.headings, spec]),
  ];
  const headings = meanings.flatMap(([texts, meaning]) =>
    texts.map((text) => ({ text, folded: fold(text), meaning })),
  );
  return new Map(headings.map((heading) => [heading.folded, heading]));
}

/** The refusal of a file without a column that it cannot do without. */
export function missingColumn(heading: TableRow, what: string, accepted: readonly string[]): Refusal {
  const found = shown(heading.cells.join(', '));
  const names = accepted.map((name) => `"${name}"`).join(', ');
  return refuse(
    `Thiếu cột ${what}. Dòng ${heading.row} được đọc là dòng tiêu đề: ${found}.`,
    `Đặt tiêu đề ở dòng đầu và thêm một cột có tiêu đề là một trong: ${names}.`,
  );
}

/** Where a heading stands. */
export function headingPlace(heading: TableRow, index: number): { row: number; column: string } {
  return { row: heading.row, column: shown(heading.cells[index] ?? '') };
}

/** The fault of a heading that nothing matches, with the one most like it. */
export function unknownHeading(
  heading: TableRow,
  index: number,
  known: Iterable<Pick<KnownHeading, 'text' | 'folded'>>,
  what = {
    reason: 'Không biết cột này là số liệu gì.',
    remedy: 'Sửa tiêu đề theo danh mục số liệu, hoặc bỏ cột.',
  },
): ImportProblem {
  const at = headingPlace(heading, index);
  const [near] = nearest(at.column, known, ({ folded }) => folded, 1);
  const offer = near === undefined ? '' : `Có phải "${near.text}"? `;
  return {
    ...at,
    reason: what.reason,
    remedy: `${offer}${what.remedy}`,
  };
}
