/** What a rule file says of its document. */
import type { LegalDocument, Validity, Years } from '../model/ruleset.ts';
import { parseDate, parseYear } from './dates.ts';
import { defined } from './defined.ts';
import type { DocumentFile } from './schema.ts';
import type { Path, Source } from './source.ts';

type Period = { readonly từ?: string | undefined; readonly đến?: string | undefined } | undefined;

export function readHead(source: Source, head: DocumentFile['văn bản']): LegalDocument {
  const path: Path = ['văn bản'];
  const repeals = (head['bãi bỏ'] ?? []).flatMap((entry, index) => {
    const from = dateAt(source, [...path, 'bãi bỏ', index, 'từ'], entry.từ);
    return from === undefined ? [] : [{ target: entry.mã, from }];
  });
  const { from, to } = readValidity(source, [...path, 'hiệu lực'], head['hiệu lực']) ?? {};
  return {
    code: head.mã,
    name: head.tên,
    issuer: head['cơ quan ban hành'],
    file: source.file,
    repeals,
    ...defined({
      number: head.số,
      issuedOn:
        head['ngày ban hành'] === undefined
          ? undefined
          : dateAt(source, [...path, 'ngày ban hành'], head['ngày ban hành']),
      from,
      to,
      years: readYears(source, [...path, 'áp dụng cho năm đánh giá'], head['áp dụng cho năm đánh giá']),
      scheme: head['phương án'],
    }),
  };
}

/** "hiệu lực: {từ: 1/1/2022, đến: 31/12/2025}". */
export function readValidity(source: Source, path: Path, period: Period): Validity | undefined {
  if (period === undefined) return undefined;
  const end = (key: 'từ' | 'đến'): string | undefined => {
    const text = period[key];
    return text === undefined ? undefined : dateAt(source, [...path, key], text);
  };
  return inOrder(source, path, defined({ from: end('từ'), to: end('đến') }));
}

/** "áp dụng cho năm đánh giá: {từ: 2022}". */
export function readYears(source: Source, path: Path, period: Period): Years | undefined {
  if (period === undefined) return undefined;
  const end = (key: 'từ' | 'đến'): number | undefined => {
    const text = period[key];
    const year = text === undefined ? undefined : parseYear(text);
    if (text !== undefined && year === undefined) {
      source.report(
        'KC-003',
        [...path, key],
        `không đọc được năm "${text}"`,
        'ghi năm bằng bốn chữ số, ví dụ: 2022',
      );
    }
    return year;
  };
  return inOrder(source, path, defined({ from: end('từ'), to: end('đến') }));
}

function inOrder<T extends { readonly from?: number | string; readonly to?: number | string }>(
  source: Source,
  path: Path,
  period: T,
): T {
  if (period.from !== undefined && period.to !== undefined && period.from > period.to) {
    source.report(
      'KC-003',
      path,
      'thời điểm bắt đầu sau thời điểm kết thúc',
      'đổi chỗ "từ" và "đến", hoặc sửa lại',
    );
  }
  return period;
}

export function dateAt(source: Source, path: Path, text: string): string | undefined {
  const date = parseDate(text);
  if (date === undefined)
    source.report('KC-003', path, `không đọc được ngày "${text}"`, 'ghi ngày/tháng/năm, ví dụ: 26/9/2019');
  return date;
}
