/** Rules that disagree: two rankings at once, a rank or a grade that one rule gives and another always takes. */
import { validityPending } from '../../decide/validity.ts';
import { yearOf } from '../../model/dates.ts';
import type { Decision } from '../../model/decision.ts';
import { bandingOf, type Condition, type Rule } from '../../model/ruleset.ts';
import { type Lawbook, lawsOf } from '../law.ts';
import { answer, confirmedAnswer, outcomeOf, type Question } from '../question.ts';
import { capsAt, hasEffect, type Ranking, stepOf, taken } from '../ranking.ts';
import { questionOf } from '../rule-answers.ts';
import { concernOf, type Finding, levelName, placeWords, unproved } from './finding.ts';

/** Two bandings in force at once that give different ranks to the same facts. */
export async function conflictingBandings({ levels, question }: Ranking): Promise<Finding[]> {
  const bandings = [...Map.groupBy(levels, ({ id }) => bandingOf(id)).values()];
  const pairs = bandings.flatMap((second, index) =>
    bandings.slice(0, index).map((first): [Rule[], Rule[]] => [first, second]),
  );
  const findings = pairs.map(async ([first, second]): Promise<Finding[]> => {
    const [earlier, later] = [first[0], second[0]];
    if (earlier === undefined || later === undefined) return [];
    const shows = (decision: Decision): boolean => {
      const [one, two] = [first, second].map((banding) => firstTrue(banding, decision));
      return one !== undefined && two !== undefined && levelName(one) !== levelName(two);
    };
    const found = await confirmedAnswer(givesTwoRanks(first, second), question, shows);
    if (found.result === 'never') return sameRanking(first, second, question);
    const names = `"${bandingOf(earlier.id)}" (${placeWords(earlier.at, later.at)}) và "${bandingOf(later.id)}"`;
    if (found.result === 'open')
      return [unproved(later.at, `${names} có cho hai xếp hạng khác nhau không`, found)];
    return [
      {
        code: 'KC-016',
        severity: 'error',
        at: later.at,
        message: `${names} cùng có hiệu lực mà cho hai xếp hạng khác nhau`,
        consequence: 'chỉ quy tắc đứng trước được dùng, quy tắc đứng sau bị bỏ qua',
        fix: 'ghi "ngoại lệ của" ở quy tắc riêng, hoặc ghi ngày hết hiệu lực của văn bản cũ',
        witness: found.witness,
        concerns: { subject: question.subject, fate: 'có hai xếp hạng trái nhau', shows },
      },
    ];
  });
  return (await Promise.all(findings)).flat();
}

/** Two bandings that never disagree, of which the second ranks nobody whom the first does not. */
function sameRanking(first: readonly Rule[], second: readonly Rule[], question: Question): Finding[] {
  const [earlier, later] = [first[0], second[0]];
  if (earlier === undefined || later === undefined) return [];
  const [one, two] = [first, second].map(
    (levels): Condition => ({
      type: 'any',
      parts: levels.map(({ when }) => when),
    }),
  );
  if (one === undefined || two === undefined) return [];
  const alone: Condition = { type: 'all', parts: [two, { type: 'not', part: one }] };
  if (answer(alone, question).result !== 'never') return [];
  return [
    {
      code: 'KC-015',
      severity: 'warning',
      at: later.at,
      message: `"${bandingOf(later.id)}" thừa: luôn cho cùng xếp hạng với "${bandingOf(earlier.id)}" (${placeWords(earlier.at, later.at)})`,
      consequence: 'sửa ngưỡng ở một nơi mà quên nơi kia thì hai quy tắc sẽ trái nhau',
      fix: 'bỏ một trong hai quy tắc, hoặc ghi ngày hết hiệu lực của văn bản cũ',
    },
  ];
}

/** Some rank of the first with another rank of the second. */
function givesTwoRanks(first: readonly Rule[], second: readonly Rule[]): Condition {
  const parts = first.map((level): Condition => {
    const others = second.filter((other) => levelName(other) !== levelName(level));
    return {
      type: 'all',
      parts: [
        taken({ levels: first }, level),
        { type: 'any', parts: others.map((other) => taken({ levels: second }, other)) },
      ],
    };
  });
  return { type: 'any', parts };
}

function firstTrue(banding: readonly Rule[], decision: Decision): Rule | undefined {
  return banding.find(({ id }) => outcomeOf(decision, id) === 'true');
}

/** Levels whose rank nobody ever keeps, because demotions and caps take it from everybody. */
export async function lostRanks(ranking: Ranking): Promise<Finding[]> {
  const findings = ranking.levels.map((level) => lostRank(ranking, level));
  return (await Promise.all(findings)).flat();
}

