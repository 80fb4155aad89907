/** The forms of tables that are known, recognised by their headings alone. */
import type { InputFault, Sheet } from './sheet.ts';

export type FormId =
  | 'scores'
  | 'history'
  | 'ranks'
  | 'rank-counts'
  | 'block-averages'
  | 'units'
  | 'unit-facts'
  | 'totals'
  | 'component'
  | 'components-long'
  | 'components'
  | 'averages'
  | 'bands'
  | 'domains'
  | 'criteria'
  | 'ratios'
  | 'quantities'
  | 'dossiers'
  | 'measures'
  | 'targets'
  | 'facts'
  | 'aliases'
  | 'findings';

/** Columns of which a table needs so many, such as one per year. */
interface Several {
  readonly pattern: RegExp;
  readonly least: number;
  readonly example: string;
}

export interface Form {
  readonly id: FormId;
  /** What such a table holds, for people. */
  readonly holds: string;
  readonly needs: readonly string[];
  readonly several?: Several;
  /** Headings that belong to another form. */
  readonly without?: RegExp;
  /** No figures to check, only names or bounds that others use. */
  readonly auxiliary?: true;
}

const YEAR = String.raw`(?:19|20|21)\d\d`;

export const FORMS: readonly Form[] = [
  {
    id: 'scores',
    holds: 'điểm chuẩn, điểm thẩm định và chỉ số từng đơn vị',
    needs: ['unit_id', 'block', 'standard_points', 'appraised_points', 'index_printed'],
  },
  {
    id: 'history',
    holds: 'chỉ số các năm và tăng/giảm',
    needs: ['unit_id', 'delta_printed'],
    several: { pattern: new RegExp(`^index_${YEAR}_printed$`), least: 2, example: 'index_2020_printed' },
  },
  {
    id: 'ranks',
    holds: 'xếp hạng các năm',
    needs: ['unit_id'],
    several: { pattern: new RegExp(`^rank_${YEAR}$`), least: 2, example: 'rank_2020' },
    without: new RegExp(`^(?:delta_printed|index_${YEAR}.*)$`),
  },
  {
    id: 'rank-counts',
    holds: 'số đơn vị theo mức xếp hạng và khối',
    needs: ['block_id', 'total'],
    several: {
      pattern: /^(?!block_id$|name$|total$|source_line$|order$|avg_|delta)[a-z_]+$/,
      least: 2,
      example: 'tot',
    },
  },
  {
    id: 'block-averages',
    holds: 'chỉ số trung bình theo khối',
    needs: ['block_id', 'delta_printed'],
    several: { pattern: new RegExp(`^avg_${YEAR}_printed$`), least: 2, example: 'avg_2020_printed' },
  },
  {
    id: 'units',
    holds: 'danh sách đơn vị',
    needs: ['unit_id'],
    several: { pattern: /^(?:block|level|name_\w+|alt_names)$/, least: 2, example: 'block' },
    without: /_printed$|^alias$/,
  },
  { id: 'unit-facts', holds: 'điểm nêu trong lời văn', needs: ['unit_id', 'fact', 'value_printed', 'quote'] },
  {
    id: 'totals',
    holds: 'tổng điểm, chỉ số và thứ hạng',
    needs: ['unit_id', 'rank_printed', 'appraised_points_printed', 'index_printed'],
  },
  {
    id: 'component',
    holds: 'một chỉ số thành phần',
    needs: ['unit_id', 'rank_printed', 'points_printed', 'percent_printed', 'max_points'],
    without: /^(?:component|level|slug)$/,
  },
  {
    id: 'components-long',
    holds: 'các chỉ số thành phần',
    needs: [
      'level',
      'component',
      'unit_id',
      'rank_printed',
      'points_printed',
      'percent_printed',
      'max_points',
    ],
  },
  {
    id: 'components',
    holds: 'cấu trúc bộ chỉ số',
    needs: ['level', 'component', 'criteria_printed', 'subcriteria_printed', 'max_points_printed'],
  },
  {
    id: 'averages',
    holds: 'giá trị trung bình',
    needs: ['table', 'level', 'points_avg_printed', 'index_or_percent_avg_printed'],
  },
  { id: 'bands', holds: 'các mức xếp loại', needs: ['band', 'lower', 'upper'], auxiliary: true },
  {
    id: 'domains',
    holds: 'điểm các lĩnh vực',
    needs: ['domain_id', 'standard_points_printed', 'achieved_printed', 'percent_printed'],
  },
  {
    id: 'criteria',
    holds: 'các tiêu chí',
    needs: ['criterion_id', 'domain', 'kind', 'percent_printed'],
  },
  {
    id: 'ratios',
    holds: 'các tỷ lệ',
    needs: ['what', 'numerator_printed', 'denominator_printed', 'percent_printed'],
  },
  { id: 'quantities', holds: 'các số liệu đơn lẻ', needs: ['key', 'printed'] },
  {
    id: 'dossiers',
    holds: 'giải quyết hồ sơ',
    needs: ['level_id', 'received_printed', 'resolved_printed', 'late_printed'],
  },
  { id: 'measures', holds: 'chỉ số theo năm', needs: ['measure', 'level', 'year', 'value_printed'] },
  { id: 'targets', holds: 'chỉ tiêu', needs: ['target_id', 'operator', 'value_percent'] },
  {
    id: 'facts',
    holds: 'số liệu nêu trong lời văn',
    needs: ['fact_id', 'subject', 'fact', 'value_printed', 'quote'],
  },
  { id: 'aliases', holds: 'tên gọi của đơn vị', needs: ['unit_id', 'alias'], auxiliary: true },
  { id: 'findings', holds: 'nhận định chung', needs: ['units', 'fact', 'bound'], auxiliary: true },
];

