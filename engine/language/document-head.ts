/** What a rule file says of its document, and of the scheme that the document sets up. */
import {
  ADJUSTMENTS,
  type Adjustment,
  type LegalDocument,
  type Scheme,
  type Validity,
  type Years,
} from '../model/ruleset.ts';
import { parseDate, parseYear } from './dates.ts';
import { defined } from './defined.ts';
import type { Vocabulary } from './facts.ts';
import type { DocumentFile } from './schema.ts';
import type { Path, Source } from './source.ts';
import { didYouMean } from './suggest.ts';

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

export function readScheme(
  source: Source,
  entry: NonNullable<DocumentFile['phương án xếp hạng']>,
  document: LegalDocument,
  vocabulary: Vocabulary,
): Scheme {
  const path: Path = ['phương án xếp hạng'];
  for (const key of ['chỉ số', 'xếp hạng'] as const)
    checkFact(source, [...path, key], key, entry[key], vocabulary);
  return {
    code: entry.mã,
    name: entry.tên,
    index: entry['chỉ số'] ?? '',
    rank: entry['xếp hạng'] ?? '',
    order: readOrder(
      source,
      [...path, 'thứ tự áp dụng'],
      entry['thứ tự áp dụng'] ?? Object.keys(ADJUSTMENTS),
    ),
    blocks: new Map(Object.entries(entry.khối ?? {})),
    document: document.code,
  };
}

function checkFact(
  source: Source,
  path: Path,
  key: 'chỉ số' | 'xếp hạng',
  name: string | undefined,
  { facts }: Vocabulary,
): void {
  if (name === undefined) return;
  const fact = facts.get(name);
  if (fact === undefined) {
    source.report(
      'KC-004',
      path,
      `không có dữ kiện "${name}".${didYouMean(name, facts.keys())}`,
      'ghi đúng tên dữ kiện trong rules/facts.yaml',
    );
  } else if ((fact.kind === 'rank') !== (key === 'xếp hạng')) {
    source.report(
      'KC-009',
      path,
      `"${name}" không dùng làm ${key} được`,
      key === 'xếp hạng' ? 'chọn dữ kiện có thang' : 'chọn dữ kiện là số',
    );
  }
}

/** What bears on the rank, in the order in which it does; what is not named comes last. */
function readOrder(source: Source, path: Path, names: readonly string[]): Adjustment[] {
  const known = Object.keys(ADJUSTMENTS);
  const named = names.flatMap((name, index): Adjustment[] => {
    const found = Object.entries(ADJUSTMENTS).find(([each]) => each === name)?.[1];
    if (found !== undefined && names.indexOf(name) === index) return [found];
    source.report(
      'KC-003',
      [...path, index],
      found === undefined
        ? `không có hệ quả "${name}" để xếp thứ tự.${didYouMean(name, known)}`
        : `"${name}" đã nêu`,
      `dùng mỗi tên một lần: ${known.join(', ')}`,
    );
    return [];
  });
  return [...named, ...Object.values(ADJUSTMENTS).filter((each) => !named.includes(each))];
}
