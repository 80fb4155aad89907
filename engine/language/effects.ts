/** The `thì` of a rule: the closed list of effects. */
import type { FactDefinition } from '../model/facts.ts';
import { type Ratio, ratio } from '../model/ratio.ts';
import { type Effect, VERBS } from '../model/ruleset.ts';
import { parseCount, parseNumber } from './numbers.ts';
import { plain } from './phrases.ts';
import type { EffectEntry } from './schema.ts';
import type { Path, Source } from './source.ts';
import { didYouMean } from './suggest.ts';

export const PENDING = 'chờ kết luận';

export interface Scales {
  /** One scale where the document has a scheme; a document for all schemes may name a rank of any. */
  readonly ranks: readonly (readonly string[])[];
  readonly grades: readonly string[];
  readonly facts: ReadonlyMap<string, FactDefinition>;
}

/** The effects of one `thì`; those that are at fault are reported and left out. */
export function readEffects(source: Source, path: Path, entry: EffectEntry, scales: Scales): Effect[] {
  const effects: Effect[] = [];
  const ranks = [...new Set(scales.ranks.flat())];
  const keep = (effect: Effect | undefined): void => {
    if (effect !== undefined) effects.push(effect);
  };
  const step = (key: keyof EffectEntry, text: string, scale: readonly string[]): string | undefined => {
    const found =
      scale.find((candidate) => candidate === text) ??
      scale.find((candidate) => candidate.toLowerCase() === plain(text));
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
    // "không xếp hạng: KHÁ trở lên" caps as "không xếp hạng: KHÁ" does.
    const text = kind === 'cap' ? entry[key]?.replace(/ trở lên$/u, '') : entry[key];
    if (text === undefined) return;
    const rank = step(key, text, ranks);
    keep(rank === undefined ? undefined : { kind, rank });
  };
  ranked('xếp hạng', 'band');
  ranked('không xếp hạng', 'cap');
  if (entry['nâng bậc'] !== undefined) keep(readPromotion(source, [...path, 'nâng bậc'], entry['nâng bậc']));
  if (entry['hạ bậc'] !== undefined) keep(readDemotion(source, [...path, 'hạ bậc'], entry['hạ bậc']));
  if (entry['xếp hạng cao nhất'] !== undefined) {
    const highest = step('xếp hạng cao nhất', entry['xếp hạng cao nhất'], ranks);
    keep(
      highest === undefined ? undefined : ceiling(source, [...path, 'xếp hạng cao nhất'], highest, scales),
    );
  }
  if (entry['không đánh giá'] !== undefined) keep({ kind: 'unranked', why: entry['không đánh giá'] });
  if (entry['không xếp loại'] !== undefined)
    keep(readGradeCap(source, [...path, 'không xếp loại'], entry['không xếp loại'], scales.grades));
  if (entry['xem xét'] !== undefined) keep({ kind: 'review', what: entry['xem xét'] });
  const granted = entry['điều kiện để']?.startsWith('được ') === true ? entry['điều kiện để'] : undefined;
  if (granted !== undefined) keep({ kind: 'requirement', grade: granted });
  else if (entry['điều kiện để'] !== undefined) {
    const grade = step('điều kiện để', entry['điều kiện để'].replace(/^xếp loại /u, ''), scales.grades);
    keep(grade === undefined ? undefined : { kind: 'requirement', grade });
  }
  for (const [key, sign] of [
    ['cộng điểm', 1n],
    ['trừ điểm', -1n],
  ] as const) {
    const points = entry[key];
    if (points !== undefined) keep(readPoints(source, [...path, key], points, sign, scales.facts));
  }
  for (const verb of VERBS) {
    const what = entry[verb];
    if (what !== undefined) keep({ kind: 'outcome', verb, what });
  }
  if (entry['mục tiêu'] !== undefined) keep({ kind: 'target', what: entry['mục tiêu'] });
  if (entry['cảnh báo'] !== undefined) keep({ kind: 'warning', what: entry['cảnh báo'] });
  if (Object.keys(entry).length === 0) {
    source.report('KC-003', path, 'mục "thì" còn trống', 'ghi hệ quả, ví dụ: không xếp hạng: TỐT');
  }
  return effects;
}

/** "hoàn thành tốt nhiệm vụ trở lên"; above the highest grade there is none, and nothing need be said of it. */
function readGradeCap(
  source: Source,
  path: Path,
  text: string,
  grades: readonly string[],
): Effect | undefined {
  const name = plain(text).replace(/ trở lên$/u, '');
  const grade = grades.find((each) => each.toLowerCase() === name);
  if (grade === undefined)
    source.report(
      'KC-007',
      path,
      `"${text}" không có trong thang: ${grades.join(', ')}.${didYouMean(text, grades)}`,
      'ghi đúng tên một bậc của thang',
    );
  else if (grade !== grades.at(-1) && !plain(text).endsWith(' trở lên'))
    source.report(
      'KC-003',
      path,
      'thiếu "trở lên"',
      'ví dụ: không xếp loại: hoàn thành tốt nhiệm vụ trở lên',
    );
  else return { kind: 'grade_cap', grade };
  return undefined;
}

