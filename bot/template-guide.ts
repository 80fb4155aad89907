/** What each column of a template holds, from what the readers of files know of their columns. */
import type { ColumnSpec } from '../db/import/columns.ts';
import { DOSSIER_COLUMNS } from '../db/import/dossiers/columns.ts';
import { UNIT_FORMS } from '../db/import/headings.ts';
import { PERIOD_FORMS } from '../db/import/periods.ts';
import { RANK_COLUMNS } from '../db/import/ranks-file.ts';
import { scoreColumns } from '../db/import/score-columns.ts';
import { UNIT_COLUMNS } from '../db/import/units-file.ts';
import { fold } from '../engine/model/text.ts';
import { type FileKind, TEMPLATES } from './load-templates.ts';

/** One line of the guide, in words for people. */
export interface ColumnGuide {
  readonly heading: string;
  readonly holds: string;
  readonly isRequired: boolean;
  readonly forms: string;
}

const COUNT_FORMS = 'số nguyên, ví dụ: 58.053; hoặc "miễn"; để trống nếu chưa có';
/** Facts are columns by their names; a template shows some of them. */
const FIGURE_COLUMNS: Readonly<Record<string, ColumnSpec>> = {
  unit: { what: 'đơn vị', headings: ['Đơn vị'], isRequired: true, forms: UNIT_FORMS },
  period: { what: 'kỳ số liệu', headings: ['Kỳ'], isRequired: true, forms: PERIOD_FORMS },
  resolved: {
    what: 'số hồ sơ đã giải quyết trong kỳ',
    headings: ['Hồ sơ đã giải quyết'],
    isRequired: false,
    forms: COUNT_FORMS,
  },
  late: {
    what: 'số hồ sơ giải quyết trễ hạn trong kỳ',
    headings: ['Hồ sơ trễ hạn'],
    isRequired: false,
    forms: COUNT_FORMS,
  },
  satisfaction: {
    what: 'chỉ số hài lòng; thay hoặc thêm cột khác theo tên số liệu trong rules/facts.yaml',
    headings: ['Chỉ số hài lòng'],
    isRequired: false,
    forms: 'tỷ lệ, ví dụ: 86,5%; hoặc "dưới 80%", "miễn"; để trống nếu chưa có',
  },
};

const COLUMNS: Readonly<Record<FileKind, Readonly<Record<string, ColumnSpec>>>> = {
  units: UNIT_COLUMNS,
  dossiers: DOSSIER_COLUMNS,
  figures: FIGURE_COLUMNS,
  scores: scoreColumns(false),
  ranks: RANK_COLUMNS,
};

/** One line for each column of the kind's template, in its order. */
export function templateGuide(kind: FileKind): readonly ColumnGuide[] {
  const specs = Object.values(COLUMNS[kind]);
  return TEMPLATES[kind].header.map((heading) => {
    const spec = specs.find(({ headings }) => headings.some((known) => fold(known) === fold(heading)));
    return {
      heading,
      holds: spec?.what ?? heading,
      isRequired: spec?.isRequired ?? false,
      forms: spec?.forms ?? '',
    };
  });
}
