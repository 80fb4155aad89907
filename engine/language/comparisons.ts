/** One fact compared: with a figure, a step, a moment, another fact, by dated thresholds or by a table. */
import type { CivilDate } from '../model/dates.ts';
import type { FactDefinition } from '../model/facts.ts';
import type { Interval } from '../model/interval.ts';
import { ratio } from '../model/ratio.ts';
import type { Comparison, Condition, Validity } from '../model/ruleset.ts';
import type { ConditionContext } from './conditions.ts';
import { parseDate, parseYear } from './dates.ts';
import { parseMoment } from './moments.ts';
import { type Parsed, parseFigure, parseStep, plain } from './phrases.ts';
import type { ConditionEntry } from './schema.ts';
import type { Path } from './source.ts';
import { didYouMean } from './suggest.ts';

type Read = Pick<Comparison, 'fact' | 'interval' | 'years'> &
  Partial<Pick<Comparison, 'deadline' | 'reference'>>;

const EARLIER = /^(.*?) (?:(\d) )?năm trước$/u;

export function readComparison(
  context: ConditionContext,
  path: Path,
  name: string,
  phrase: string,
): Condition | undefined {
  const comparison = compared(context, path, name, phrase);
  return comparison === undefined ? undefined : { type: 'is', comparison };
}

/** "từ năm …: ngưỡng …": one threshold for each stretch of time, the last without an end. */
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
  const comparison = compared(context, [...path, 'ngưỡng'], name, threshold);
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
    return is === undefined || value === undefined ? undefined : { type: 'all', parts: [is, value] };
  });
  return rows.every((row) => row !== undefined) ? { type: 'any', parts: rows } : undefined;
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