/** "xếp hạng cao nhất: KHÁ" caps at the rank above. */
function ceiling(source: Source, path: Path, highest: string, { ranks }: Scales): Effect | undefined {
  const scale = ranks.find((each) => each.includes(highest));
  const rank = scale?.[scale.indexOf(highest) + 1];
  if (rank !== undefined) return { kind: 'cap', rank, highest };
  source.report(
    'KC-007',
    path,
    `"${highest}" đã là bậc cao nhất của thang`,
    'ghi một bậc thấp hơn, hoặc bỏ hệ quả này',
  );
  return undefined;
}

function readPromotion(source: Source, path: Path, text: string): Effect | undefined {
  const levels = parseCount(plain(text).replace(/ bậc$/u, ''));
  if (levels !== undefined && levels > 0) return { kind: 'promote', levels };
  source.report('KC-003', path, `không hiểu số bậc "${text}"`, 'ghi số bậc, ví dụ: 1 bậc');
  return undefined;
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

/** "2 điểm", or so many points for every so much of a fact. */
function readPoints(
  source: Source,
  path: Path,
  entry: NonNullable<EffectEntry['cộng điểm']>,
  sign: 1n | -1n,
  facts: Scales['facts'],
): Effect | undefined {
  const written = typeof entry === 'string' ? entry : entry['số điểm'];
  const amount = pointsIn(source, path, written);
  if (amount === undefined) return undefined;
  const signed = { ...amount, numerator: amount.numerator * sign };
  if (typeof entry === 'string') return { kind: 'points', amount: signed };
  const step = quantityOf(source, [...path, 'mỗi'], entry.mỗi, facts);
  const from =
    entry['kể từ'] === undefined
      ? undefined
      : (nthOf(entry['kể từ'], step?.fact) ?? quantityOf(source, [...path, 'kể từ'], entry['kể từ'], facts));
  const limit =
    entry['tối đa'] === undefined ? undefined : pointsIn(source, [...path, 'tối đa'], entry['tối đa']);
  if (step === undefined || (from !== undefined && from.fact !== step.fact)) return undefined;
  return {
    kind: 'points',
    amount: signed,
    each: {
      fact: step.fact,
      step: step.value,
      from: from?.value ?? ratio(0),
      ...(limit === undefined ? {} : { limit }),
    },
  };
}

/** "vụ thứ 3": what is above two of them counts. */
function nthOf(text: string, fact: string | undefined): { fact: string; value: Ratio } | undefined {
  const nth = parseCount(/ thứ (\S+)(?: trở đi)?$/u.exec(plain(text))?.[1] ?? '');
  return nth === undefined || nth < 1 || fact === undefined ? undefined : { fact, value: ratio(nth - 1) };
}

function pointsIn(source: Source, path: Path, text: string): Ratio | undefined {
  const number = parseNumber(plain(text).replace(/ điểm$/u, ''));
  if (number !== undefined && !number.percent && number.value.numerator >= 0n) return number.value;
  source.report('KC-005', path, `không đọc được số điểm "${text}"`, 'ví dụ: 0,25 điểm');
  return undefined;
}

/** "10 hồ sơ trễ hạn": a number before the name of a fact; "1% tỷ lệ hồ sơ trễ hạn". */
function quantityOf(
  source: Source,
  path: Path,
  text: string,
  facts: Scales['facts'],
): { fact: string; value: Ratio } | undefined {
  const match = /^([\d.,/]+ ?%?) (.+)$/u.exec(plain(text));
  const number = match === null ? undefined : parseNumber(match[1] ?? '');
  const name = match?.[2] ?? '';
  const fact = [...facts.values()].find((candidate) => candidate.name.toLowerCase() === name);
  if (fact === undefined || number === undefined || number.value.numerator <= 0n) {
    source.report(
      'KC-004',
      path,
      `không hiểu "${text}".${didYouMean(name, facts.keys())}`,
      'ghi số và tên dữ kiện, ví dụ: 10 hồ sơ trễ hạn',
    );
    return undefined;
  }
  if ((fact.kind === 'ratio') !== number.percent) {
    source.report(
      'KC-009',
      path,
      `"${text}" không cùng đơn vị với "${fact.name}"`,
      fact.kind === 'ratio' ? 'ghi dấu %' : 'bỏ dấu %',
    );
    return undefined;
  }
  return { fact: fact.name, value: number.value };
}
