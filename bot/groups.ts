/** Groups of units that are known without anybody telling. */
import type { Unit } from '../db/units.ts';
import type { RuleSet } from '../engine/model/ruleset.ts';

export interface UnitGroup {
  /** Under which rules count it. */
  readonly name: string;
  /** What the units of one group are alike in. */
  readonly likeness: (unit: Unit) => string;
}

const GROUPS: readonly UnitGroup[] = [
  { name: 'đơn vị cùng khối', likeness: ({ block }) => block },
  { name: 'đơn vị của tỉnh', likeness: () => '' },
];

/** Those that some rule counts, in force or not: every receipt holds their members. */
export function groupsCounted({ derived }: RuleSet): UnitGroup[] {
  const counted = new Set(
    [...derived.values()].flatMap(({ derivation }) =>
      derivation.type === 'members' ? [derivation.group] : [],
    ),
  );
  return GROUPS.filter(({ name }) => counted.has(name));
}
