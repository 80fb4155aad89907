/** Random requests: figures known, bounded, missing and exempt, ranks published or not, earlier years and members. */
import type { Random } from '../../../bench/random.ts';
import type { DecisionRequest } from '../../../engine/model/decision.ts';
import type { FactState } from '../../../engine/model/facts.ts';
import { type RuleSet, UNRANKED } from '../../../engine/model/ruleset.ts';
import type { PlanInput } from '../../../engine/plan/inputs.ts';
import type { PlanOf } from '../../../engine/plan/plan.ts';
import { inventFigure, inventInterval } from './figures.ts';
import { GROUP, LAW_DATES, SCHEME, SUBJECTS } from './invent-law.ts';

/** What a plan is made for; the year judged need not be that of the law. */
export function inventPlanOf(random: Random): PlanOf {
  const lawDate = random.pick(LAW_DATES);
  const year = random.oneIn(4) ? 2019 : Number(lawDate.slice(0, 4));
  return { scheme: SCHEME, subject: random.oneIn(2) ? 'đơn vị' : random.pick(SUBJECTS), lawDate, year };
}

export function inventInput(random: Random, ruleSet: RuleSet, year: number): PlanInput {
  const facts = inventFacts(random, ruleSet);
  return {
    facts,
    publishedRanks: inventRanks(random, ruleSet, year),
    ...(random.oneIn(2) ? { earlierFacts: new Map([[year - 1, inventFacts(random, ruleSet)]]) } : {}),
    ...(random.oneIn(4)
      ? {}
      : {
          members: new Map([
            [
              GROUP,
              random.list(0, 3, () => ({
                facts: inventFacts(random, ruleSet),
                publishedRanks: inventRanks(random, ruleSet, year),
              })),
            ],
          ]),
        }),
  };
}

export function requestOf(of: PlanOf, input: PlanInput): DecisionRequest {
  return { ...of, ...input };
}

function inventFacts(random: Random, ruleSet: RuleSet): Map<string, FactState> {
  const facts = new Map<string, FactState>();
  for (const { name, kind } of ruleSet.facts.values()) {
    const draw = random.below(10);
    if (draw < 6) facts.set(name, { status: 'known', value: inventFigure(random, kind) });
    else if (draw < 8)
      facts.set(name, { status: 'bounded', bound: inventInterval(random, kind), phrase: '' });
    else if (draw === 8 && random.oneIn(2)) facts.set(name, { status: 'exempt' });
  }
  return facts;
}

function inventRanks(random: Random, ruleSet: RuleSet, year: number): Map<number, string> {
  const scale = [...ruleSet.facts.values()].find(({ scale: ranks }) => ranks !== undefined)?.scale ?? [];
  const ranks = new Map<number, string>();
  for (const back of [0, 1, 2, 3])
    if (!random.oneIn(back === 0 ? 2 : 4))
      ranks.set(year - back, random.oneIn(8) ? UNRANKED : random.pick(scale));
  return ranks;
}
