/** One fact compared: with a figure, a step, a moment, another fact or by a table. */
import { type FactDefinition, YES_NO } from '../model/facts.ts';
import { ratio } from '../model/ratio.ts';
import type { Comparison, Condition, Deadline } from '../model/ruleset.ts';
import type { ConditionContext } from './conditions.ts';
import type { Vocabulary } from './facts.ts';
import { parseMoment } from './moments.ts';
import { COUNT, NUMBER, parseCount } from './numbers.ts';
import { type Parsed, parseFigure, plain } from './phrases.ts';
import { readReference } from './references.ts';
import { type Row, rowAmong } from './row-anchors.ts';
import type { ConditionEntry } from './schema.ts';
import type { Path } from './source.ts';
import { readSpanOfTime } from './spans-of-time.ts';
import { parseStep } from './steps.ts';
import { didYouMean } from './suggest.ts';

type Read = Pick<Comparison, 'fact' | 'interval' | 'years'> &
  Partial<Pick<Comparison, 'deadline' | 'reference'>>;

const EARLIER = /^(.*?) (?:(\d) )?(năm|lần) trước(?: từ năm (\d{4}))?$/u;

export function readComparison(
  context: ConditionContext,
  path: Path,
  name: string,
  phrase: string,
): Condition | undefined {
  const fact = factNamed(context, path, name);
  if (fact === undefined) return undefined;
  const years = overYears(phrase);
  if (years !== undefined) return readYears(context, path, fact, years);
  const choices = fact.scale === undefined ? [] : plain(phrase).split(/ hoặc |, /u);
  if (choices.length > 1) {
    const parts = choices.map((each) => finish(context, path, each, readPhrase(context, fact, each)));
    return parts.every((comparison) => comparison !== undefined)
      ? { type: 'any', parts: parts.map((comparison): Condition => ({ type: 'is', comparison })) }
      : undefined;
  }
  const ends = fact.kind === 'date' ? BETWEEN_DAYS.exec(plain(phrase)) : null;
  if (ends !== null) {
    const parts = ends.slice(1).map((end) => finish(context, path, end, readPhrase(context, fact, end)));
    return parts.every((comparison) => comparison !== undefined)
      ? { type: 'all', parts: parts.map((comparison): Condition => ({ type: 'is', comparison })) }
      : undefined;
  }
  const span = fact.kind === 'date' ? readSpanOfTime(context, fact, phrase) : undefined;
  if (span !== undefined) {
    const parts = span.map(
      (each): Condition => ({
        type: 'is',
        comparison: { ...each, phrase, at: context.source.at(path) },
      }),
    );
    const [only, ...more] = parts;
    return more.length === 0 ? only : { type: 'all', parts };
  }
  const comparison = finish(context, path, phrase, readPhrase(context, fact, phrase));
  return comparison === undefined ? undefined : { type: 'is', comparison };
}

/** "từ ngày 15/12 năm trước đến ngày 14/12". */
const BETWEEN_DAYS = /^(từ ngày .+?) (đến (?:hết )?(?:ngày )?\d.*)$/u;

/** A comparison asked of several years. */
interface OverYears {
  readonly written: string;
  /** What is asked of each year. */
  readonly phrase: string;
  readonly years: number;
  /** In how many of them it must hold; absent: in all. */
  readonly least?: number;
  readonly words: string;
}

const SOME_YEARS = new RegExp(
  `^(.*?) (?:ít nhất |từ )?(${COUNT}) năm(?: trở lên)? trong (${COUNT}) năm(?: gần nhất| gần đây| liền kề| liên tục| liên tiếp)?$`,
  'u',
);
const ALL_YEARS = new RegExp(
  `^(.*?) trong (?:cả )?(${COUNT}) năm(?: liên tục| liên tiếp| liền| liền kề)?$`,
  'u',
);
const MOST_YEARS = 10;

function overYears(phrase: string): OverYears | undefined {
  const text = plain(phrase);
  const [, some, least = '', of = ''] = SOME_YEARS.exec(text) ?? [];
  if (some !== undefined)
    return {
      written: phrase,
      phrase: some,
      years: parseCount(of) ?? 0,
      least: parseCount(least) ?? 0,
      words: `${least} năm trong ${of} năm`,
    };
  const [, all, years = ''] = ALL_YEARS.exec(text) ?? [];
  return all === undefined
    ? undefined
    : { written: phrase, phrase: all, years: parseCount(years) ?? 0, words: `${years} năm` };
}

