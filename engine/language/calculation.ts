/** One entry of `cách tính`: how a document works out a fact. */
import { decimalWords } from '../explain/words.ts';
import { type Calculation, type CalculationStep, type Formula, factsIn } from '../model/calculation.ts';
import type { FactDefinition } from '../model/facts.ts';
import { equal, type Ratio, ratio } from '../model/ratio.ts';
import { anchoringOf, reportUnanchored } from './anchoring.ts';
import { unanchored } from './anchors.ts';
import { factMeant } from './comparisons.ts';
import { type ConditionContext, readCondition } from './conditions.ts';
import { defined } from './defined.ts';
import { Derivations } from './derivations.ts';
import { readValidity, readYears } from './document-head.ts';
import { parseFormula } from './formula.ts';
import { NUMBER, parseNumber } from './numbers.ts';
import { plain } from './phrases.ts';
import { parseRounding } from './rounding.ts';
import type { RuleContext } from './rule.ts';
import type { CalculationEntry } from './schema.ts';
import type { Path, Source } from './source.ts';
import { didYouMean } from './suggest.ts';

/** Of an entry, how its value is worked out. */
export type Ways = Pick<CalculationEntry, 'công thức' | 'theo mức' | 'theo' | 'bảng' | 'còn lại'>;

/** Undefined after every fault in it has been reported. */
export function readCalculation(
  context: RuleContext,
  path: Path,
  entry: CalculationEntry,
): Calculation | undefined {
  const { source, vocabulary, document } = context;
  const fact = vocabulary.facts.get(entry['dữ kiện']);
  if (fact === undefined) {
    source.report(
      'KC-004',
      [...path, 'dữ kiện'],
      `không có dữ kiện "${entry['dữ kiện']}".${didYouMean(entry['dữ kiện'], vocabulary.facts.keys())}`,
      'khai báo dữ kiện trong rules/facts.yaml',
    );
    return undefined;
  }
  // Conditions on members of this calculation alone are held to its quotation.
  const own = new Derivations();
  const steps = readSteps({ ...context, derivations: own }, path, entry, fact);
  for (const [name, each] of own.facts) context.derivations.facts.set(name, each);
  const rounding = parseRounding(context.source, [...path, 'làm tròn'], entry['làm tròn'], fact.unit);
  if (steps === undefined) return undefined;
  checkAnchors(context, path, steps, {
    quote: quoteOf(entry),
    interpretations: entry['cách hiểu'],
    isScaled: fact.scale !== undefined,
    own,
  });
  return {
    id: `${document.code}/${fact.name}`,
    fact: fact.name,
    document,
    clause: entry['căn cứ'],
    quote: quoteOf(entry),
    steps,
    at: source.at(path),
    ...defined({
      rounding,
      validity: readValidity(source, [...path, 'hiệu lực'], entry['hiệu lực']),
      years: readYears(source, [...path, 'áp dụng cho năm đánh giá'], entry['áp dụng cho năm đánh giá']),
    }),
  };
}

/** The ways to a value, or undefined after every fault has been reported. */
export function readSteps(
  context: RuleContext,
  path: Path,
  entry: Ways,
  fact: FactDefinition,
): CalculationStep[] | undefined {
  const { source } = context;
  const ways = (['công thức', 'theo mức', 'theo'] as const).filter((key) => entry[key] !== undefined);
  if (ways.length !== 1 || (entry.theo === undefined) !== (entry.bảng === undefined)) {
    source.report(
      'KC-003',
      path,
      `cách tính "${fact.name}" phải có đúng một trong: "công thức"; "theo mức"; "theo" với "bảng"`,
      'ví dụ: công thức: điểm thẩm định + điểm thưởng',
    );
    return undefined;
  }
  const value = (at: Path, text: string): Formula | undefined => readFormula(context, at, text, fact);
  const read: (CalculationStep | undefined)[] = [];
  if (entry['công thức'] !== undefined) {
    const formula = value([...path, 'công thức'], entry['công thức']);
    read.push(formula && { value: formula });
  }
  (entry['theo mức'] ?? []).forEach(({ khi, là }, index) => {
    const at = [...path, 'theo mức', index];
    const [when, formula] = [readCondition(context, [...at, 'khi'], khi), value([...at, 'là'], là)];
    read.push(when && formula && { when, value: formula });
  });
  for (const [key, là] of Object.entries(entry.bảng ?? {})) {
    const at = [...path, 'bảng', key];
    const when = readCondition(context, at, { [entry.theo ?? '']: key });
    const formula = value(at, là);
    read.push(when && formula && { when, value: formula });
  }
  const otherwise = entry['còn lại'];
  if (otherwise !== undefined) {
    const formula = value([...path, 'còn lại'], otherwise);
    read.push(formula && { value: formula });
  }
  return read.every((step) => step !== undefined) ? read : undefined;
}

