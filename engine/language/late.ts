/** One entry of `hồ sơ trễ hạn`: how a document counts late dossiers. */
import { DOSSIER_FACTS, LATE_RATE } from '../model/dossier.ts';
import {
  AFTER_APOLOGY,
  COUNTED_IN,
  declarationOf,
  LATE_OVER,
  type LateDeclaration,
  type LateMeaning,
  type LateOver,
} from '../model/late.ts';
import { choose } from './choose.ts';
import { defined } from './defined.ts';
import { readValidity, readYears } from './document-head.ts';
import { readInterpretation } from './interpretation.ts';
import { checkLateAnchors, SAYING, type SayingKey } from './late-anchors.ts';
import type { RuleContext } from './rule.ts';
import type { LateEntry } from './schema.ts';
import type { Path, Source } from './source.ts';

const OVERDUE_COUNTS = { có: true, không: false };
const OVERS = Object.fromEntries(Object.keys(LATE_OVER).map((words) => [words, words])) as {
  readonly [Words in LateOver]: Words;
};

/** Undefined after every fault in it has been reported. */
export function readLate(context: RuleContext, path: Path, entry: LateEntry): LateDeclaration | undefined {
  const { source, document } = context;
  const meaning = readMeaning(source, path, entry);
  if (!areFactsDeclared(context, path) || !isMeant(source, path, entry, meaning)) return undefined;
  checkLateAnchors(source, path, entry, meaning);
  return declarationOf({
    ...meaning,
    id: `${document.code}/${DOSSIER_FACTS.late}`,
    document,
    clause: entry['căn cứ'],
    quote: entry.trích.replaceAll('**', ''),
    exceptionTo: [entry['ngoại lệ của'] ?? []].flat(),
    interpretations: (entry['cách hiểu'] ?? []).map((item, index) =>
      readInterpretation(source, [...path, 'cách hiểu', index], item),
    ),
    at: source.at(path),
    ...defined({
      validity: readValidity(source, [...path, 'hiệu lực'], entry['hiệu lực']),
      years: readYears(source, [...path, 'áp dụng cho năm đánh giá'], entry['áp dụng cho năm đánh giá']),
    }),
  });
}

function readMeaning(source: Source, path: Path, entry: LateEntry): LateMeaning {
  const chosen = <T>(key: SayingKey, among: Readonly<Record<string, T>>, otherwise: T): T =>
    choose<T>(source, [...path, key], entry[key], among, otherwise);
  return {
    over: chosen<LateOver>('mẫu số', OVERS, 'hồ sơ đã giải quyết'),
    withOverdue: chosen<boolean>('trễ hạn tính cả hồ sơ quá hạn chưa trả', OVERDUE_COUNTS, false),
    counting: {
      by: chosen<'return' | 'due'>('năm tính theo', COUNTED_IN, 'return'),
      clock: chosen<'first' | 'promised'>('hẹn lại sau thư xin lỗi', AFTER_APOLOGY, 'first'),
    },
  };
}

function areFactsDeclared({ source, vocabulary }: RuleContext, path: Path): boolean {
  const lacking = [LATE_RATE, ...Object.values(DOSSIER_FACTS)].filter((name) => !vocabulary.facts.has(name));
  if (lacking.length === 0) return true;
  source.report(
    'KC-004',
    path,
    `chưa khai báo dữ kiện: ${lacking.join(', ')}`,
    'khai báo các dữ kiện về hồ sơ trong rules/facts.yaml như tệp có sẵn của dự án',
  );
  return false;
}

/** Whether the keys make sense together. */
function isMeant(source: Source, path: Path, entry: LateEntry, meaning: LateMeaning): boolean {
  const { over, withOverdue, counting } = meaning;
  if (SAYING.every((key) => entry[key] === undefined)) {
    source.report(
      'KC-003',
      path,
      'khai báo này không nói gì về cách đếm hồ sơ trễ hạn',
      `ghi ít nhất một trong: ${SAYING.map((key) => `"${key}"`).join(', ')}`,
    );
    return false;
  }
  if (counting.by === 'return') return true;
  if (!withOverdue) {
    source.report(
      'KC-003',
      [...path, 'năm tính theo'],
      'đếm theo ngày hẹn trả thì hồ sơ quá hạn chưa trả đã nằm trong số trễ hạn, nên không thể không tính',
      'ghi "trễ hạn tính cả hồ sơ quá hạn chưa trả: có", hoặc "năm tính theo: ngày trả kết quả"',
    );
    return false;
  }
  if (over === 'hồ sơ đã giải quyết')
    source.diagnostics.push({
      code: 'KC-003',
      severity: 'warning',
      ...source.at([...path, 'năm tính theo']),
      message: 'số trễ hạn có cả hồ sơ chưa trả, mà mẫu số chỉ có hồ sơ đã giải quyết',
      consequence: 'tỷ lệ hồ sơ trễ hạn có thể vượt 100%',
      fix: 'kiểm tra lại với văn bản; thường đi cùng "mẫu số: hồ sơ đến hạn"',
    });
  return true;
}