async function lostRank(ranking: Ranking, level: Rule): Promise<Finding[]> {
  const { question, caps, demotions, promotions, unranking } = ranking;
  const step = stepOf(ranking, level);
  if (step < 1) return [];
  const capping = caps.filter(({ effects }) => effects.some((effect) => capsAt(ranking, effect, step)));
  // What may no longer apply takes nothing for certain.
  const against = [...demotions, ...capping, ...unranking].filter(
    (rule) => !validityPending(rule, yearOf(question.lawDate)),
  );
  if (against.length === 0) return [];
  const given = taken(ranking, level);
  const spared = (rules: readonly Rule[]): Condition => ({
    type: 'all',
    parts: [given, ...rules.map(({ when }): Condition => ({ type: 'not', part: when }))],
  });
  const promoted: Condition = {
    type: 'all',
    parts: [given, { type: 'any', parts: promotions.map(({ when }) => when) }],
  };
  // Who is promoted may have the rank again.
  const kept = answer({ type: 'any', parts: [spared(against), promoted] }, question);
  const doubt = `có khi nào giữ được mức ${levelName(level)} không`;
  if (kept.result === 'witness') return [];
  if (kept.result === 'open') return [unproved(level.at, doubt, kept)];
  const shows = (decision: Decision): boolean =>
    decision.baseRank === levelName(level) && !decision.possibleRanks.includes(levelName(level));
  // Facts that say which rule takes it, for with some of them unknown the rank would stay possible.
  const loses: Condition = {
    type: 'all',
    parts: [given, { type: 'any', parts: against.map(({ when }) => when) }],
  };
  const found = await confirmedAnswer(loses, question, shows);
  // A level that is never taken is another finding.
  if (found.result === 'never') return [];
  if (found.result === 'open') return [unproved(level.at, doubt, found)];
  const alone = against.find((rule) => answer(spared([rule]), question).result === 'never');
  const at = (alone ?? level).at;
  const taking = alone === undefined ? 'một quy tắc khác' : `"${alone.id}"`;
  return [
    {
      code: 'KC-016',
      severity: 'error',
      at,
      message: `không ai giữ được mức ${levelName(level)} (${placeWords(level.at, at)}): hễ thuộc mức này thì ${taking} hạ bậc hoặc chặn`,
      consequence: `mức ${levelName(level)} được quy định mà không bao giờ có`,
      fix: 'sửa ngưỡng của một trong hai quy tắc, hoặc ghi "trừ trường hợp"',
      witness: found.witness,
      concerns: { subject: question.subject, fate: `mất mức ${levelName(level)}`, shows },
    },
  ];
}

/** Grades whose requirement is met only where another rule forbids the grade. */
export function lostGrades(book: Lawbook): Finding[] {
  const caps = book.rules.filter((rule) => hasEffect(rule, 'grade_cap'));
  return book.rules
    .filter((rule) => hasEffect(rule, 'requirement'))
    .flatMap((required) =>
      caps.filter((cap) => sharesGrade(required, cap)).flatMap((cap) => lostGrade(book, required, cap)),
    );
}

function sharesGrade(required: Rule, cap: Rule): boolean {
  const grades = required.effects.flatMap((effect) => (effect.kind === 'requirement' ? [effect.grade] : []));
  return (
    required.subjects.some((subject) => cap.subjects.includes(subject)) &&
    cap.effects.some((effect) => effect.kind === 'grade_cap' && grades.includes(effect.grade))
  );
}

function lostGrade(book: Lawbook, required: Rule, cap: Rule): Finding[] {
  for (const { lawDate, rules } of lawsOf(book, [required, cap])) {
    const [met, forbids] = [required, cap].map(({ id }) => rules.find((rule) => rule.id === id));
    if (met === undefined || forbids === undefined) continue;
    const question = questionOf(book, required, lawDate);
    const free: Condition = { type: 'all', parts: [met.when, { type: 'not', part: forbids.when }] };
    const found = answer(free, question);
    // A requirement that nobody can meet is another finding.
    if (found.result === 'witness' || answer(met.when, question).result === 'never') continue;
    const names = `"${required.id}" và "${cap.id}" (${placeWords(cap.at, required.at)})`;
    if (found.result === 'open') return [unproved(required.at, `${names} có trái nhau không`, found)];
    return [
      {
        code: 'KC-016',
        severity: 'error',
        at: required.at,
        message: `${names} trái nhau: ai đủ điều kiện theo quy tắc trước đều bị quy tắc sau chặn`,
        consequence: 'không ai đạt được mức xếp loại này',
        fix: 'sửa ngưỡng của một trong hai quy tắc, hoặc ghi "trừ trường hợp"',
        concerns: concernOf(required, 'đủ điều kiện theo quy tắc trước mà bị quy tắc sau chặn'),
      },
    ];
  }
  return [];
}