/** The year judged and those just before it. */
function readYears(
  context: ConditionContext,
  path: Path,
  fact: FactDefinition,
  { phrase, written, years, least, words }: OverYears,
): Condition | undefined {
  const { source, derivations } = context;
  if (years < 1 || years > MOST_YEARS || (least ?? 1) < 1 || (least ?? 1) > years) {
    source.report(
      'KC-005',
      path,
      `${fact.name}: số năm phải từ 1 đến ${MOST_YEARS}`,
      'ví dụ: YẾU 2 năm trong 3 năm gần nhất',
    );
    return undefined;
  }
  const first = finish(context, path, phrase, readPhrase(context, fact, phrase));
  if (first === undefined) return undefined;
  if (least === undefined && context.vocabulary.ranked.has(fact.name))
    return { type: 'is', comparison: { ...first, phrase: written, years } };
  const earlier = Array.from({ length: years - 1 }, (_, index) => derivations.earlier(fact, index + 1));
  // A step is named once for all years, and the number of years beside it.
  const named = fact.scale === YES_NO ? [] : plain(phrase).split(' ');
  const reference = fact.scale === undefined ? {} : { reference: [words, ...named] };
  const parts = [fact.name, ...earlier].map(
    (name): Condition => ({
      type: 'is',
      comparison: { ...first, ...reference, fact: name, overYears: words },
    }),
  );
  const [only, ...more] = parts;
  if (more.length === 0) return only;
  return least === undefined ? { type: 'all', parts } : { type: 'choice', least, parts, at: source.at(path) };
}

/** "theo: loại đơn vị, bảng: {loại I: từ 95% trở lên, …}": one threshold for each category. */
export function readTable(
  context: ConditionContext,
  path: Path,
  name: string,
  entry: ConditionEntry,
): Condition | undefined {
  const { source, vocabulary } = context;
  const { theo, bảng } = entry;
  const category = typeof theo === 'string' ? vocabulary.facts.get(theo) : undefined;
  if (category?.scale === undefined || typeof theo !== 'string') {
    const known = [...vocabulary.facts.values()]
      .filter(({ scale }) => scale !== undefined)
      .map((fact) => fact.name);
    source.report(
      'KC-004',
      [...path, 'theo'],
      `"theo" phải là một dữ kiện có thang hoặc có loại.${typeof theo === 'string' ? didYouMean(theo, known) : ''}`,
      `dùng một trong: ${known.join(', ')}`,
    );
    return undefined;
  }
  if (typeof bảng !== 'object' || Array.isArray(bảng) || Object.keys(bảng).length === 0) {
    source.report(
      'KC-003',
      [...path, 'bảng'],
      'thiếu bảng ngưỡng',
      'ghi mỗi loại một dòng: loại I: từ 95% trở lên',
    );
    return undefined;
  }
  const rows = Object.entries(bảng).map(([step, phrase]): Condition | undefined => {
    const at = [...path, 'bảng', step];
    const is = readComparison(context, at, theo, step);
    const value = typeof phrase === 'string' ? readComparison(context, at, name, phrase) : undefined;
    if (typeof phrase !== 'string')
      source.report('KC-003', at, 'mỗi loại phải đi với một phép so sánh', 'ví dụ: loại I: từ 95% trở lên');
    return is === undefined || value === undefined
      ? undefined
      : {
          type: 'all',
          parts: [
            is,
            asCell(value, typeof phrase === 'string' ? phrase : '', rowAmong(step, Object.keys(bảng))),
          ],
        };
  });
  return rows.every((row) => row !== undefined) ? { type: 'any', parts: rows } : undefined;
}

/** In a table the direction may stand in the heading and the figure in the cell. */
function asCell(condition: Condition, phrase: string, row: Row): Condition {
  if (condition.type !== 'is') return condition;
  const cell = plain(phrase)
    .split(new RegExp(`(${NUMBER})`, 'u'))
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'từ');
  return { type: 'is', comparison: { ...condition.comparison, cell, row } };
}

/** A figure of a derived fact ("từ 2 đơn vị trở lên"). @param units more words that may stand behind the number */
export function figureComparison(
  context: ConditionContext,
  path: Path,
  fact: FactDefinition,
  phrase: string,
  units: readonly string[],
): Comparison | undefined {
  return finish(context, path, phrase, readFigure(fact, phrase, units));
}

export function compared(
  context: ConditionContext,
  path: Path,
  name: string,
  phrase: string,
): Comparison | undefined {
  const fact = factNamed(context, path, name);
  return fact === undefined ? undefined : finish(context, path, phrase, readPhrase(context, fact, phrase));
}

function finish(
  context: ConditionContext,
  path: Path,
  phrase: string,
  read: Parsed<Read> & { readonly wrongUnit?: true },
): Comparison | undefined {
  if (read.ok) return { ...read.value, phrase, at: context.source.at(path) };
  context.source.report(read.wrongUnit === true ? 'KC-009' : 'KC-005', path, read.problem, read.remedy);
  return undefined;
}

/** "ngày 31/12 của năm đánh giá", "ngày 15/01 năm sau": a day that needs nobody to supply it. */
function dayNamed(name: string): Deadline | undefined {
  const moment = parseMoment(plain(name).replace(/^ngày /u, 'từ ngày '));
  return plain(name).startsWith('ngày ') && moment.ok && 'deadline' in moment.value
    ? moment.value.deadline
    : undefined;
}

