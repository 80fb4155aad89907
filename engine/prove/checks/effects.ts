/** Effects that cannot change anything: caps where nobody stands that high, requirements that all meet. */
import type { Condition, Effect, Rule } from '../../model/ruleset.ts';
import { answer } from '../question.ts';
import { decidedWith, type Ranking, stepOf, taken } from '../ranking.ts';
import type { RuleAnswers } from '../rule-answers.ts';
import { concernOf, type Finding, type Useless, unproved } from './finding.ts';
import { overall, verdictOf } from './verdict.ts';

/** @param rankings all of the scheme of the book */
export function idleEffects(answers: RuleAnswers, rankings: readonly Ranking[]): Useless[] {
  const { book } = answers;
  const scale = book.ruleSet.facts.get(book.scheme.rank)?.scale ?? [];
  return book.rules.flatMap((rule) =>
    rule.effects.flatMap((effect, place): Useless[] => {
      const finding = idleEffect(answers, rankings, scale, [rule, effect]);
      return finding === undefined ? [] : [{ rule, about: `idle ${rule.id} ${place}`, finding }];
    }),
  );
}

function idleEffect(
  answers: RuleAnswers,
  rankings: readonly Ranking[],
  scale: readonly string[],
  [rule, effect]: readonly [Rule, Effect],
): Finding | undefined {
  const { schemes } = answers.book.ruleSet;
  // A document read without any scheme may be meant for one that is not at hand.
  if (bearsOnRank(effect) && [...schemes.values()].every(({ rank }) => rank === '')) return undefined;
  const impossible = impossibleOn(scale, effect);
  if (impossible !== undefined) return idle(rule, impossible.message, impossible.fix);
  if (effect.kind === 'cap' || effect.kind === 'demote') return withoutVictims(rankings, scale, rule, effect);
  if (effect.kind === 'promote' || effect.kind === 'unranked') return withoutRanking(rankings, rule);
  if (effect.kind === 'requirement' || effect.kind === 'target') return neverMissed(answers, rule);
  return undefined;
}

function bearsOnRank({ kind }: Effect): boolean {
  return kind === 'band' || kind === 'promote' || kind === 'demote' || kind === 'cap' || kind === 'unranked';
}

/** Why the scale of the scheme cannot have the effect; undefined when it can. */
function impossibleOn(
  scale: readonly string[],
  effect: Effect,
): Pick<Finding, 'message' | 'fix'> | undefined {
  const [lowest] = scale;
  switch (effect.kind) {
    case 'band':
    case 'cap':
      // A document for every scheme may name a rank of another; it is idle in this one.
      if (!scale.includes(effect.rank)) {
        return {
          message: `thang xếp hạng của phương án không có bậc "${effect.rank}"`,
          fix: `dùng một trong: ${scale.join(', ')}`,
        };
      }
      return effect.kind === 'cap' && effect.rank === lowest
        ? {
            message: `không thể chặn bậc ${effect.rank}: đó là bậc thấp nhất, bên dưới không còn bậc nào`,
            fix: 'ghi bậc cao hơn',
          }
        : undefined;
    case 'demote':
      return effect.levels !== undefined && effect.levels >= scale.length
        ? {
            message: `không thể hạ ${effect.levels} bậc: thang xếp hạng chỉ có ${scale.length} bậc`,
            fix: `ghi nhiều nhất ${scale.length - 1} bậc`,
          }
        : undefined;
    case 'promote':
      return effect.levels >= scale.length
        ? {
            message: `không thể nâng ${effect.levels} bậc: thang xếp hạng chỉ có ${scale.length} bậc`,
            fix: `ghi nhiều nhất ${scale.length - 1} bậc`,
          }
        : undefined;
    default:
      return undefined;
  }
}

/** What bears on a rank where nobody is ranked. */
function withoutRanking(rankings: readonly Ranking[], rule: Rule): Finding | undefined {
  if (rankings.some(({ question }) => decidedWith(rule).includes(question.subject))) return undefined;
  return {
    ...idle(
      rule,
      'không có quy định nào xếp hạng đối tượng này, nên không có gì để nâng, hạ hoặc chặn',
      'thêm quy tắc xếp hạng, hoặc sửa "đối tượng"',
    ),
    severity: 'warning',
  };
}

/** A cap or a demotion that meets only ranks which it leaves as they are, under every law. */
function withoutVictims(
  rankings: readonly Ranking[],
  scale: readonly string[],
  rule: Rule,
  effect: Extract<Effect, { kind: 'cap' | 'demote' }>,
): Finding | undefined {
  const unranked = withoutRanking(rankings, rule);
  if (unranked !== undefined) return unranked;
  const ours = rankings.filter(({ question }) => decidedWith(rule).includes(question.subject));
  const least = effect.kind === 'cap' ? scale.indexOf(effect.rank) : 1;
  const verdicts = ours.flatMap((ranking) => {
    const inForce = [...ranking.caps, ...ranking.demotions].find(({ id }) => id === rule.id);
    if (inForce === undefined) return [];
    const high = ranking.levels.filter((level) => stepOf(ranking, level) >= least);
    // Who is promoted may stand high enough.
    const promoted = ranking.promotions.map(({ when }) => when);
    const ranked: Condition = {
      type: 'any',
      parts: [...high.map((level) => taken(ranking, level)), ...promoted],
    };
    return [verdictOf(answer({ type: 'all', parts: [inForce.when, ranked] }, ranking.question))];
  });
  const verdict = overall(verdicts);
  if (verdict === 'possible') return undefined;
  if (verdict !== 'never')
    return unproved(rule.at, `"${rule.id}" có khi nào làm đổi xếp hạng không`, verdict);
  const left = effect.kind === 'cap' ? `dưới ${effect.rank}` : 'thấp nhất';
  return idle(
    rule,
    `"${rule.id}" không bao giờ làm đổi xếp hạng: khi quy tắc đúng, xếp hạng theo chỉ số đã ở mức ${left}`,
    'sửa ngưỡng của quy tắc, hoặc bỏ quy tắc',
  );
}

/** A requirement or a target that is met whatever the facts are. */
function neverMissed(answers: RuleAnswers, rule: Rule): Finding | undefined {
  const verdict = overall(answers.fails(rule).map(verdictOf));
  if (verdict === 'possible') return undefined;
  if (verdict !== 'never') return unproved(rule.at, `"${rule.id}" có khi nào không đạt không`, verdict);
  return idle(
    rule,
    `"${rule.id}" lúc nào cũng đạt: không có số liệu nào làm điều kiện sai`,
    'sửa ngưỡng cho đúng văn bản',
  );
}

function idle(rule: Rule, message: string, fix: string): Finding {
  return {
    code: 'KC-017',
    severity: 'error',
    at: rule.at,
    message,
    consequence: 'hệ quả này không bao giờ có tác dụng',
    fix,
    concerns: concernOf(rule, 'thuộc quy tắc này mà kết quả không đổi'),
  };
}
