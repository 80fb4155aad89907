/** The rules that are timed: the Conclusion of Khánh Hòa on units and their heads, the bands, and the demotion. */
import type { RuleSet } from '../../engine/model/ruleset.ts';

export const PLAN_OF = {
  scheme: 'khanh-hoa',
  subject: 'đơn vị',
  year: 2022,
  lawDate: '2022-12-31',
} as const;

/** In the order in which all contenders give outcomes, those of conditions too. */
export const RULE_IDS = [
  '2991-qd-ubnd-2019/xep-hang/TỐT',
  '2991-qd-ubnd-2019/xep-hang/KHÁ',
  '2991-qd-ubnd-2019/xep-hang/TRUNG BÌNH',
  '2991-qd-ubnd-2019/xep-hang/YẾU',
  '12-ctr-tu/ha-bac',
  'kl-btv-kh/khong-xep-tot',
  'kl-btv-kh/nguoi-dung-dau-xep-loai',
  'kl-btv-kh/xem-xet-nguoi-dung-dau',
  'kl-btv-kh/tap-the-xuat-sac',
] as const;

/** The rule set without all others. @throws RangeError when one of these is not in it */
export function onlyTimedRules(ruleSet: RuleSet): RuleSet {
  const rules = RULE_IDS.map((id) => {
    const rule = ruleSet.rules.find((each) => each.id === id);
    if (rule === undefined) throw new RangeError(`no rule \`${id}\``);
    return rule;
  });
  return { ...ruleSet, rules };
}

/** The ranks, lowest first. */
export function scaleOf(ruleSet: RuleSet): readonly string[] {
  const rank = ruleSet.schemes.get(PLAN_OF.scheme)?.rank ?? '';
  return ruleSet.facts.get(rank)?.scale ?? [];
}
