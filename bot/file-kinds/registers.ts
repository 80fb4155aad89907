/** Registers: one row a task, report, finding, complaint or evaluation. */
import type { ColumnSpec } from '../../db/import/columns.ts';
import { UNIT_FORMS } from '../../db/import/headings.ts';
import { PERIOD_FORMS } from '../../db/import/periods.ts';
import { REGISTER_FORMS, type RegisterForm, type RegisterKey } from '../../db/import/register-columns.ts';
import type { EntryDetail, RegisterKind } from '../../engine/model/register.ts';
import type { Desk } from '../desk.ts';
import type { FiguresUpload } from '../load-figures.ts';
import { loadRegister, type RegisterOutcome } from '../registers/load.ts';
import { type FileKind, fileKind } from './kind.ts';

/** @param example a cell for each column of the register's form, in its order */
function registerKind(kind: RegisterKind, what: string, example: readonly string[]): FileKind {
  const columns = Object.values(REGISTER_FORMS[kind].columns);
  return fileKind({
    what,
    template: { header: columns.map(({ headings }) => headings[0]), example },
    columns: guided(REGISTER_FORMS[kind]),
    load: (desk: Desk, upload: FiguresUpload): Promise<RegisterOutcome> => loadRegister(desk, upload, kind),
    counts: ({ entries, units, replaced }) =>
      `${what}: ${entries} dòng của ${units} đơn vị, ${replaced} dòng thay dòng đã có`,
    notes: (taken) => ('notes' in taken ? (taken.notes ?? []) : []),
  });
}

const DATE_FORMS = 'ngày/tháng/năm, ví dụ: 30/06/2026';
const FORMS: Readonly<Partial<Record<RegisterKey, string>>> = {
  unit: UNIT_FORMS,
  period: PERIOD_FORMS,
  code: 'mã viết liền, không trùng, ví dụ: KH-01',
  officer: 'chức danh hoặc mã cán bộ; không ghi họ tên',
  due: DATE_FORMS,
  done: `${DATE_FORMS}; để trống nếu chưa xong`,
  evidence: 'tên hoặc số văn bản',
};

/** The columns of a register, each with what its cells may hold. */
function guided({ columns, states, choices }: RegisterForm): Readonly<Record<string, ColumnSpec>> {
  const words = Object.values(states).map(([word]) => word);
  return Object.fromEntries(
    Object.entries(columns).map(([key, spec]) => {
      const choice = choices[key as EntryDetail]?.join(', ');
      const forms = key === 'state' ? words.join(', ') : (choice ?? FORMS[key as RegisterKey] ?? 'chữ');
      return [key, { ...spec, forms }];
    }),
  );
}

export const registers = {
  'plan-tasks': registerKind('plan-tasks', 'nhiệm vụ kế hoạch CCHC', [
    'Sở Tư pháp',
    '2026',
    'KH-01',
    'Rà soát, đơn giản hóa thủ tục hành chính lĩnh vực hộ tịch',
    'Chuyên viên phụ trách',
    '30/06/2026',
    '25/06/2026',
    'hoàn thành',
    'Quyết định số 12/QĐ-STP',
  ]),
  'assigned-tasks': registerKind('assigned-tasks', 'nhiệm vụ UBND giao', [
    'Sở Tư pháp',
    '2026',
    'NV-2026-015',
    'Báo cáo kết quả rà soát văn bản quy phạm pháp luật',
    '1234/UBND-NC',
    'Trưởng phòng',
    '15/12/2026',
    '',
    'đang thực hiện',
    '',
  ]),
  reports: registerKind('reports', 'báo cáo định kỳ', [
    'Sở Tư pháp',
    'Quý I/2026',
    'BC-CCHC',
    'Báo cáo cải cách hành chính quý I',
    'Chuyên viên tổng hợp',
    '15/03/2026',
    '14/03/2026',
    'đã gửi',
    'đạt yêu cầu',
    '45/BC-STP',
  ]),
  findings: registerKind('findings', 'kiến nghị sau kiểm tra CCHC', [
    'Sở Tư pháp',
    '2026',
    'KN-01',
    'Niêm yết bổ sung thủ tục hành chính mới công bố',
    'Kế hoạch kiểm tra 56/KH-UBND',
    'Chánh Văn phòng sở',
    '30/09/2026',
    '',
    'chưa khắc phục',
    '',
  ]),
  complaints: registerKind('complaints', 'phản ánh, kiến nghị', [
    'Sở Tư pháp',
    '2026',
    'PA-0102',
    'Thời gian cấp phiếu lý lịch tư pháp',
    'Chuyên viên tiếp dân',
    '20/11/2026',
    '18/11/2026',
    'đã trả lời',
    'có phối hợp',
    '210/STP-HCTP',
  ]),
  evaluations: registerKind('evaluations', 'đánh giá cán bộ hằng tháng', [
    'Sở Tư pháp',
    '10/2026',
    'CB-012',
    'hoàn thành tốt nhiệm vụ',
    '',
  ]),
} as const satisfies Record<RegisterKind, FileKind>;
