/** zen-engine: everything in its expression language, one decision for each unit-year. */
import { oneByOneAwaited, type RuleContender } from './contender.ts';
import { BELOW, EXEMPT, KNOWN, MISSING, type UnitYear } from './unit-years.ts';
import { FALSE, NOT_APPLICABLE, TRUE, UNKNOWN, type Verdict } from './verdict.ts';

/** What is worked out, each of what stands before it. */
const EXPRESSIONS: Readonly<Record<string, string>> = {
  good: ifKnown('indexStatus', 'appraised * 100 >= standard * 85'),
  fair: ifKnown('indexStatus', 'appraised * 100 >= standard * 75'),
  medium: ifKnown('indexStatus', 'appraised * 100 >= standard * 60'),
  weak: ifKnown('indexStatus', 'appraised * 100 < standard * 60'),
  veryLate: lateFrom(10),
  late: lateFrom(5),
  unsatisfied: `satisfactionStatus == ${EXEMPT} ? ${NOT_APPLICABLE} : (${ifKnown('satisfactionStatus', 'satisfaction <= 8000')})`,
  demoted: `$.veryLate == ${TRUE} ? ${UNKNOWN} : $.veryLate`,
  capped: `$.unsatisfied == ${NOT_APPLICABLE} ? $.late : max([$.late, $.unsatisfied])`,
  byIndex: `$.good == ${UNKNOWN} ? 3 : $.good == ${TRUE} ? 3 : $.fair == ${TRUE} ? 2 : $.medium == ${TRUE} ? 1 : 0`,
  leastByIndex: `$.good == ${UNKNOWN} ? 0 : $.demoted == ${FALSE} ? $.byIndex : 0`,
  highest: `$.capped == ${TRUE} ? min([$.byIndex, 2]) : $.byIndex`,
  lowest: `$.capped == ${FALSE} ? $.leastByIndex : min([$.leastByIndex, 2])`,
  atMostMedium: `$.highest <= 1 ? ${TRUE} : $.lowest > 1 ? ${FALSE} : ${UNKNOWN}`,
  mediumNow: isStep(1),
  mediumBefore: `rankBefore < 0 ? ${UNKNOWN} : rankBefore == 1 ? ${TRUE} : ${FALSE}`,
  mediumTwice: 'min([$.mediumNow, $.mediumBefore])',
  isWeak: isStep(0),
  isGood: isStep(3),
  review: 'max([$.mediumTwice, $.isWeak])',
};
const CONDITIONS = [
  'good',
  'fair',
  'medium',
  'weak',
  'veryLate',
  'late',
  'unsatisfied',
  'atMostMedium',
  'mediumTwice',
  'isWeak',
  'isGood',
] as const;
const RULES = [
  'good',
  'fair',
  'medium',
  'weak',
  'demoted',
  'capped',
  'atMostMedium',
  'review',
  'isGood',
] as const;

type Found = Readonly<Record<string, number>>;

/** Undefined where the package has no build for this machine. */
export async function zen(units: readonly UnitYear[]): Promise<RuleContender | undefined> {
  const found = await import('@gorules/zen-engine').catch(() => undefined);
  if (found === undefined) return undefined;
  const decision = new found.ZenEngine().createDecision(graph());
  return oneByOneAwaited({
    name: 'zen-engine',
    units,
    decide: async (unit: UnitYear) => (await decision.evaluate(unit)).result as Found,
    verdict: translate,
  });
}

function graph(): object {
  const position = { x: 0, y: 0 };
  const expressions = Object.entries(EXPRESSIONS).map(([key, value]) => ({ id: key, key, value }));
  return {
    nodes: [
      { id: 'input', type: 'inputNode', name: 'input', position, content: {} },
      {
        id: 'rules',
        type: 'expressionNode',
        name: 'rules',
        position,
        content: { expressions, passThrough: false },
      },
      { id: 'output', type: 'outputNode', name: 'output', position, content: {} },
    ],
    edges: [
      { id: 'in', sourceId: 'input', targetId: 'rules', type: 'edge' },
      { id: 'out', sourceId: 'rules', targetId: 'output', type: 'edge' },
    ],
  };
}

function translate(found: Found): Verdict {
  return {
    conditions: Uint8Array.from(CONDITIONS, (name) => found[name] ?? 0),
    rules: Uint8Array.from(RULES, (name) => found[name] ?? 0),
    lowest: found['lowest'] ?? 0,
    highest: found['highest'] ?? 0,
  };
}

function ifKnown(status: string, test: string): string {
  return `${status} == ${KNOWN} ? (${test} ? ${TRUE} : ${FALSE}) : ${UNKNOWN}`;
}

function lateFrom(percent: number): string {
  const bounded = `lateBelow <= ${percent * 100} ? ${FALSE} : ${UNKNOWN}`;
  const known = `late * 100 >= resolved * ${percent} ? ${TRUE} : ${FALSE}`;
  return `lateStatus == ${BELOW} ? (${bounded}) : lateStatus == ${MISSING} or resolved == 0 ? ${UNKNOWN} : (${known})`;
}

function isStep(step: number): string {
  return `$.lowest > ${step} or $.highest < ${step} ? ${FALSE} : $.lowest == $.highest ? ${TRUE} : ${UNKNOWN}`;
}
