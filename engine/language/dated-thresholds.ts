/** Thresholds that change with time: "từ năm …: ngưỡng …", each for its stretch, also one that is still to be set. */
import type { CivilDate } from '../model/dates.ts';
import { ratio } from '../model/ratio.ts';
import type { Comparison, Condition, Validity } from '../model/ruleset.ts';
import { compared, factNamed } from './comparisons.ts';
import type { ConditionContext } from './conditions.ts';
import { parseDate, parseYear } from './dates.ts';
import { plain } from './phrases.ts';
import type { ConditionEntry } from './schema.ts';
import type { Path } from './source.ts';
import { didYouMean } from './suggest.ts';

/** One threshold for each stretch of time, the last without an end. */
export function readDated(
  context: ConditionContext,
  path: Path,
  name: string,
  entries: readonly ConditionEntry[],
): Condition | undefined {
  const parts = entries.map((entry, index) => readVersion(context, [...path, index], name, entry));
  if (!parts.every((part) => part !== undefined)) return undefined;
  if (parts.length === 0) {
    context.source.report('KC-010', path, 'danh sách ngưỡng rỗng', 'ghi ít nhất một ngưỡng');
    return undefined;
  }
  return { type: 'any', parts };
}

/** A threshold that an authority has still to set: what is asked of the fact is not known. */
const AWAITED = ['chờ kết luận', 'chờ quyết định', 'theo quyết định riêng'];

function awaited(
  context: ConditionContext,
  path: Path,
  name: string,
  phrase: string,
): Comparison | undefined {
  const fact = factNamed(context, path, name);
  if (fact === undefined) return undefined;
  const interval = { low: ratio(0), lowOpen: false };
  const at = context.source.at(path);
  return { fact: context.derivations.pending(fact), interval, years: 1, phrase, reference: [], at };
}

const VERSION_KEYS = ['ngưỡng', 'từ năm', 'đến năm', 'từ', 'đến', 'căn cứ', 'trích'];

function readVersion(
  context: ConditionContext,
  path: Path,
  name: string,
  entry: ConditionEntry,
): Condition | undefined {
  const { source } = context;
  const text = (key: string): string | undefined => {
    const value = entry[key];
    return typeof value === 'string' ? value : undefined;
  };
  const strange = Object.keys(entry).find((key) => !VERSION_KEYS.includes(key));
  if (strange !== undefined) {
    source.report(
      'KC-002',
      [...path, strange],
      `không có mục "${strange}" ở đây.${didYouMean(strange, VERSION_KEYS)}`,
      `dùng một trong: ${VERSION_KEYS.join(', ')}`,
    );
    return undefined;
  }
  const threshold = text('ngưỡng');
  if (threshold === undefined) {
    source.report('KC-003', path, 'thiếu mục "ngưỡng"', 'ghi: ngưỡng: từ 5% trở lên');
    return undefined;
  }
  const bound = (yearKey: string, dateKey: string, day: string): CivilDate | undefined => {
    const year = text(yearKey);
    const date = text(dateKey);
    const read =
      year === undefined
        ? date === undefined
          ? undefined
          : parseDate(date)
        : parseYear(year) && `${year}-${day}`;
    if ((year ?? date) !== undefined && read === undefined) {
      source.report(
        'KC-003',
        path,
        `không đọc được thời điểm "${year ?? date ?? ''}"`,
        'ghi từ năm: 2025, hoặc từ: 1/7/2025',
      );
    }
    return read === 0 ? undefined : read;
  };
  const from = bound('từ năm', 'từ', '01-01');
  const to = bound('đến năm', 'đến', '12-31');
  const comparison = AWAITED.includes(plain(threshold))
    ? awaited(context, [...path, 'ngưỡng'], name, threshold)
    : compared(context, [...path, 'ngưỡng'], name, threshold);
  if (comparison === undefined) return undefined;
  const validity: Validity = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
  const quote = text('trích');
  const clause = text('căn cứ');
  return {
    type: 'is',
    comparison: {
      ...comparison,
      validity,
      ...(quote === undefined ? {} : { quote }),
      ...(clause === undefined ? {} : { clause }),
    },
  };
}
