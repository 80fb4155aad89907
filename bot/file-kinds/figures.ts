/** Files of figures: one row a unit and period, one column a fact. Several have a template of their own. */
import type { ColumnSpec } from '../../db/import/columns.ts';
import type { ExtraColumns } from '../../db/import/figure-rows.ts';
import { PERIOD_HEADINGS, UNIT_FORMS, UNIT_HEADINGS } from '../../db/import/headings.ts';
import { PERIOD_FORMS } from '../../db/import/periods.ts';
import type { FactDefinition } from '../../engine/model/facts.ts';
import type { Desk } from '../desk.ts';
import { type FiguresForm, type FiguresUpload, type LoadOutcome, loadFigures } from '../load-figures.ts';
import { type FileKind, type FileTemplate, fileKind } from './kind.ts';

/** What tells the kind from other files of figures. */
interface Kind {
  readonly what: string;
  readonly template: FileTemplate;
  /** Headings beside unit and period without which a file is none of the kind. */
  readonly marks: (facts: Desk['ruleSet']['facts']) => readonly (readonly string[])[];
  /** Columns of the template beside unit, period and facts. */
  readonly columns?: Readonly<Record<string, ColumnSpec>>;
  readonly form?: (facts: Desk['ruleSet']['facts']) => FiguresForm;
}

const COMMON: Readonly<Record<'unit' | 'period', ColumnSpec>> = {
  unit: { what: 'đơn vị', headings: ['Đơn vị'], isRequired: true, forms: UNIT_FORMS },
  period: { what: 'kỳ số liệu', headings: ['Kỳ'], isRequired: true, forms: PERIOD_FORMS },
};
const FACT_FORMS = 'số hoặc tỷ lệ, ví dụ: 58.053; 86,5%; hoặc "dưới 80%", "miễn"; để trống nếu chưa có';

/** Facts are columns by their names; those that a template shows. */
function factColumns({ header }: FileTemplate): Record<string, ColumnSpec> {
  return Object.fromEntries(
    header.map((heading) => [
      heading,
      { what: heading.toLowerCase(), headings: [heading], isRequired: false, forms: FACT_FORMS },
    ]),
  );
}

export function figuresKind({ what, template, marks, columns = {}, form = () => ({}) }: Kind): FileKind {
  return fileKind({
    what,
    template,
    columns: { ...COMMON, ...columns, ...factColumns(template) },
    marks: ({ ruleSet }) => [UNIT_HEADINGS, PERIOD_HEADINGS, ...marks(ruleSet.facts)],
    load: (desk: Desk, upload: FiguresUpload): Promise<LoadOutcome> =>
      loadFigures(desk, upload, form(desk.ruleSet.facts)),
    counts: ({ figures: stated, units }) => `${stated} số liệu của ${units} đơn vị`,
    notes: (taken) => ('notes' in taken ? (taken.notes ?? []) : []),
  });
}

/** Every spelling of some facts: the name and its aliases. */
export function spellings(
  facts: ReadonlyMap<string, FactDefinition>,
  ...names: readonly string[]
): string[][] {
  return names.map((name) => [name, ...(facts.get(name)?.aliases ?? [])]);
}

/** Totals of any facts, by unit and period. */
export const figures = figuresKind({
  what: 'số liệu tổng hợp',
  template: {
    header: ['Đơn vị', 'Kỳ', 'Hồ sơ đã giải quyết', 'Hồ sơ trễ hạn', 'Chỉ số hài lòng'],
    example: ['Sở Tư pháp', '11/2026', '400', '12', '86,5%'],
  },
  marks: (facts) => [[...facts.values()].flatMap(({ name, aliases }) => [name, ...aliases])],
});

/** A file of these facts, and any others. */
function totalsKind(what: string, template: FileTemplate, ...facts: readonly string[]): FileKind {
  const extra: ExtraColumns = { specs: {}, facts, complete: (_row, _of, figures) => figures };
  return figuresKind({
    what,
    template,
    marks: (known) => spellings(known, ...facts),
    form: () => ({ extra }),
  });
}

/** Totals of assigned tasks, where the list of them is kept elsewhere. */
export const taskTotals = totalsKind(
  'số tổng nhiệm vụ được giao',
  {
    header: [
      'Đơn vị',
      'Kỳ',
      'Nhiệm vụ được giao',
      'Nhiệm vụ được giao đã hoàn thành',
      'Nhiệm vụ được giao trễ hạn',
    ],
    example: ['Sở Tư pháp', '11/2026', '120', '110', '2'],
  },
  'nhiệm vụ được giao',
  'nhiệm vụ được giao trễ hạn',
);

export const online = totalsKind(
  'hồ sơ trực tuyến',
  {
    header: ['Đơn vị', 'Kỳ', 'Hồ sơ tiếp nhận', 'Hồ sơ tiếp nhận trực tuyến'],
    example: ['Sở Tư pháp', 'Quý I/2026', '1.200', '960'],
  },
  'hồ sơ tiếp nhận',
  'hồ sơ tiếp nhận trực tuyến',
);

export const discipline = totalsKind(
  'kỷ luật, kỷ cương',
  {
    header: [
      'Đơn vị',
      'Kỳ',
      'Cán bộ, công chức, viên chức bị kỷ luật',
      'Cán bộ, công chức, viên chức bị nhắc nhở, phê bình',
    ],
    example: ['Sở Tư pháp', 'Quý I/2026', '0', '1'],
  },
  'cán bộ, công chức, viên chức bị kỷ luật',
  'cán bộ, công chức, viên chức bị nhắc nhở, phê bình',
);

/** The five groups of Quyết định 766/QĐ-TTg, as the national portal publishes them. */
export const index766 = totalsKind(
  'bộ chỉ số phục vụ người dân, doanh nghiệp (766/QĐ-TTg)',
  {
    header: [
      'Đơn vị',
      'Kỳ',
      'Công khai, minh bạch',
      'Tiến độ, kết quả giải quyết',
      'Số hóa hồ sơ',
      'Cung cấp dịch vụ trực tuyến',
      'Điểm mức độ hài lòng (766)',
    ],
    example: ['Sở Tư pháp', '11/2026', '15,5', '18,2', '12', '14,75', '17,9'],
  },
  'điểm công khai, minh bạch (766)',
  'điểm tiến độ, kết quả giải quyết (766)',
);
