/** Random rule sets that hold everything that a rule set can hold. */

import type { Random } from '../../../bench/random.ts';
import {
  type Calculation,
  type Formula,
  FUNCTIONS,
  OPERATORS,
  type ShareParts,
} from '../../../engine/model/calculation.ts';
import { FIRST_DATE } from '../../../engine/model/dossier.ts';
import type { FactDefinition, FactKind, Subject, ZeroDenominator } from '../../../engine/model/facts.ts';
import type { LateDeclaration } from '../../../engine/model/late.ts';
import {
  ADJUSTMENTS,
  type Adjustment,
  type Comparison,
  type Condition,
  type Derivation,
  type DerivedFact,
  type Effect,
  type Interpretation,
  type LegalDocument,
  type Rule,
  type RuleSet,
  type Validity,
} from '../../../engine/model/ruleset.ts';
import { DEFAULT_RANKING } from '../../../engine/model/scheme.ts';
import { NO_CALENDAR } from '../../../engine/model/working-days.ts';
import { fraction, inventFigure, inventInterval } from './figures.ts';

export const SCHEME = 'thu';
export const GROUP = 'đơn vị trực thuộc';
export const SUBJECTS: readonly Subject[] = ['đơn vị', 'người đứng đầu', 'tập thể', 'cá nhân'];
/** Days about which laws begin and end. */
export const LAW_DATES = ['2018-12-31', '2019-06-30', '2019-12-31', '2020-12-31'] as const;
const YEARS = [2018, 2019, 2020] as const;
const RANK = 'xếp hạng';
const RANKS = ['YẾU', 'TRUNG BÌNH', 'KHÁ', 'TỐT', 'XUẤT SẮC'] as const;
const AT = { file: 'thu.yaml', line: 1, column: 1 };

/** The facts that are declared, by name. */
const DECLARED: Readonly<
  Record<string, { readonly kind: FactKind; readonly parts?: readonly [string, string] }>
> = {
  'trễ hạn': { kind: 'count' },
  'đã giải quyết': { kind: 'count' },
  'tỷ lệ trễ hạn': { kind: 'ratio', parts: ['trễ hạn', 'đã giải quyết'] },
  'điểm thẩm định': { kind: 'points' },
  'điểm chuẩn': { kind: 'points' },
  'chỉ số': { kind: 'ratio', parts: ['điểm thẩm định', 'điểm chuẩn'] },
  'hài lòng': { kind: 'ratio' },
  'lĩnh vực': { kind: 'category' },
  'ngày báo cáo': { kind: 'date' },
  [RANK]: { kind: 'rank' },
  // Calculated, each from those above it alone.
  'điểm thưởng': { kind: 'points' },
  'điểm tổng': { kind: 'points' },
  'tỷ lệ điểm': { kind: 'ratio', parts: ['điểm tổng', 'điểm chuẩn'] },
};
const CALCULATED = ['điểm thưởng', 'điểm tổng'] as const;
const RULE_COUNT = 5;

/** Makes conditions over some facts. */
interface Facts {
  readonly random: Random;
  readonly kinds: ReadonlyMap<string, FactKind>;
}

export function inventRuleSet(random: Random): RuleSet {
  const scale = RANKS.slice(0, 2 + random.below(RANKS.length - 1));
  const facts = new Map(
    Object.entries(DECLARED).map(([name, { kind, parts }]): [string, FactDefinition] => {
      const zeroDenominator = random.pick<ZeroDenominator>(['missing', 'exempt', 'whole', 'none']);
      const [numerator, denominator] = parts ?? [];
      return [
        name,
        {
          ...definition(name, kind),
          zeroDenominator,
          ...(numerator === undefined || denominator === undefined ? {} : { numerator, denominator }),
          ...(kind === 'rank' ? { scale } : {}),
        },
      ];
    }),
  );
  const declared = { random, kinds: kindsOf(facts.values()) };
  const derived = inventDerived(declared);
  const all = {
    random,
    kinds: kindsOf([...facts.values(), ...[...derived.values()].map((each) => each.definition)]),
  };
  const documents = random.list(1, 3, (index) => inventDocument(random, index));
  const rules = documents.flatMap((document) => inventRules(all, document, scale));
  const ids = rules.map(({ id }) => id);
  return {
    hash: '',
    facts,
    calculations: documents.flatMap((document) => inventCalculations(all, document)),
    scorecards: [],
    calendar: NO_CALENDAR,
    derived,
    constraints: [],
    schemes: new Map([
      [
        SCHEME,
        {
          code: SCHEME,
          name: 'Thử',
          index: 'chỉ số',
          rank: RANK,
          order: inventOrder(random),
          blocks: new Map(),
          ranking: DEFAULT_RANKING,
          document: 'd0',
        },
      ],
    ]),
    documents: documents.map((document) => ({ ...document, repeals: inventRepeals(random, ids) })),
    rules: rules.map((rule) => ({
      ...rule,
      ...(random.oneIn(8) ? { insteadOf: random.pick(ids) } : {}),
      ...(random.oneIn(8) ? { exceptionTo: [random.pick(ids)] } : {}),
    })),
    duties: [],
    // Last, so that what was invented before they could be declared stays as it was.
    late: documents.flatMap((document) => inventLate(random, document)),
  };
}

