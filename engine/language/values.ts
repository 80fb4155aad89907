/** One value of a fact as people and systems write it, to what is known of the fact. Nothing is guessed. */
import { EXEMPT, type FactConstraint, type FactDefinition, type FactState, MISSING } from '../model/facts.ts';
import { contains, type Interval, intersect, point, within } from '../model/interval.ts';
import { compare, parseDecimal, type Ratio, ratio } from '../model/ratio.ts';
import { parseInstant } from './moments.ts';
import { parseNumber } from './numbers.ts';
import { type Parsed, parseFigure, plain } from './phrases.ts';
import { parseStep } from './steps.ts';

export type ParsedValue =
  | { readonly ok: true; readonly state: FactState }
  | { readonly ok: false; readonly problem: string; readonly remedy: string };

/**
 * Reads a Vietnamese text: a number ("58.053", "1,07%"), a bound ("dưới 10%", "từ 80% đến dưới 90%"), "miễn", or
 * nothing ("" and "-": missing). A ratio must carry its per cent sign.
 */
export function parseValue(fact: FactDefinition, text: string): ParsedValue {
  const written = plain(text);
  if (['', '-', 'chưa có số liệu'].includes(written)) return { ok: true, state: MISSING };
  if (written === 'miễn') return { ok: true, state: EXEMPT };
  if (fact.scale !== undefined) return rankValue(fact, fact.scale, text);
  if (fact.kind === 'date') return dateValue(fact, text);
  const number = parseNumber(withoutUnit(fact, written));
  if (number !== undefined) {
    const fraction = written.includes('/');
    if ((fact.kind === 'ratio') !== (number.percent || fraction)) return wrongUnit(fact, text);
    return inDomain(fact, number.value, text);
  }
  if (/^-?[\d.,/%\s]+$/.test(written)) {
    return refuse(`"${text}" không phải là số viết kiểu Việt Nam`, `ví dụ: ${example(fact)}`);
  }
  return boundValue(fact, text);
}

/**
 * Reads a JSON number by its digits, so that 0.05 is exactly 5/100; a ratio as a fraction (0.05 is 5%).
 * @param source the digits as they stood in the JSON text
 */
export function numberValue(fact: FactDefinition, source: string): ParsedValue {
  const value = parseDecimal(source);
  if (value === undefined || fact.scale !== undefined || fact.kind === 'date')
    return refuse(`"${source}" không dùng được cho ${fact.name}`, `ví dụ: ${example(fact)}`);
  return inDomain(fact, value, source);
}

/** The first constraint that what is known certainly breaks; undefined when all may hold. */
export function brokenConstraint(
  constraints: readonly FactConstraint[],
  facts: ReadonlyMap<string, FactState>,
): { readonly left: string; readonly right: string } | undefined {
  return constraints.find(({ left, right }) => {
    const least = rangeOf(facts.get(left))?.low;
    const most = rangeOf(facts.get(right))?.high;
    return least !== undefined && most !== undefined && compare(least, most) > 0;
  });
}

/** A ratio given directly that its own parts, also given, contradict; undefined when there is none. */
export function contradictedRatio(
  definitions: ReadonlyMap<string, FactDefinition>,
  facts: ReadonlyMap<string, FactState>,
): string | undefined {
  for (const definition of definitions.values()) {
    const direct = facts.get(definition.name);
    const top = definition.numerator === undefined ? undefined : facts.get(definition.numerator);
    const bottom = definition.denominator === undefined ? undefined : facts.get(definition.denominator);
    if (
      direct === undefined ||
      top?.status !== 'known' ||
      bottom?.status !== 'known' ||
      bottom.value.numerator === 0n
    )
      continue;
    const computed: Ratio = {
      numerator: top.value.numerator * bottom.value.denominator,
      denominator: top.value.denominator * bottom.value.numerator,
    };
    if (direct.status === 'known' && compare(direct.value, computed) !== 0) return definition.name;
    if (direct.status === 'bounded' && !contains(direct.bound, computed)) return definition.name;
  }
  return undefined;
}

