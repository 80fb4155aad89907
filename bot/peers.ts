/** What the decision of a unit takes of the other units of its province: the members that rules count, and its place. */
import type { PublishedRank } from '../db/ranks.ts';
import type { Unit } from '../db/units.ts';
import type { Position } from '../engine/explain/decision-json.ts';
import type { Member } from '../engine/model/decision.ts';
import type { RuleSet } from '../engine/model/ruleset.ts';
import { placesOf, type Ranked } from '../engine/score/ranking.ts';
import { groupsCounted, type UnitGroup } from './groups.ts';
import { NO_FACTS, type Province } from './province.ts';

export interface Peers {
  /** The members of the groups that rules count; the unit is one of its own block. */
  readonly membersOf: (unit: Unit) => Map<string, readonly Member[]>;
  /** Null where the index of the unit, or of another of its block, is not known. */
  readonly positionOf: (unit: Unit) => Position | null;
}

/** Members and places are found once for all units that are alike. */
export function peersIn(ruleSet: RuleSet, province: Province): Peers {
  const groups = groupsCounted(ruleSet).map((group) => ({ ...group, members: membersBy(province, group) }));
  const { units, ranked, scheme } = province;
  const inBlocks = new Map<string, Places>();
  let inAll: Places | undefined;
  const placesIn = (some: readonly Unit[], rankedOfThem: readonly Ranked[]): Places => ({
    places: placesOf(rankedOfThem, scheme.ranking),
    complete: rankedOfThem.length >= some.length,
  });
  const ofBlock = (block: string): Places => {
    const isIn = (other: { readonly block: string }): boolean => other.block === block;
    const found = inBlocks.get(block) ?? placesIn(units.filter(isIn), ranked.filter(isIn));
    inBlocks.set(block, found);
    return found;
  };
  return {
    membersOf: (unit) =>
      new Map(groups.map(({ name, likeness, members }) => [name, members.get(likeness(unit)) ?? []])),
    positionOf: ({ id, block }) => {
      const { places, complete } = ofBlock(block);
      const place = places.get(id);
      if (place === undefined || !complete) return null;
      inAll ??= placesIn(units, ranked);
      const overall = inAll.complete ? inAll.places.get(id) : undefined;
      return { block: place, of: places.size, overall: overall ?? null };
    },
  };
}

interface Places {
  readonly places: ReadonlyMap<string, number>;
  /** All units are among them. */
  readonly complete: boolean;
}

function membersBy(
  { units, facts, published }: Province,
  { likeness }: UnitGroup,
): Map<string, readonly Member[]> {
  const alike = Map.groupBy(units, likeness);
  const memberOf = ({ id }: Unit): Member => ({
    facts: facts.get(id) ?? NO_FACTS,
    publishedRanks: ranksOf(published.get(id) ?? new Map<number, PublishedRank>()),
  });
  return new Map([...alike].map(([like, some]) => [like, some.map(memberOf)]));
}

function ranksOf(published: ReadonlyMap<number, PublishedRank>): Map<number, string> {
  return new Map([...published].map(([year, { rank }]) => [year, rank]));
}
