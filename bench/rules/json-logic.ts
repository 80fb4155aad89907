/** json-logic-engine, compiled: conditions and rules in its language, the arithmetic of ranks around it. */
import { LogicEngine } from 'json-logic-engine';
import { oneByOne, type RuleContender } from './contender.ts';
import { BELOW, EXEMPT, KNOWN, MISSING, type UnitYear } from './unit-years.ts';
import { FALSE, NOT_APPLICABLE, TRUE, UNKNOWN, type Verdict } from './verdict.ts';

type Logic = number | readonly Logic[] | { readonly [operator: string]: string | Logic };

const FACT_CONDITIONS: readonly Logic[] = [
  ifKnown('indexStatus', atLeast('appraised', 'standard', 85)),
  ifKnown('indexStatus', atLeast('appraised', 'standard', 75)),
  ifKnown('indexStatus', atLeast('appraised', 'standard', 60)),
  ifKnown('indexStatus', { '!': atLeast('appraised', 'standard', 60) }),
  lateFrom(10),
  lateFrom(5),
  choose(
    is(at('satisfactionStatus'), EXEMPT),
    NOT_APPLICABLE,
    ifKnown('satisfactionStatus', { '<=': [at('satisfaction'), 8000] }),
  ),
];
/** Over the conditions before: outcomes have the order of their numbers, so that "or" is the greater of two. */
const RANKING_RULES: readonly Logic[] = [
  choose(is(at('4'), TRUE), UNKNOWN, at('4')),
  choose(is(at('6'), NOT_APPLICABLE), at('5'), { max: [at('5'), at('6')] }),
];
const RANK_CONDITIONS: readonly Logic[] = [
  choose({ '<=': [at('highest'), 1] }, TRUE, choose({ '>': [at('lowest'), 1] }, FALSE, UNKNOWN)),
  {
    min: [isStep(1), choose({ '<': [at('rankBefore'), 0] }, UNKNOWN, answer(is(at('rankBefore'), 1)))],
  },
  isStep(0),
  isStep(3),
];
const REVIEW_RULE: Logic = { max: [at('1'), at('2')] };

export function jsonLogic(units: readonly UnitYear[]): RuleContender {
  const engine = new LogicEngine();
  const facts = engine.build(FACT_CONDITIONS) as (data: UnitYear) => number[];
  const ranking = engine.build(RANKING_RULES) as (data: readonly number[]) => number[];
  const ranks = engine.build(RANK_CONDITIONS) as (data: Ranks) => number[];
  const review = engine.build(REVIEW_RULE) as (data: readonly number[]) => number;
  const decide = (unit: UnitYear): Found => {
    const conditions = facts(unit);
    const shaping = ranking(conditions);
    const range = rankRange(conditions, shaping, unit.rankBefore);
    const ranked = ranks(range);
    return { ...range, conditions, shaping, ranked, review: review(ranked) };
  };
  return oneByOne({ name: 'json-logic-engine, biên dịch', units, decide, verdict: translate });
}

interface Ranks {
  readonly lowest: number;
  readonly highest: number;
  readonly rankBefore: number;
}

interface Found extends Ranks {
  readonly conditions: readonly number[];
  readonly shaping: readonly number[];
  readonly ranked: readonly number[];
  readonly review: number;
}

function rankRange(
  conditions: readonly number[],
  [demoted, capped]: readonly number[],
  rankBefore: number,
): Ranks {
  const [good, fair, medium] = conditions;
  let lowest = 0;
  let highest = 3;
  if (good !== UNKNOWN) {
    highest = good === TRUE ? 3 : fair === TRUE ? 2 : medium === TRUE ? 1 : 0;
    lowest = demoted === FALSE ? highest : 0;
  }
  if (capped === TRUE) highest = Math.min(highest, 2);
  if (capped !== FALSE) lowest = Math.min(lowest, 2);
  return { lowest, highest, rankBefore };
}

function translate({ conditions, shaping, ranked, review, lowest, highest }: Found): Verdict {
  const [atMostMedium = 0, , , isGood = 0] = ranked;
  return {
    conditions: Uint8Array.from([...conditions, ...ranked]),
    rules: Uint8Array.from([...conditions.slice(0, 4), ...shaping, atMostMedium, review, isGood]),
    lowest,
    highest,
  };
}

function at(name: string): Logic {
  return { var: name };
}

function is(a: Logic, b: Logic): Logic {
  return { '===': [a, b] };
}

function choose(test: Logic, yes: Logic, no: Logic): Logic {
  return { if: [test, yes, no] };
}

function answer(test: Logic): Logic {
  return choose(test, TRUE, FALSE);
}

function ifKnown(status: string, test: Logic): Logic {
  return choose(is(at(status), KNOWN), answer(test), UNKNOWN);
}

function atLeast(part: string, whole: string, percent: number): Logic {
  return { '>=': [{ '*': [at(part), 100] }, { '*': [at(whole), percent] }] };
}

function lateFrom(percent: number): Logic {
  return choose(
    is(at('lateStatus'), BELOW),
    choose({ '<=': [at('lateBelow'), percent * 100] }, FALSE, UNKNOWN),
    choose(
      { or: [is(at('lateStatus'), MISSING), is(at('resolved'), 0)] },
      UNKNOWN,
      answer(atLeast('late', 'resolved', percent)),
    ),
  );
}

function isStep(step: number): Logic {
  return choose(
    { or: [{ '>': [at('lowest'), step] }, { '<': [at('highest'), step] }] },
    FALSE,
    choose(is(at('lowest'), at('highest')), TRUE, UNKNOWN),
  );
}
