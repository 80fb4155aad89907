/** A witness: facts as somebody could supply them, for which a condition holds. */
import type { CivilDate } from '../model/dates.ts';
import { yearOf } from '../model/dates.ts';
import type { DecisionRequest, Member } from '../model/decision.ts';
import type { FactState, Subject } from '../model/facts.ts';
import { type Ratio, ratio, reduce } from '../model/ratio.ts';
import type { Condition, Derivation, RuleSet } from '../model/ruleset.ts';
import { figureWords } from '../mutate/words.ts';
import type { Network, Variable } from './network.ts';
import type { Values } from './solve.ts';

/** For whom and by which law something is to be shown. */
export interface Setting {
  readonly ruleSet: RuleSet;
  readonly scheme: string;
  readonly subject: Subject;
  readonly lawDate: CivilDate;
}

export interface Witness {
  readonly request: DecisionRequest;
  /** The values by the keys of their axes. */
  readonly values: Values;
  /** Each fact with its value, in words; shares behind what they are made of. */
  readonly words: Readonly<Record<string, string>>;
}

/** Groups of more members than this are not made up. */
const MOST_MEMBERS = 1000n;

type MemberFacts = (condition: Condition) => Member | undefined;
type Members = Extract<Derivation, { type: 'members' }>;

/**
 * The request with these values as base facts; undefined when a group cannot be made up.
 * @param memberFor facts of one member for which a condition holds
 */
export function witnessOf(
  setting: Setting,
  network: Network,
  values: Values,
  memberFor: MemberFacts,
): Witness | undefined {
  const { ruleSet, scheme, subject, lawDate } = setting;
  const year = yearOf(lawDate);
  const rank = ruleSet.schemes.get(scheme)?.rank;
  const facts = new Map<number, Map<string, FactState>>();
  const publishedRanks = new Map<number, string>();
  const members = new Map<string, Member[]>();
  for (const variable of suppliedBy(network)) {
    const { fact, back, key } = variable;
    const value = values.get(key) ?? ratio(0);
    const derivation = ruleSet.derived.get(fact.name)?.derivation;
    if (derivation?.type === 'members') {
      const group = membersOf(derivation, value, memberFor);
      if (group === undefined) return undefined;
      members.set(derivation.group, [...(members.get(derivation.group) ?? []), ...group]);
    } else if (fact.name === rank) {
      publishedRanks.set(year - back, fact.scale?.[Number(value.numerator / value.denominator)] ?? '');
    } else {
      const ofYear = facts.get(back) ?? new Map<string, FactState>();
      facts.set(back, ofYear.set(fact.name, { status: 'known', value }));
    }
  }
  const earlier = [...facts].filter(([back]) => back > 0);
  return {
    request: {
      scheme,
      subject,
      year,
      lawDate,
      facts: facts.get(0) ?? new Map(),
      publishedRanks,
      earlierFacts: new Map(earlier.map(([back, ofYear]) => [year - back, ofYear])),
      members,
    },
    values,
    words: wordsOf(network, values, year),
  };
}

/** The variables that are not made of others. */
function suppliedBy({ variables, relations }: Network): Variable[] {
  const made = new Set(relations.flatMap((relation) => (relation.type === 'order' ? [] : [relation.value])));
  return variables.filter(({ key }) => !made.has(key));
}

function wordsOf(network: Network, values: Values, year: number): Record<string, string> {
  const supplied = suppliedBy(network);
  const made = network.variables.filter((variable) => !supplied.includes(variable));
  return Object.fromEntries(
    [...supplied, ...made].map(({ fact, back, key }) => [
      back === 0 ? fact.name : `${fact.name} năm ${year - back}`,
      figureWords(fact, values.get(key) ?? ratio(0)),
    ]),
  );
}

/** As many members as it takes, all of them asked, of whom the right number fulfil the condition. */
function membersOf(
  { condition, among, measure }: Members,
  value: Ratio,
  memberFor: MemberFacts,
): Member[] | undefined {
  const { numerator: fulfilling, denominator } = reduce(value);
  const all = measure === 'share' ? denominator : fulfilling;
  if (all > MOST_MEMBERS) return undefined;
  const asked = (fulfils: Condition): Condition =>
    among === undefined ? fulfils : { type: 'all', parts: [among, fulfils] };
  const good = fulfilling === 0n ? [] : repeated(memberFor(asked(condition)), fulfilling);
  const others = all - fulfilling;
  const bad = others === 0n ? [] : repeated(memberFor(asked({ type: 'not', part: condition })), others);
  return good && bad && [...good, ...bad];
}

function repeated(member: Member | undefined, times: bigint): Member[] | undefined {
  return member === undefined ? undefined : Array.from({ length: Number(times) }, () => member);
}