/** Of what the late rate is made by a document; the calculation is all that decides. */
function inventLate(random: Random, document: LegalDocument): LateDeclaration[] {
  if (!random.oneIn(2)) return [];
  const [parts] = random.pick<readonly ShareParts[]>([
    [],
    [{ top: ['trễ hạn', 'điểm thẩm định'], bottom: ['đã giải quyết'] }],
    [{ top: ['trễ hạn'], bottom: ['điểm chuẩn'] }],
    [{ top: ['trễ hạn'], bottom: ['đã giải quyết', 'điểm chuẩn'] }],
  ]);
  const common = {
    id: `${document.code}/trễ hạn`,
    document,
    clause: '',
    quote: '',
    at: AT,
    ...(random.oneIn(3) ? { years: { from: random.pick(YEARS) } } : {}),
  };
  return [
    {
      ...common,
      over: 'hồ sơ đã giải quyết',
      withOverdue: false,
      counting: FIRST_DATE,
      exceptionTo: random.oneIn(4) ? ['d0'] : [],
      interpretations: [],
      ...(parts === undefined ? {} : { calculation: { ...common, fact: 'tỷ lệ trễ hạn', steps: [], parts } }),
    },
  ];
}

function definition(name: string, kind: FactKind): FactDefinition {
  return {
    name,
    kind,
    unit: '',
    // Nobody has fewer than none of anything.
    domain: kind === 'count' || kind === 'points' ? { low: fraction(0), lowOpen: false } : {},
    zeroDenominator: 'missing',
    rollUp: 'latest',
    subjects: SUBJECTS,
    supplier: 'thử',
    aliases: [],
  };
}

function kindsOf(definitions: Iterable<FactDefinition>): Map<string, FactKind> {
  return new Map(Array.from(definitions, ({ name, kind }) => [name, kind]));
}

function inventDerived(facts: Facts): Map<string, DerivedFact> {
  const { random } = facts;
  const members = (measure: 'count' | 'share'): Derivation => ({
    type: 'members',
    group: GROUP,
    condition: inventCondition(facts, 1),
    ...(random.oneIn(3) ? { among: inventCondition(facts, 1) } : {}),
    measure,
    whenEmpty: random.pick<ZeroDenominator>(['missing', 'exempt', 'whole', 'none']),
  });
  const derivations: readonly [string, FactKind, Derivation][] = [
    ['tỷ lệ trễ hạn năm trước', 'ratio', { type: 'earlier', of: 'tỷ lệ trễ hạn', back: 1 }],
    ['xếp hạng hai năm trước', 'rank', { type: 'earlier', of: RANK, back: 2 }],
    [
      'hài lòng so với năm trước',
      'ratio',
      {
        type: 'difference',
        of: 'hài lòng',
        minus: 'tỷ lệ trễ hạn năm trước',
        ...(random.oneIn(2) ? { times: random.pick([fraction(1, 2), fraction(15, 10), fraction(2)]) } : {}),
      },
    ],
    [
      '3 tháng sau ngày báo cáo',
      'date',
      { type: 'shifted', of: 'ngày báo cáo', months: random.below(14), days: random.below(40) },
    ],
    [
      'ngày 31/12',
      'date',
      { type: 'day', month: 12, day: 31, ...(random.oneIn(2) ? { yearsAfter: -1 } : {}) },
    ],
    [
      'hài lòng lần trước',
      'ratio',
      { type: 'previous', of: 'hài lòng', count: 1, ...(random.oneIn(3) ? { since: 2019 } : {}) },
    ],
    [
      'xếp hạng 2 lần trước',
      'rank',
      { type: 'previous', of: RANK, count: 2, ...(random.oneIn(3) ? { since: 2018 } : {}) },
    ],
    ['số đơn vị', 'count', members('count')],
    ['tỷ lệ đơn vị', 'ratio', members('share')],
  ];
  return new Map(
    derivations.map(([name, kind, derivation]) => [name, { definition: definition(name, kind), derivation }]),
  );
}

