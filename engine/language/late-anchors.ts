/** Holds what a document declares of late dossiers to its quotation, or to what was answered about it. */
import type { LateMeaning } from '../model/late.ts';
import { PENDING } from './effects.ts';
import { plain } from './phrases.ts';
import type { LateEntry } from './schema.ts';
import type { Path, Source } from './source.ts';

const RESOLVED = /đã giải quyết|giải quyết xong|đã trả kết quả/u;
const OVERDUE = /(?:quá hạn|trễ hạn|quá thời hạn)(?: mà| nhưng)? chưa/u;
const DUE = /đến hạn|hẹn trả/u;
const RECEIVED = /tiếp nhận/u;
const PROMISED = /hẹn lại|xin lỗi/u;
/** "không tính các hồ sơ quá hạn chưa trả", up to the end of the clause. */
const DENIED = new RegExp(
  `(?<!\\p{L})(?:(?:không|chưa) (?:bao gồm|gồm|tính|kể|xét|đếm|cộng)(?: cả| đến| thêm| vào)?|trừ|ngoài)` +
    `(?: các| những| số)?(?: hồ sơ)? ${OVERDUE.source}[^,.;]*`,
  'gu',
);

/** The keys that say how late dossiers are counted. */
export const SAYING = [
  'mẫu số',
  'trễ hạn tính cả hồ sơ quá hạn chưa trả',
  'năm tính theo',
  'hẹn lại sau thư xin lỗi',
] as const;
export type SayingKey = (typeof SAYING)[number];

/** What a text must say, by the words of each key. */
const OVER: Readonly<Record<LateMeaning['over'], readonly RegExp[]>> = {
  'hồ sơ đã giải quyết': [RESOLVED],
  'hồ sơ đến hạn': [DUE],
  'hồ sơ tiếp nhận': [RECEIVED],
  'hồ sơ đã giải quyết và quá hạn chưa trả': [RESOLVED, OVERDUE],
};

/** Each key that is written must stand in the quotation, or in the answer to a recorded question. */
export function checkLateAnchors(
  source: Source,
  path: Path,
  entry: LateEntry,
  { over, withOverdue, counting }: LateMeaning,
): void {
  const quote = plain(entry.trích.replaceAll('**', ''));
  const answers = (entry['cách hiểu'] ?? [])
    .map(({ đáp }) => plain(đáp))
    .filter((answer) => !answer.startsWith(PENDING));
  const says = (words: readonly RegExp[]): boolean =>
    [quote, ...answers].some((text) => words.every((each) => each.test(text.replaceAll(DENIED, ''))));
  const denies = [quote, ...answers].some((text) => text.search(DENIED) >= 0);
  const check = (key: SayingKey, isSaid: boolean): void => {
    if (entry[key] === undefined || isSaid) return;
    source.report(
      'KC-006',
      [...path, key],
      `trích dẫn không nói "${key}: ${entry[key]}"`,
      'trích đúng câu của văn bản; văn bản không nói rõ thì ghi câu hỏi và câu trả lời vào "cách hiểu"',
    );
  };
  check('mẫu số', says(OVER[over]));
  const isOverdueNamed = over === 'hồ sơ đã giải quyết và quá hạn chưa trả';
  check(
    'trễ hạn tính cả hồ sơ quá hạn chưa trả',
    withOverdue ? says([OVERDUE]) : denies || isOverdueNamed || !says([OVERDUE]),
  );
  check('năm tính theo', counting.by === 'return' || says([DUE]));
  check('hẹn lại sau thư xin lỗi', says([PROMISED]));
}