/** "6 tháng" of a fact that is counted in months. */
function withoutUnit({ unit }: FactDefinition, written: string): string {
  return unit !== '' && written.endsWith(` ${unit.toLowerCase()}`)
    ? written.slice(0, -unit.length - 1)
    : written;
}

function dateValue(fact: FactDefinition, text: string): ParsedValue {
  const minutes = parseInstant(text);
  if (minutes !== undefined) return { ok: true, state: { status: 'known', value: ratio(minutes) } };
  return refuse(
    `"${text}" không phải là ngày của ${fact.name}`,
    'ghi ngày/tháng/năm, ví dụ: 16/12/2019 hoặc 16/12/2019 08:30',
  );
}

function rangeOf(state: FactState | undefined): Interval | undefined {
  if (state?.status === 'known') return point(state.value);
  return state?.status === 'bounded' ? state.bound : undefined;
}

function rankValue(fact: FactDefinition, scale: readonly string[], text: string): ParsedValue {
  const step = parseStep(text, scale);
  if (!step.ok || step.value.years !== 1)
    return refuse(`"${text}" không phải là một bậc của ${fact.name}`, `dùng một trong: ${scale.join(', ')}`);
  const { low, high } = step.value.interval;
  if (low !== undefined && high !== undefined) return { ok: true, state: { status: 'known', value: low } };
  return { ok: true, state: { status: 'bounded', bound: step.value.interval, phrase: text.trim() } };
}

function boundValue(fact: FactDefinition, text: string): ParsedValue {
  const figure: Parsed<{ percent: boolean; interval: FactDefinition['domain'] }> = parseFigure(
    text,
    fact.kind === 'ratio' ? [] : [fact.unit],
  );
  if (!figure.ok)
    return refuse(
      `không hiểu "${text}"`,
      `ghi một con số, ví dụ: ${example(fact)}; hoặc một giới hạn, ví dụ: dưới ${example(fact)}`,
    );
  if ((fact.kind === 'ratio') !== figure.value.percent) return wrongUnit(fact, text);
  const bound = intersect(figure.value.interval, fact.domain);
  if (bound === undefined) return outside(fact, text);
  if (bound.low !== undefined && bound.high !== undefined && compare(bound.low, bound.high) === 0) {
    return inDomain(fact, bound.low, text);
  }
  return {
    ok: true,
    state: within(fact.domain, bound) ? MISSING : { status: 'bounded', bound, phrase: text.trim() },
  };
}

function inDomain(fact: FactDefinition, value: Ratio, text: string): ParsedValue {
  if (!contains(fact.domain, value)) return outside(fact, text);
  if (fact.kind === 'count' && value.numerator % value.denominator !== 0n) {
    return refuse(`"${text}" không phải là số nguyên`, `${fact.name} tính bằng ${fact.unit}, ghi số nguyên`);
  }
  return { ok: true, state: { status: 'known', value } };
}

function outside(fact: FactDefinition, text: string): ParsedValue {
  const remedy =
    fact.kind === 'ratio'
      ? 'ghi từ 0% đến 100%, ví dụ: 4,5% (số trong JSON ghi 0.045)'
      : `ví dụ: ${example(fact)}`;
  return refuse(`"${text}" nằm ngoài miền của ${fact.name}`, remedy);
}

function wrongUnit(fact: FactDefinition, text: string): ParsedValue {
  const remedy =
    fact.kind === 'ratio'
      ? 'ghi dấu % sau con số, ví dụ: 4,5%'
      : `bỏ dấu %; ${fact.name} tính bằng ${fact.unit}`;
  return refuse(`"${text}" không cùng đơn vị với ${fact.name}`, remedy);
}

function example(fact: FactDefinition): string {
  return fact.kind === 'ratio' ? '4,5%' : fact.kind === 'points' ? '92,50' : '1.250';
}

function refuse(problem: string, remedy: string): ParsedValue {
  return { ok: false, problem, remedy };
}