function inventDocument(random: Random, index: number): LegalDocument {
  return {
    code: `d${index}`,
    name: 'Thử',
    issuer: 'Thử',
    ...(random.oneIn(6) ? { issuedOn: random.pick(LAW_DATES) } : {}),
    ...(random.oneIn(6) ? inventValidity(random) : {}),
    ...(random.oneIn(6) ? { years: inventYears(random) } : {}),
    ...(random.oneIn(3) ? { scheme: random.oneIn(8) ? 'khác' : SCHEME } : {}),
    repeals: [],
    file: 'thu.yaml',
  };
}

function inventValidity(random: Random): Validity {
  return random.oneIn(2) ? { from: random.pick(LAW_DATES) } : { to: random.pick(LAW_DATES) };
}

function inventYears(random: Random): { from?: number; to?: number } {
  return random.oneIn(2) ? { from: random.pick(YEARS) } : { to: random.pick(YEARS) };
}

/** Now and then one of a rule, a banding or a document. */
function inventRepeals(random: Random, ids: readonly string[]): LegalDocument['repeals'] {
  if (!random.oneIn(6)) return [];
  const parts = random.pick(ids).split('/');
  return [{ target: parts.slice(0, 1 + random.below(parts.length)).join('/'), from: random.pick(LAW_DATES) }];
}

function inventRules(facts: Facts, document: LegalDocument, scale: readonly string[]): Rule[] {
  const { random } = facts;
  const levels = random.oneIn(4) ? [] : inventLevels(facts, document, scale);
  const others = random.list(1, RULE_COUNT, (index) => ({
    ...inventRule(facts, document, `r${index}`),
    effects: random.list(0, 2, () => inventEffect(facts, scale)),
  }));
  return [...levels, ...(random.oneIn(3) ? inventMoves(facts, document) : []), ...others];
}

/** Levels of which the first that holds moves the rank. */
function inventMoves(facts: Facts, document: LegalDocument): Rule[] {
  const { random } = facts;
  return random.list(2, 3, (index) => ({
    ...inventRule(facts, document, `ha-bac/${index + 1}`),
    subjects: ['đơn vị'],
    interpretations: [],
    effects: [random.oneIn(2) ? { kind: 'demote', levels: 1 + index } : { kind: 'promote', levels: 1 }],
    pick: 'first',
  }));
}

function inventLevels(facts: Facts, document: LegalDocument, scale: readonly string[]): Rule[] {
  const { random } = facts;
  const pick = random.pick(['first', 'only'] as const);
  return scale.toReversed().map((rank) => ({
    ...inventRule(facts, document, `xep-hang/${rank}`),
    subjects: ['đơn vị'],
    effects: [{ kind: 'band', rank }],
    pick,
  }));
}

function inventRule(facts: Facts, document: LegalDocument, code: string): Rule {
  const { random } = facts;
  return {
    id: `${document.code}/${code}`,
    document,
    clause: '',
    quote: '',
    subjects: random
      .list(1, 2, () => random.pick(SUBJECTS))
      .filter((each, index, all) => all.indexOf(each) === index),
    when: inventCondition(facts, 2),
    effects: [],
    interpretations: random.list(0, 1, () => inventInterpretation(random)),
    ...(random.oneIn(8) ? { validity: inventValidity(random) } : {}),
    ...(random.oneIn(8) ? { years: inventYears(random) } : {}),
    exceptionTo: [],
    at: AT,
  };
}

function inventInterpretation(random: Random): Interpretation {
  return {
    question: '?',
    answer: '',
    pending: random.oneIn(2),
    ...(random.oneIn(2) ? { onValidity: { fromYear: random.pick(YEARS) } } : {}),
  };
}

