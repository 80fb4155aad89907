/** How the points of a criterion follow from facts. */
import { decimalWords } from '../explain/words.ts';
import type { CalculationStep, Rounding } from '../model/calculation.ts';
import type { FactDefinition } from '../model/facts.ts';
import { compare, equal, type Ratio, ratio } from '../model/ratio.ts';
import { checkAnchors, readSteps, type Ways } from './calculation.ts';
import { factMeant } from './comparisons.ts';
import { defined } from './defined.ts';
import { Derivations } from './derivations.ts';
import { parseNumber } from './numbers.ts';
import { plain } from './phrases.ts';
import { parseRounding } from './rounding.ts';
import type { RuleContext } from './rule.ts';
import type { CriterionEntry, ScorecardEntry } from './schema.ts';
import type { Path } from './source.ts';

export interface Scoring {
  readonly steps: readonly CalculationStep[];
  readonly rounding?: Rounding;
}

/** What the figures of a criterion are held to, and its maximum. */
export interface ScoringGround {
  readonly quote: string;
  readonly interpretations: ScorecardEntry['cách hiểu'];
  readonly max: Ratio | undefined;
}

const WAYS = ['theo tỷ lệ', 'nội suy', 'công thức', 'theo mức', 'theo'] as const;

/** Undefined where the points are given, or after every fault has been reported. */
export function readScoring(
  context: RuleContext,
  path: Path,
  entry: CriterionEntry,
  { quote, interpretations, max }: ScoringGround,
): Scoring | undefined {
  const { source } = context;
  const ways = WAYS.filter((key) => entry[key] !== undefined);
  if (ways.length === 0) return undefined;
  if (ways.length > 1 || max === undefined) {
    source.report(
      'KC-003',
      path,
      ways.length > 1
        ? `tiêu chí "${entry.mã}" có hơn một cách chấm: ${ways.map((way) => `"${way}"`).join(', ')}`
        : `tiêu chí "${entry.mã}" có cách chấm nhưng không có điểm tối đa`,
      ways.length > 1 ? 'giữ một cách chấm' : 'ghi "điểm tối đa"',
    );
    return undefined;
  }
  const written = spelledOut(context, path, entry, max);
  // Conditions on members of this criterion alone are held to its quotation.
  const own = new Derivations();
  const steps = written && readSteps({ ...context, derivations: own }, path, written, pointsOf(entry));
  for (const [name, each] of own.facts) context.derivations.facts.set(name, each);
  if (steps === undefined) return undefined;
  const isWritten = entry['theo tỷ lệ'] === undefined && entry['nội suy'] === undefined;
  const said = `${quote} ${numberText(max)}`;
  checkAnchors(context, path, isWritten ? steps : [], { quote: said, interpretations, isScaled: false, own });
  return {
    steps,
    ...defined({ rounding: parseRounding(source, [...path, 'làm tròn'], entry['làm tròn'], 'điểm') }),
  };
}

/** The entry with "điểm tối đa" as the number that it is, and shares and slopes as formulas. */
function spelledOut(context: RuleContext, path: Path, entry: CriterionEntry, max: Ratio): Ways | undefined {
  const most = numberText(max);
  const share = entry['theo tỷ lệ'];
  if (share !== undefined) {
    if (factMeant(context, share)?.kind === 'ratio') return { 'công thức': `${most} × ${share}` };
    context.source.report(
      'KC-004',
      [...path, 'theo tỷ lệ'],
      `không có dữ kiện tỷ lệ "${share}"`,
      'ghi tên một dữ kiện loại tỷ lệ khai báo trong rules/facts.yaml',
    );
    return undefined;
  }
  if (entry['nội suy'] !== undefined) return slope(context, path, entry['nội suy'], most);
  const filled = (text: string): string => text.replaceAll(/điểm tối đa/giu, most);
  const { 'công thức': formula, 'theo mức': levels, theo, bảng: table, 'còn lại': rest } = entry;
  return defined({
    'công thức': formula && filled(formula),
    'theo mức': levels?.map(({ khi, là }) => ({ khi, là: filled(là) })),
    theo,
    bảng: table && Object.fromEntries(Object.entries(table).map(([key, là]) => [key, filled(là)])),
    'còn lại': rest && filled(rest),
  });
}

/** No points up to one value, the most from another on, and evenly between them; either may be the higher. */
function slope(
  { source }: RuleContext,
  path: Path,
  { 'dữ kiện': fact, từ, đến }: NonNullable<CriterionEntry['nội suy']>,
  most: string,
): Ways | undefined {
  const [from, to] = [parseNumber(plain(từ)), parseNumber(plain(đến))];
  if (from === undefined || to === undefined || compare(from.value, to.value) === 0) {
    source.report(
      'KC-005',
      [...path, 'nội suy'],
      'nội suy cần hai số khác nhau: "từ" (được 0 điểm) và "đến" (được điểm tối đa)',
      'ví dụ: {dữ kiện: tỷ lệ hồ sơ trực tuyến, từ: 20%, đến: 60%}',
    );
    return undefined;
  }
  const isRising = compare(from.value, to.value) < 0;
  const [none, all] = isRising ? ['trở xuống', 'trở lên'] : ['trở lên', 'trở xuống'];
  const [low, high] = [numberText(from.value), numberText(to.value)];
  return {
    'theo mức': [
      { khi: { [fact]: `từ ${từ} ${none}` }, là: '0' },
      { khi: { [fact]: `từ ${đến} ${all}` }, là: most },
    ],
    'còn lại': `${most} × (${fact} − ${low}) ÷ (${high} − ${low})`,
  };
}

/** A number as a formula reads it: decimals as they are written, others as a quotient. */
function numberText(value: Ratio): string {
  const text = decimalWords(value, 8);
  const isExact = parseNumber(text) !== undefined && equal(parseNumber(text)?.value ?? ratio(0), value);
  return isExact ? text : `(${value.numerator} ÷ ${value.denominator})`;
}

/** What the points are, for reading the formulas that give them. */
function pointsOf({ tên }: CriterionEntry): FactDefinition {
  return {
    name: tên,
    kind: 'points',
    unit: 'điểm',
    domain: { low: ratio(0), lowOpen: false },
    zeroDenominator: 'missing',
    rollUp: 'latest',
    subjects: ['đơn vị'],
    supplier: '',
    aliases: [],
  };
}
