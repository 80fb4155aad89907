/** What a file of personal figures has beside them: whose they are, by a code and never by name. */
import type { ColumnSpec } from './columns.ts';
import type { ExtraColumns } from './figure-rows.ts';

export const OFFICER_COLUMN: ColumnSpec = {
  what: 'mã cán bộ',
  headings: ['Mã cán bộ', 'Mã cán bộ, công chức', 'Mã công chức', 'Mã viên chức', 'officer'],
  isRequired: true,
  forms: 'mã viết liền, ví dụ: CB-012; không ghi họ tên',
};

/** A code has no blanks, and a name has. */
const CODE = /^[\p{L}\d._/-]{1,40}$/u;

export const NO_CODE = {
  reason: 'Không phải là mã cán bộ.',
  remedy: 'Ghi mã viết liền, ví dụ CB-012; không ghi họ tên.',
};

/** Whether a cell holds an officer's code. */
export function isOfficerCode(text: string): boolean {
  return CODE.test(text);
}

export const PERSONAL_COLUMNS: ExtraColumns = {
  specs: { officer: OFFICER_COLUMN },
  facts: [],
  apart: 'officer',
  complete: (row, _, figures) => {
    const officer = row.text('officer');
    if (!isOfficerCode(officer)) row.note('officer', NO_CODE.reason, NO_CODE.remedy);
    return figures.map((figure) => ({ ...figure, subject: 'cá nhân' as const, officer }));
  },
};
