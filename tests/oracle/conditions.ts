/** Conditions by Kleene's three values, leaf by leaf. */
import type { Outcome } from '../../engine/model/decision.ts';
import type { FactState } from '../../engine/model/facts.ts';
import type { Interval } from '../../engine/model/interval.ts';
import type { Comparison, Condition } from '../../engine/model/ruleset.ts';
import { isIn, samples } from './numbers.ts';

/** The states of a fact in the year judged and in the years before it, as many as are asked for. */
export type Look = (fact: string, years: number) => readonly FactState[];

export function outcome(condition: Condition, look: Look): Outcome {
  switch (condition.type) {
    case 'is':
      return leaf(condition.comparison, look);
    case 'not': {
      const inner = outcome(condition.part, look);
      return inner === 'true' ? 'false' : inner === 'false' ? 'true' : inner;
    }
    case 'all':
    case 'any': {
      const parts = condition.parts
        .map((part) => outcome(part, look))
        .filter((part) => part !== 'not_applicable');
      const settling = condition.type === 'all' ? 'false' : 'true';
      if (parts.length === 0) return 'not_applicable';
      if (parts.includes(settling)) return settling;
      if (parts.includes('unknown')) return 'unknown';
      return condition.type === 'all' ? 'true' : 'false';
    }
    case 'except': {
      const main = outcome(condition.part, look);
      if (main === 'not_applicable' || main === 'false') return main;
      const others = condition.unless.map((part) => outcome(part, look));
      if (others.includes('true')) return 'false';
      return others.includes('unknown') ? 'unknown' : main;
    }
    case 'choice': {
      const asked = condition.parts.map((part) => outcome(part, look));
      const applying = asked.filter((part) => part !== 'not_applicable');
      if (applying.length === 0) return 'not_applicable';
      const least = Math.max(1, condition.least - (asked.length - applying.length));
      if (applying.filter((part) => part === 'true').length >= least) return 'true';
      return applying.filter((part) => part !== 'false').length >= least ? 'unknown' : 'false';
    }
  }
}

export function leaf({ fact, years, interval }: Comparison, look: Look): Outcome {
  const states = look(fact, years);
  if (states[0]?.status === 'exempt') return 'not_applicable';
  const yearly = states.map((state) => inOneYear(state, interval));
  if (yearly.includes('false')) return 'false';
  return yearly.every((each) => each === 'true') ? 'true' : 'unknown';
}

function inOneYear(state: FactState, interval: Interval): Outcome {
  if (state.status === 'known') return isIn(state.value, interval) ? 'true' : 'false';
  if (state.status !== 'bounded') return 'unknown';
  const { bound } = state;
  const ends = [bound.low, bound.high, interval.low, interval.high].filter((end) => end !== undefined);
  const answers = samples(ends)
    .filter((value) => isIn(value, bound))
    .map((value) => isIn(value, interval));
  if (answers.every(Boolean)) return 'true';
  return answers.some(Boolean) ? 'unknown' : 'false';
}

export function leaves(condition: Condition): Comparison[] {
  if (condition.type === 'is') return [condition.comparison];
  if (condition.type === 'except') return [condition.part, ...condition.unless].flatMap(leaves);
  return condition.type === 'not' ? leaves(condition.part) : condition.parts.flatMap(leaves);
}