function compared(
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

/** A declared fact, or one of an earlier year ("chỉ số CCHC năm trước"). */
function factNamed(
  { source, vocabulary, derivations }: ConditionContext,
  path: Path,
  name: string,
): FactDefinition | undefined {
  const declared = vocabulary.facts.get(name);
  if (declared !== undefined) return declared;
  const earlier = EARLIER.exec(name);
  const base = earlier === null ? undefined : vocabulary.facts.get(earlier[1] ?? '');
  if (base !== undefined) {
    const derived = derivations.earlier(base, Number(earlier?.[2] ?? 1));
    return derivations.facts.get(derived)?.definition;
  }
  const known = [...vocabulary.facts.keys(), 'tất cả', 'một trong', 'không', 'thỏa'];
  source.report(
    'KC-004',
    path,
    `không có dữ kiện "${name}".${didYouMean(name, known)}`,
    'ghi đúng tên dữ kiện, hoặc khai báo dữ kiện mới trong rules/facts.yaml',
  );
  return undefined;
}

type Result = Parsed<Read> & { readonly wrongUnit?: true };

function readPhrase(context: ConditionContext, fact: FactDefinition, phrase: string): Result {
  if (fact.scale !== undefined) {
    const step = parseStep(phrase, fact.scale);
    if (!step.ok)
      return { ...step, problem: `${fact.name}: ${step.problem}.${didYouMean(phrase, fact.scale)}` };
    const { interval } = step.value;
    if (fact.kind === 'category' && (interval.low === undefined || interval.high === undefined)) {
      return {
        ok: false,
        problem: `${fact.name}: các loại không có thứ tự nên không dùng được "trở lên", "trở xuống"`,
        remedy: 'ghi: là …',
      };
    }
    return { ok: true, value: { fact: fact.name, ...step.value } };
  }
  if (fact.kind === 'date') {
    const moment = parseMoment(phrase);
    if (!moment.ok) return { ...moment, problem: `${fact.name}: ${moment.problem}` };
    const interval = 'interval' in moment.value ? moment.value.interval : {};
    return {
      ok: true,
      value: {
        fact: fact.name,
        years: 1,
        interval,
        ...('deadline' in moment.value ? { deadline: moment.value.deadline } : {}),
      },
    };
  }
  return readReference(context, fact, phrase) ?? readFigure(fact, phrase);
}

function readFigure(fact: FactDefinition, phrase: string, units: readonly string[] = []): Result {
  const figure = parseFigure(
    phrase,
    fact.kind === 'ratio' ? units : [fact.unit, `${fact.unit}/năm`, ...units],
  );
  if (!figure.ok) return { ...figure, problem: `${fact.name}: ${figure.problem}` };
  const share = fact.kind === 'ratio';
  // "2/3" is a share without a per cent sign.
  if (share !== figure.value.percent && !/\d\/\d/.test(phrase)) {
    const remedy = share ? 'ghi dấu % sau con số' : `bỏ dấu %; "${fact.name}" tính bằng ${fact.unit}`;
    return {
      ok: false,
      wrongUnit: true,
      problem: `"${phrase}" không cùng đơn vị với "${fact.name}"`,
      remedy,
    };
  }
  return { ok: true, value: { fact: fact.name, interval: figure.value.interval, years: 1 } };
}

const CHANGE = /^(tăng|giảm) (.*) so với năm trước$/u;

/** A comparison with another fact ("không thấp hơn chỉ tiêu trực tuyến") or with the year before; undefined when it is neither. */
function readReference(
  { vocabulary, derivations }: ConditionContext,
  fact: FactDefinition,
  phrase: string,
): Result | undefined {
  const text = plain(phrase);
  const change = CHANGE.exec(text);
  if (change !== null) return readChange(derivations, fact, change[1] === 'giảm', change[2] ?? '', phrase);
  const other = [...vocabulary.facts.values()].filter(
    ({ name, kind }) => kind === fact.kind && name !== fact.name && text.includes(name.toLowerCase()),
  );
  const [longest] = other.sort((a, b) => b.name.length - a.name.length);
  const words = longest?.name.toLowerCase() ?? (text.includes('năm trước') ? 'năm trước' : undefined);
  if (words === undefined) return undefined;
  const minus = longest?.name ?? derivations.earlier(fact, 1);
  const figure = parseFigure(text.replace(words, '0'), []);
  if (!figure.ok)
    return {
      ok: false,
      problem: `${fact.name}: không hiểu phép so sánh "${phrase}"`,
      remedy: `ví dụ: không thấp hơn ${words}; từ ${words} trở lên`,
    };
  const direction = text
    .replace(words, '…')
    .split('…')
    .map((part) => part.trim())
    .filter((part) => part !== '' && part !== 'từ');
  return {
    ok: true,
    value: {
      fact: derivations.difference(fact, minus),
      interval: figure.value.interval,
      years: 1,
      reference: [words, ...direction],
    },
  };
}

/** "tăng từ 2 điểm phần trăm trở lên so với năm trước". */
function readChange(
  derivations: ConditionContext['derivations'],
  fact: FactDefinition,
  falls: boolean,
  amount: string,
  phrase: string,
): Result {
  const unit = fact.kind === 'ratio' ? 'điểm phần trăm' : fact.unit;
  const figure = parseFigure(amount, [unit]);
  if (!figure.ok || figure.value.percent) {
    return {
      ok: false,
      problem: `${fact.name}: không hiểu phép so sánh "${phrase}"`,
      remedy: `ví dụ: tăng từ 2 ${unit} trở lên so với năm trước`,
    };
  }
  const scaled = fact.kind === 'ratio' ? scale(figure.value.interval, 100n) : figure.value.interval;
  return {
    ok: true,
    value: {
      fact: derivations.difference(fact, derivations.earlier(fact, 1)),
      interval: falls ? mirrored(scaled) : scaled,
      years: 1,
      reference: [plain(amount), 'so với năm trước'],
    },
  };
}

function scale(interval: Interval, divisor: bigint): Interval {
  const { low, high } = interval;
  return {
    ...interval,
    ...(low === undefined ? {} : { low: ratio(low.numerator, low.denominator * divisor) }),
    ...(high === undefined ? {} : { high: ratio(high.numerator, high.denominator * divisor) }),
  };
}

/** A fall of x is a rise of −x. */
function mirrored({ low, lowOpen, high, highOpen }: Interval): Interval {
  return {
    ...(high === undefined
      ? {}
      : { low: ratio(-high.numerator, high.denominator), lowOpen: highOpen === true }),
    ...(low === undefined
      ? {}
      : { high: ratio(-low.numerator, low.denominator), highOpen: lowOpen === true }),
  };
}