/** Headings that a form has and a table lacks. */
function missing({ needs, several }: Form, sheet: Sheet): string[] {
  const lacking = needs.filter((column) => !sheet.has(column));
  if (several !== undefined) {
    const count = sheet.heading.filter((name) => several.pattern.test(name)).length;
    if (count < several.least) lacking.push(several.example);
  }
  return lacking;
}

/** How much of a form a table must have to be taken for a damaged table of that form. */
const LIKENESS = 0.6;

/** The form of a table; undefined when it is none that we know; a fault when it is one with columns missing. */
export function formOf(sheet: Sheet): Form | InputFault | undefined {
  const judged = FORMS.filter(
    ({ without }) => !sheet.heading.some((name) => without?.test(name) === true),
  ).map((form) => {
    const size = form.needs.length + (form.several === undefined ? 0 : 1);
    const lacking = missing(form, sheet);
    return { form, size, lacking, had: size - lacking.length };
  });
  const best = judged.toSorted(
    (a, b) => b.had - b.lacking.length * 0.5 - (a.had - a.lacking.length * 0.5) || b.size - a.size,
  )[0];
  if (best === undefined || best.had < 2) return wholeOf(judged);
  if (best.lacking.length === 0) return best.form;
  if (best.had / best.size < LIKENESS) return wholeOf(judged);
  return {
    file: sheet.file,
    column: best.lacking.join(', '),
    reason: `Bảng ${best.form.holds} thiếu cột ${best.lacking.map((column) => `"${column}"`).join(', ')}.`,
    remedy: `Thêm cột còn thiếu; bảng này cần các cột: ${columnsOf(best.form)}.`,
  };
}

function wholeOf(judged: readonly { form: Form; lacking: readonly string[] }[]): Form | undefined {
  return judged.find(({ lacking }) => lacking.length === 0)?.form;
}

/** The columns of a form, as people are told them. */
export function columnsOf({ needs, several }: Form): string {
  return [...needs, ...(several === undefined ? [] : [`${several.example}, …`])].join(', ');
}

/** Every form with its columns, one to a line. */
export function formsKnown(): string {
  return FORMS.filter(({ auxiliary }) => auxiliary !== true)
    .map((form) => `  - ${form.holds}: ${columnsOf(form)}`)
    .join('\n');
}