const NOTHING: Readonly<Record<string, 'exempt' | 'missing'>> = {
  miễn: 'exempt',
  'chưa có số liệu': 'missing',
};

function readFormula(
  context: ConditionContext,
  path: Path,
  text: string,
  fact: FactDefinition,
): Formula | undefined {
  const { vocabulary, source } = context;
  const nothing = NOTHING[plain(text)];
  if (nothing !== undefined) return { type: 'nothing', status: nothing };
  if (fact.scale !== undefined) return readStepValue(context, path, text, fact, fact.scale);
  const units = [...new Set([fact, ...vocabulary.facts.values()].map(({ unit }) => unit.toLowerCase()))];
  const formula = parseFormula(text, {
    units: units.filter((unit) => unit !== ''),
    factNamed: (words) => factMeant(context, words)?.name,
  });
  if (!formula.ok) {
    source.report('KC-005', path, `${fact.name}: ${formula.problem}`, formula.remedy);
    return undefined;
  }
  const unordered = factsIn(formula.value).find((name) => vocabulary.facts.get(name)?.scale !== undefined);
  if (unordered === undefined) return formula.value;
  source.report(
    'KC-009',
    path,
    `"${unordered}" không phải là số để tính`,
    'dùng "theo" và "bảng" để tra theo bậc hoặc loại',
  );
  return undefined;
}

/** A step of the fact's own scale, or another fact on it. */
function readStepValue(
  context: ConditionContext,
  path: Path,
  text: string,
  fact: FactDefinition,
  scale: readonly string[],
): Formula | undefined {
  const step = scale.findIndex((each) => each.toLowerCase() === plain(text));
  if (step >= 0) return { type: 'number', value: ratio(step) };
  const other = factMeant(context, text);
  if (other?.scale?.join() === scale.join()) return { type: 'fact', fact: other.name };
  context.source.report(
    'KC-007',
    path,
    `${fact.name}: "${text}" không có trong thang: ${scale.join(', ')}.${didYouMean(text, scale)}`,
    'ghi một bậc của thang, hoặc tên một dữ kiện cùng thang',
  );
  return undefined;
}

/** Every figure and every comparison of a calculation stands in its quotation; nought may also be said in words. */
export function checkAnchors(
  { source, vocabulary }: RuleContext,
  path: Path,
  steps: readonly CalculationStep[],
  held: {
    readonly quote: string;
    readonly interpretations: CalculationEntry['cách hiểu'];
    /** The value is a step of a scale, which is no figure. */
    readonly isScaled: boolean;
    readonly own: Derivations;
  },
): void {
  const { quote, interpretations, isScaled, own } = held;
  for (const { value } of isScaled ? [] : steps)
    reportFigures(source, path, figuresOf(value), { quote, interpretations });
  const anchoring = anchoringOf(vocabulary, own);
  const conditions = [...steps.flatMap(({ when }) => (when === undefined ? [] : [when])), ...own.inner];
  reportUnanchored(
    source,
    conditions.flatMap((condition) => unanchored(condition, quote, anchoring)),
    interpretations,
  );
}

/** Reports each figure that neither the quotation nor a recorded answer has. */
export function reportFigures(
  source: Source,
  path: Path,
  figures: readonly Ratio[],
  {
    quote,
    interpretations,
  }: { readonly quote: string; readonly interpretations: CalculationEntry['cách hiểu'] },
): void {
  const numbers = [quote, ...(interpretations ?? []).map(({ đáp }) => đáp)].flatMap(numbersIn);
  for (const figure of figures) {
    if (figure.numerator === 0n || numbers.some((number) => equal(number, figure))) continue;
    source.report(
      'KC-006',
      path,
      `trích dẫn không có con số ${decimalWords(figure, 8)} của cách tính`,
      'ghi đúng con số như văn bản, hoặc trích đúng câu của văn bản',
    );
  }
}

function numbersIn(text: string): Ratio[] {
  return [...plain(text).matchAll(new RegExp(NUMBER, 'gu'))]
    .map(([number]) => parseNumber(number)?.value)
    .filter((value) => value !== undefined);
}

function figuresOf(formula: Formula): Ratio[] {
  switch (formula.type) {
    case 'number':
      return [formula.value];
    case 'nothing':
    case 'fact':
      return [];
    case 'operation':
      return [...figuresOf(formula.left), ...figuresOf(formula.right)];
    case 'function':
      return formula.of.flatMap(figuresOf);
  }
}

function quoteOf(entry: CalculationEntry): string {
  return entry.trích.replaceAll('**', '');
}
