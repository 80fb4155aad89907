/** An audit as people read it: findings by class, each with place, printed, recomputed, reckoning. */
import type { Audit } from '../engine/audit/audit.ts';
import { CLASSES, type FindingClass } from '../engine/audit/figures.ts';
import { type Finding, isError } from '../engine/audit/findings.ts';

const NAMES: Readonly<Record<FindingClass, string>> = {
  arithmetic: 'SỐ HỌC',
  count: 'ĐẾM',
  wrong_year: 'GIÁ TRỊ CỦA NĂM KHÁC',
  prose_vs_table: 'LỜI VĂN KHÁC BẢNG',
  tie_rule: 'THỨ HẠNG',
  rounding: 'LÀM TRÒN (không phải lỗi)',
  not_checkable: 'KHÔNG KIỂM TRA ĐƯỢC (không số liệu nào khác xác định)',
};

export function auditText({ findings, checked, readings }: Audit): string {
  const blocks = CLASSES.flatMap((kind) => {
    const own = findings.filter((finding) => finding.class === kind);
    if (own.length === 0) return [];
    const lines = own.map(kind === 'not_checkable' ? shortLine : findingLine);
    return [`${NAMES[kind]}: ${own.length}\n${lines.join('\n')}\n`];
  });
  const how =
    readings.length === 0
      ? []
      : [`CÁCH TÍNH CỦA BÁO CÁO\n${readings.map((text) => `  ${text}`).join('\n')}\n`];
  return [...blocks, ...how, summary(findings, checked)].join('\n');
}

function findingLine({ printed, recomputed, how, ...finding }: Finding): string {
  const numbers = recomputed === '' ? `in "${printed}"` : `in "${printed}", tính lại "${recomputed}"`;
  return `  ${placeOf(finding)}\n    ${finding.row === '*' ? '' : `${numbers}. `}${how}.`;
}

const UNDETERMINED = 'không số liệu nào khác xác định';

function shortLine({ printed, ...finding }: Finding): string {
  const more = finding.how.includes(UNDETERMINED) ? '' : ` (${finding.how})`;
  return `  ${placeOf(finding)}: "${printed}"${more}`;
}

function placeOf({
  file,
  line,
  csv_row: csvRow,
  row,
  field,
}: Omit<Finding, 'printed' | 'recomputed' | 'how'>): string {
  const source = line === undefined ? '' : ` (dòng ${line} của văn bản)`;
  return row === '*' ? `${file}, cột ${field}` : `${file}:${csvRow}${source}, ${row}, cột ${field}`;
}

function summary(findings: readonly Finding[], checked: number): string {
  const errors = findings.filter(isError).length;
  const of = (kind: FindingClass) => findings.filter((finding) => finding.class === kind).length;
  return `Đã kiểm tra ${checked.toLocaleString('vi-VN')} số liệu: ${errors} số không khớp, ${of('rounding')} chỗ lệch do làm tròn, ${of('not_checkable')} số không kiểm tra được.`;
}
