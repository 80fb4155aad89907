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
  'KC-012': 'KHOẢNG TRỐNG',
  'KC-013': 'CHỒNG LẤN',
  'KC-014': 'KHÔNG BAO GIỜ ĐÚNG',
  'KC-015': 'QUY TẮC THỪA',
  'KC-016': 'QUY TẮC MÂU THUẪN',
  'KC-017': 'HỆ QUẢ KHÔNG TÁC DỤNG',
  'KC-018': 'VÒNG LẶP',
  'KC-019': 'HIỆU LỰC KHÔNG LIỀN MẠCH',
  'KC-020': 'KHÔNG AI CUNG CẤP',
  'KC-021': 'DỮ KIỆN KHÔNG DÙNG',
  'KC-022': 'CHƯA CHỨNG MINH ĐƯỢC',
  'KC-030': 'VIỆN DẪN VÒNG TRÒN',
  'KC-031': 'VIỆN DẪN KHÔNG CÓ',
  'KC-032': 'SAI ĐỐI TƯỢNG',
  'KC-040': 'BẢNG TIÊU CHÍ KHÔNG KHỚP',
} as const;

export type DiagnosticCode = keyof typeof DIAGNOSTIC_TITLES;

export interface Diagnostic extends Position {
  readonly code: DiagnosticCode;
  readonly severity: 'error' | 'warning';
  readonly message: string;
  /** What follows if nothing is mended. */
  readonly consequence?: string;
  /** Facts that show it, each with its value in words. */
  readonly witness?: Readonly<Record<string, string>>;
  readonly fix: string;
}

/** The finding as it is printed for people: code, title and place on the first line, then what there is to say of it. */
export function formatDiagnostic(diagnostic: Diagnostic): string {
  const { code, file, line, column, message, consequence, witness, fix } = diagnostic;
  return [
    `${code} ${DIAGNOSTIC_TITLES[code]}  ${file}:${line}:${column}`,
    message,
    ...(consequence === undefined ? [] : [`Hậu quả: ${consequence}`]),
    ...(witness === undefined ? [] : [`Ví dụ: ${witnessWords(witness)}`]),
    `Sửa: ${fix}. Chi tiết: npx kycuong rules explain ${code}`,
  ].join('\n  ');
}

/** "hồ sơ trễ hạn: 50 hồ sơ; hồ sơ đã giải quyết: 1.000 hồ sơ". */
export function witnessWords(witness: Readonly<Record<string, string>>): string {
  return Object.entries(witness)
    .map(([fact, value]) => `${fact}: ${value}`)
    .join('; ');
}
