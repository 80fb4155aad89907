/** The `thì` of a rule: the closed list of effects. */
import type { Effect } from '../model/ruleset.ts';
import { parseCount } from './numbers.ts';
import { plain } from './phrases.ts';
import type { EffectEntry } from './schema.ts';
import type { Path, Source } from './source.ts';
import { didYouMean } from './suggest.ts';

export const PENDING = 'chờ kết luận';

export interface Scales {
  readonly ranks: readonly string[];
  readonly grades: readonly string[];
}

/** The effects of one `thì`; those that are at fault are reported and left out. */
export function readEffects(source: Source, path: Path, entry: EffectEntry, scales: Scales): Effect[] {
  const effects: Effect[] = [];
  const keep = (effect: Effect | undefined): void => {
    if (effect !== undefined) effects.push(effect);
  };
  const step = (key: keyof EffectEntry, text: string, scale: readonly string[]): string | undefined => {
    const found = scale.find((candidate) => candidate.toLowerCase() === plain(text));
    if (found === undefined) {
      source.report(
        'KC-007',
        [...path, key],
        `"${text}" không có trong thang: ${scale.join(', ')}.${didYouMean(text, scale)}`,
        'ghi đúng tên một bậc của thang',
      );
    }
    return found;
  };
  const ranked = (key: 'xếp hạng' | 'không xếp hạng', kind: 'band' | 'cap'): void => {
    const text = entry[key];
    if (text === undefined) return;
    const rank = step(key, text, scales.ranks);
    keep(rank === undefined ? undefined : { kind, rank });
  };
  ranked('xếp hạng', 'band');
  ranked('không xếp hạng', 'cap');
  if (entry['hạ bậc'] !== undefined) keep(readDemotion(source, [...path, 'hạ bậc'], entry['hạ bậc']));
  if (entry['không xếp loại'] !== undefined) {
    const text = entry['không xếp loại'];
    if (!text.endsWith(' trở lên')) {
      source.report(
        'KC-003',
        [...path, 'không xếp loại'],
        'thiếu "trở lên"',
        'ví dụ: không xếp loại: hoàn thành tốt nhiệm vụ trở lên',
      );
    } else {
      const grade = step('không xếp loại', text.replace(/ trở lên$/u, ''), scales.grades);
      keep(grade === undefined ? undefined : { kind: 'grade_cap', grade });
    }
  }
  if (entry['xem xét'] !== undefined) keep({ kind: 'review', what: entry['xem xét'] });
  if (entry['điều kiện để'] !== undefined) {
    const grade = step('điều kiện để', entry['điều kiện để'].replace(/^xếp loại /u, ''), scales.grades);
    keep(grade === undefined ? undefined : { kind: 'requirement', grade });
  }
  if (Object.keys(entry).length === 0) {
    source.report('KC-003', path, 'mục "thì" còn trống', 'ghi hệ quả, ví dụ: không xếp hạng: TỐT');
  }
  return effects;
}

function readDemotion(source: Source, path: Path, text: string): Effect | undefined {
  if (plain(text) === PENDING) return { kind: 'demote', levels: undefined };
  const levels = parseCount(plain(text).replace(/ bậc$/u, ''));
  if (levels !== undefined && levels > 0) return { kind: 'demote', levels };
  source.report(
    'KC-003',
    path,
    `không hiểu số bậc "${text}"`,
    `ghi số bậc, ví dụ: 1 bậc; văn bản không nói thì ghi: ${PENDING}`,
  );
  return undefined;
}