function inventEffect({ random, kinds }: Facts, scale: readonly string[]): Effect {
  const limit = random.oneIn(2) ? { limit: inventFigure(random, 'points') } : {};
  const increment = {
    fact: random.pick([...kinds.keys()]),
    step: random.pick(
      [inventFigure(random, 'count')].map(({ denominator }) => ({ numerator: 2n, denominator })),
    ),
    from: inventFigure(random, 'count'),
    ...limit,
  };
  const { numerator, denominator } = inventFigure(random, 'points');
  const amount = { numerator: random.oneIn(2) ? numerator : -numerator, denominator };
  return random.pick<Effect>([
    { kind: 'demote', levels: random.oneIn(3) ? undefined : 1 + random.below(3) },
    { kind: 'promote', levels: 1 + random.below(3) },
    { kind: 'unranked', why: 'x' },
    { kind: 'cap', rank: random.pick(scale) },
    { kind: 'cap', rank: random.pick(scale) },
    { kind: 'grade_cap', grade: 'x' },
    { kind: 'review', what: 'x' },
    { kind: 'requirement', grade: 'x' },
    { kind: 'points', amount },
    { kind: 'points', amount, each: increment },
    { kind: 'target', what: 'x' },
    { kind: 'warning', what: 'x' },
  ]);
}

function inventCondition(facts: Facts, depth: number): Condition {
  const { random } = facts;
  const shape = depth === 0 ? 0 : random.below(7);
  if (shape < 3) return { type: 'is', comparison: inventComparison(facts) };
  if (shape === 3) return { type: 'not', part: inventCondition(facts, depth - 1) };
  const parts = random.list(1, 4, () => inventCondition(facts, depth - 1));
  const [part, ...unless] = parts;
  if (shape === 5 && part !== undefined && unless.length > 0) return { type: 'except', part, unless };
  if (shape === 4) return { type: 'choice', least: 1 + random.below(parts.length), parts, at: AT };
  return { type: shape < 6 ? 'any' : 'all', parts };
}

function inventComparison({ random, kinds }: Facts): Comparison {
  const [fact, kind] = random.pick([...kinds]);
  const isYearly = kind === 'date' && random.oneIn(2);
  return {
    fact,
    interval: inventInterval(random, kind),
    years: fact === RANK ? 1 + random.below(3) : random.oneIn(12) ? 2 : 1,
    phrase: '',
    ...(random.oneIn(10) ? { validity: inventValidity(random) } : {}),
    ...(isYearly
      ? {
          deadline: { month: 12, day: 31, relation: random.pick(['before', 'by', 'after', 'from'] as const) },
        }
      : {}),
    at: AT,
  };
}

function inventCalculations(facts: Facts, document: LegalDocument): Calculation[] {
  const { random, kinds } = facts;
  return CALCULATED.filter(() => random.oneIn(2)).map((fact): Calculation => {
    const names = [...kinds.keys()];
    const above = new Map([...kinds].filter(([name]) => names.indexOf(name) < names.indexOf(fact)));
    const figures = [...above]
      .filter(([, kind]) => kind === 'count' || kind === 'points')
      .map(([name]) => name);
    return {
      id: `${document.code}/${fact}`,
      fact,
      document,
      clause: '',
      quote: '',
      steps: random.list(1, 3, (index) => ({
        ...(index === 0 && random.oneIn(3) ? {} : { when: inventCondition({ random, kinds: above }, 1) }),
        value: inventFormula(random, figures, 2),
      })),
      ...(random.oneIn(3)
        ? { rounding: { places: random.below(4) - 1, mode: random.pick(['nearest', 'down', 'up'] as const) } }
        : {}),
      ...(random.oneIn(8) ? { validity: inventValidity(random) } : {}),
      at: AT,
    };
  });
}

function inventFormula(random: Random, facts: readonly string[], depth: number): Formula {
  const shape = depth === 0 ? random.below(2) : random.below(6);
  if (shape === 0) return { type: 'number', value: inventFigure(random, 'points') };
  if (shape < 3) return { type: 'fact', fact: random.pick(facts) };
  const part = (): Formula => inventFormula(random, facts, depth - 1);
  if (shape === 3) {
    const name = random.pick(Object.values(FUNCTIONS));
    return { type: 'function', name, of: random.list(1, name === 'whole' ? 1 : 3, part) };
  }
  return { type: 'operation', operator: random.pick(OPERATORS), left: part(), right: part() };
}

function inventOrder(random: Random): Adjustment[] {
  const left: Adjustment[] = Object.values(ADJUSTMENTS);
  const order: Adjustment[] = [];
  while (left.length > 0) order.push(...left.splice(random.below(left.length), 1));
  return order;
}
