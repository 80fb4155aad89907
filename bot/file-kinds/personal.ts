import { OFFICER_COLUMN, PERSONAL_COLUMNS } from '../../db/import/personal-columns.ts';
import { figuresKind } from './figures.ts';

/** Figures of single officers, by their codes. */
export const personal = figuresKind({
  what: 'số liệu của từng cán bộ',
  template: {
    header: ['Đơn vị', 'Mã cán bộ', 'Kỳ', 'Hồ sơ đã giải quyết', 'Hồ sơ trễ hạn'],
    example: ['Sở Tư pháp', 'CB-012', '11/2026', '40', '1'],
  },
  columns: { officer: OFFICER_COLUMN },
  marks: (facts) => [
    OFFICER_COLUMN.headings,
    [...facts.values()].flatMap(({ name, aliases, subjects }) =>
      subjects.includes('cá nhân') ? [name, ...aliases] : [],
    ),
  ],
  form: (facts) => ({
    extra: PERSONAL_COLUMNS,
    facts: new Map([...facts].filter(([, { subjects }]) => subjects.includes('cá nhân'))),
  }),
});
