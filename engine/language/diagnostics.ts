/** What is wrong with a rule file: place, problem, remedy and a code that never changes its meaning. */
import type { Position } from '../model/ruleset.ts';

export const DIAGNOSTIC_TITLES = {
  'KC-001': 'KHÔNG ĐỌC ĐƯỢC TỆP',
  'KC-002': 'TỪ KHÓA LẠ',
  'KC-003': 'THIẾU HOẶC SAI MỤC',
  'KC-004': 'DỮ KIỆN LẠ',
  'KC-005': 'KHÔNG HIỂU PHÉP SO SÁNH',
  'KC-006': 'KHÔNG KHỚP TRÍCH DẪN',
  'KC-007': 'BẬC LẠ',
  'KC-008': 'TRÙNG MÃ',
  'KC-009': 'SAI ĐƠN VỊ ĐO',
  'KC-010': 'NHÓM RỖNG',
  'KC-011': 'PHƯƠNG ÁN XẾP HẠNG',
  'KC-030': 'VIỆN DẪN VÒNG TRÒN',
  'KC-031': 'VIỆN DẪN KHÔNG CÓ',
} as const;

export type DiagnosticCode = keyof typeof DIAGNOSTIC_TITLES;

export interface Diagnostic extends Position {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly fix: string;
}

/** The finding as it is printed for people: code, title and place on the first line, then message and remedy. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const place = `${diagnostic.file}:${diagnostic.line}:${diagnostic.column}`;
  return `${diagnostic.code} ${DIAGNOSTIC_TITLES[diagnostic.code]}  ${place}\n  ${diagnostic.message}\n  Sửa: ${diagnostic.fix}`;
}