/** A declared fact, or one of an earlier year ("chỉ số CCHC năm trước") or occasion ("xếp hạng CCHC lần trước"). */
export function factMeant(
  { vocabulary, derivations }: Pick<ConditionContext, 'vocabulary' | 'derivations'>,
  name: string,
): FactDefinition | undefined {
  const declared = declaredFact(vocabulary, name);
  if (declared !== undefined) return declared;
  const day = dayNamed(name);
  if (day !== undefined) return derivations.day(plain(name), day);
  const [, of = '', count = '1', when, since] = EARLIER.exec(name) ?? [];
  const base = declaredFact(vocabulary, of);
  if (base === undefined) return undefined;
  const first = since === undefined ? undefined : Number(since);
  const derived =
    when === 'lần'
      ? derivations.previous(base, Number(count), first)
      : derivations.earlier(base, Number(count), first);
  return derivations.facts.get(derived)?.definition;
}

function declaredFact({ facts }: Vocabulary, name: string): FactDefinition | undefined {
  return facts.get(name) ?? [...facts.values()].find((fact) => fact.name.toLowerCase() === plain(name));
}

export function factNamed(context: ConditionContext, path: Path, name: string): FactDefinition | undefined {
  const fact = factMeant(context, name);
  if (fact !== undefined) return fact;
  const known = [...context.vocabulary.facts.keys(), 'tất cả', 'một trong', 'không', 'thỏa'];
  context.source.report(
    'KC-004',
    path,
    `không có dữ kiện "${name}".${didYouMean(name, known)}`,
    'ghi đúng tên dữ kiện, hoặc khai báo dữ kiện mới trong rules/facts.yaml',
  );
  return undefined;
}

type Result = Parsed<Read> & { readonly wrongUnit?: true };

/** A figure or a step where the words are one, else a comparison with another fact. */
function readPhrase(context: ConditionContext, fact: FactDefinition, phrase: string): Result {
  if (fact.kind === 'date') return readDate(fact, phrase);
  const plainly = fact.scale === undefined ? readFigure(fact, phrase) : readStep(fact, fact.scale, phrase);
  if (plainly.ok || fact.kind === 'category') return plainly;
  return readReference(context, fact, phrase) ?? plainly;
}

function readStep(fact: FactDefinition, scale: readonly string[], phrase: string): Result {
  const step = parseStep(phrase, scale);
  if (!step.ok) return { ...step, problem: `${fact.name}: ${step.problem}.${didYouMean(phrase, scale)}` };
  const { interval, years } = step.value;
  if (fact.kind === 'category' && (interval.low === undefined || interval.high === undefined)) {
    return {
      ok: false,
      problem: `${fact.name}: các loại không có thứ tự nên không dùng được "trở lên", "trở xuống"`,
      remedy: 'ghi: là …',
    };
  }
  // Below the lowest step stands that there is no rank: nobody without one is "TRUNG BÌNH trở xuống".
  const low = interval.low ?? ratio(0);
  return { ok: true, value: { fact: fact.name, years, interval: { ...interval, low, lowOpen: false } } };
}

function readDate(fact: FactDefinition, phrase: string): Result {
  const moment = parseMoment(phrase);
  if (!moment.ok) return { ...moment, problem: `${fact.name}: ${moment.problem}` };
  const interval = 'interval' in moment.value ? moment.value.interval : {};
  const deadline = 'deadline' in moment.value ? { deadline: moment.value.deadline } : {};
  return { ok: true, value: { fact: fact.name, years: 1, interval, ...deadline } };
}

/** Nothing of what is counted. */
const NONE = ['không có', 'không phát sinh'];

function share({ kind }: FactDefinition): boolean {
  return kind === 'ratio';
}

function readFigure(fact: FactDefinition, phrase: string, units: readonly string[] = []): Result {
  const figure = parseFigure(
    NONE.includes(plain(phrase)) ? `bằng ${share(fact) ? '0%' : '0'}` : phrase,
    fact.kind === 'ratio' ? units : [...new Set([fact.unit, ...units, `${fact.unit}/năm`])],
  );
  if (!figure.ok) return { ...figure, problem: `${fact.name}: ${figure.problem}` };
  // "2/3" is a share without a per cent sign.
  if (share(fact) !== figure.value.percent && !/\d\/\d/.test(phrase)) {
    const remedy = share(fact) ? 'ghi dấu % sau con số' : `bỏ dấu %; "${fact.name}" tính bằng ${fact.unit}`;
    return {
      ok: false,
      wrongUnit: true,
      problem: `"${phrase}" không cùng đơn vị với "${fact.name}"`,
      remedy,
    };
  }
  return { ok: true, value: { fact: fact.name, interval: figure.value.interval, years: 1 } };
}
