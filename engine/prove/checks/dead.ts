/** Rules that can never hold, by themselves or because levels before them take everything. */
import { bandingOf, type Rule } from '../../model/ruleset.ts';
import { type Lawbook, lawsOf } from '../law.ts';
import { answer } from '../question.ts';
import { taken } from '../ranking.ts';
import { questionOf, type RuleAnswers } from '../rule-answers.ts';
import { concernOf, type Finding, levelName, type Useless, unproved } from './finding.ts';
import { lineOf } from './line.ts';
import { overall, type Verdict, verdictOf } from './verdict.ts';

/** One finding for each rule that holds under no law and for no facts. */
export function deadRules(answers: RuleAnswers): Useless[] {
  const written = answers.book.rules.filter(({ generated }) => generated !== true);
  return written.flatMap((rule): Useless[] => {
    const finding = deadRule(answers, rule);
    return finding === undefined ? [] : [{ rule, about: `dead ${rule.id}`, finding }];
  });
}

function deadRule(answers: RuleAnswers, rule: Rule): Finding | undefined {
  const verdicts = answers.holds(rule).map(verdictOf);
  if (verdicts.length === 0) {
    return {
      ...deadFinding(rule),
      message: `"${rule.id}" không có ngày nào có hiệu lực`,
      fix: 'sửa thời gian hiệu lực của quy tắc cho khớp với văn bản, hoặc bỏ quy tắc',
    };
  }
  const verdict = overall(verdicts);
  if (verdict === 'possible') return undefined;
  if (verdict !== 'never') return unproved(rule.at, `"${rule.id}" có khi nào đúng không`, verdict);
  return {
    ...deadFinding(rule),
    message: `điều kiện của "${rule.id}" không bao giờ đúng: không có số liệu nào thỏa mãn`,
    fix: 'sửa các ngưỡng trái nhau trong điều kiện, hoặc bỏ quy tắc',
  };
}

/** Levels of which the first that holds is taken, and which are never the first although they may hold. */
export function shadowedLevels(book: Lawbook): Useless[] {
  const levels = book.rules.filter(({ pick }) => pick === 'first');
  return [...Map.groupBy(levels, ({ id }) => bandingOf(id)).values()].flatMap((banding) => {
    const verdicts = new Map<string, Verdict[]>(banding.map(({ id }) => [id, []]));
    for (const { rules, lawDate } of lawsOf(book, banding)) {
      for (const [id, verdict] of firstOnes(book, rules, lawDate)) verdicts.get(id)?.push(verdict);
    }
    return banding.flatMap((level): Useless[] => {
      if (level.generated === true) return [];
      const finding = shadowedLevel(level, overall(verdicts.get(level.id) ?? []));
      return finding === undefined ? [] : [{ rule: level, about: `shadowed ${level.id}`, finding }];
    });
  });
}

function shadowedLevel(level: Rule, verdict: Verdict): Finding | undefined {
  if (verdict === 'possible') return undefined;
  if (verdict !== 'never')
    return unproved(level.at, `mức ${levelName(level)} có khi nào được chọn không`, verdict);
  return {
    ...deadFinding(level),
    message: `mức ${levelName(level)} không bao giờ được chọn: các mức đứng trước đã nhận mọi số liệu của mức này`,
    fix: 'đưa mức này lên trước, hoặc sửa ngưỡng của mức đứng trước',
    concerns: concernOf(level, 'thuộc mức này mà được xếp mức khác'),
  };
}

/** Whether each level may be the first that holds; one that never holds at all is another finding. */
function firstOnes(book: Lawbook, levels: readonly Rule[], lawDate: string): [string, Verdict][] {
  const line = lineOf(book.ruleSet, levels);
  return levels.map((level) => {
    if (line !== undefined && !line.shadowed.includes(level)) return [level.id, 'possible'];
    const question = questionOf(book, level, lawDate);
    const first = verdictOf(answer(taken({ levels }, level), question));
    if (first !== 'never') return [level.id, first];
    return [level.id, answer(level.when, question).result === 'never' ? 'possible' : 'never'];
  });
}

function deadFinding({ at }: Rule): Omit<Finding, 'message' | 'fix'> {
  return {
    code: 'KC-014',
    severity: 'error',
    at,
    consequence: 'phần này của quy định không bao giờ có tác dụng',
  };
}
