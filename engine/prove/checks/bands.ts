/** Gaps and overlaps of the levels that rank: facts that no level takes, or that two take of which only one may. */
import { comparisons } from '../../decide/literals.ts';
import type { Decision, Outcome } from '../../model/decision.ts';
import { contains, type Interval } from '../../model/interval.ts';
import { equal, type Ratio } from '../../model/ratio.ts';
import { bandingOf, type Comparison, type Condition, type Position, type Rule } from '../../model/ruleset.ts';
import { intervalWords } from '../../mutate/words.ts';
import { figuresBeside, intervalOf, locate, type Stretch } from '../cells.ts';
import { type Answer, confirmedAnswer, outcomeOf } from '../question.ts';
import type { Ranking } from '../ranking.ts';
import { capitalised, type Finding, levelName, placeWords, unproved } from './finding.ts';
import { lineOf } from './line.ts';

/** Where no level holds, over all the levels of a ranking together. */
export async function gapsOf(ranking: Ranking): Promise<Finding[]> {
  const { levels, question } = ranking;
  const line = lineOf(question.ruleSet, levels);
  if (line === undefined) return gapInSpace(ranking);
  const findings = line.gaps.map(async (gap): Promise<Finding[]> => {
    const place = placeOfGap(levels, gap);
    const found = await confirmedAnswer(unintended(ranking, isIn(levels, gap)), question, (decision) =>
      isUnranked(ranking, decision),
    );
    const lies = (decision: Decision): boolean => liesIn(ranking, gap, decision);
    return reported(found, place.at, () => ({ ...gapFinding(ranking, lies), ...place }));
  });
  return (await Promise.all(findings)).flat();
}

async function gapInSpace(ranking: Ranking): Promise<Finding[]> {
  const { levels, question } = ranking;
  const [first] = levels;
  if (first === undefined) return [];
  const none: Condition = { type: 'not', part: { type: 'any', parts: levels.map(({ when }) => when) } };
  const found = await confirmedAnswer(unintended(ranking, none), question, (decision) =>
    isUnranked(ranking, decision),
  );
  return reported(found, first.at, () => ({
    ...gapFinding(ranking),
    at: first.at,
    message: `có số liệu không thuộc mức nào của "${bandingOf(first.id)}"`,
    fix: 'thêm một mức, hoặc sửa ngưỡng để các mức nối liền nhau',
  }));
}

/** Levels of which only one may hold and of which two do, in each banding by itself. */
export async function overlapsOf({ levels, question }: Ranking): Promise<Finding[]> {
  const bandings = [...Map.groupBy(levels, ({ id }) => bandingOf(id)).values()];
  const findings = bandings.flatMap((banding) =>
    banding.some(({ pick }) => pick === 'only')
      ? overlappingPairs(question.ruleSet, banding).map(
          async ({ first, second, stretch }): Promise<Finding[]> => {
            const both: Condition = { type: 'all', parts: [first.when, second.when] };
            const shows = (decision: Decision): boolean =>
              outcomeOf(decision, first.id) === 'true' && outcomeOf(decision, second.id) === 'true';
            const found = await confirmedAnswer(both, question, shows);
            const where = stretch === undefined ? 'có số liệu' : stretchWords(stretch);
            return reported(found, second.at, () => ({
              code: 'KC-013',
              severity: 'error',
              at: second.at,
              message: `${where} thuộc cả mức ${levelName(first)} (${placeWords(first.at, second.at)}) và mức ${levelName(second)}, mà quy tắc ghi "chỉ một mức đúng"`,
              fix: 'sửa ngưỡng của một trong hai mức; nếu văn bản xét lần lượt thì ghi "cách chọn: lấy mức đầu tiên đúng"',
              consequence: 'không có một xếp hạng duy nhất cho số liệu như vậy',
              concerns: { subject: question.subject, fate: 'có hai xếp hạng cùng lúc', shows },
            }));
          },
        )
      : [],
  );
  return (await Promise.all(findings)).flat();
}

interface Pair {
  readonly first: Rule;
  readonly second: Rule;
  readonly stretch?: Stretch;
}

function overlappingPairs(
  ruleSet: Ranking['question']['ruleSet'],
  banding: readonly Rule[],
): readonly Pair[] {
  const line = lineOf(ruleSet, banding);
  if (line !== undefined) return line.overlaps;
  return banding.flatMap((second, index) => banding.slice(0, index).map((first) => ({ first, second })));
}

/** The finding for a witness, none where there is no such fact, and a finding that it is open where it is. */
function reported(found: Answer, at: Position, finding: () => Finding): Finding[] {
  switch (found.result) {
    case 'never':
      return [];
    case 'open':
      return [unproved(at, 'các mức có nối liền và không chồng nhau không', found)];
    case 'witness':
      return [{ ...finding(), witness: found.witness }];
  }
}

/** The part of a gap in which no rule says that there is to be no rank. */
function unintended({ unranking }: Ranking, gap: Condition): Condition {
  return {
    type: 'all',
    parts: [gap, ...unranking.map(({ when }): Condition => ({ type: 'not', part: when }))],
  };
}

function isUnranked({ levels, unranking }: Ranking, decision: Decision): boolean {
  const outcomesOf = (rules: readonly Rule[]): Outcome[] =>
    rules.map(({ id }) => outcomeOf(decision, id)).filter((outcome) => outcome !== undefined);
  const outcomes = outcomesOf(levels);
  return (
    outcomes.length > 0 &&
    outcomes.every((outcome) => outcome === 'false') &&
    !outcomesOf(unranking).includes('true')
  );
}

/** Whether the one decided has a known value in the gap. */
function liesIn({ levels, question }: Ranking, gap: Stretch, { rules }: Decision): boolean {
  const { fact, back } = gap.axis;
  const ids = new Set(levels.map(({ id }) => id));
  const conditions = rules.filter(({ rule }) => ids.has(rule.id)).flatMap((outcome) => outcome.conditions);
  return conditions.some(({ comparison, states }) =>
    states.some((state, years) => {
      const read = locate(question.ruleSet, comparison.fact, years);
      if (read.fact.name !== fact.name || read.back !== back) return false;
      return state.status === 'known' && contains(intervalOf(gap), state.value);
    }),
  );
}

function gapFinding(
  ranking: Ranking,
  lies: (decision: Decision) => boolean = () => true,
): Pick<Finding, 'code' | 'severity' | 'consequence' | 'concerns'> {
  const { subject } = ranking.question;
  return {
    code: 'KC-012',
    severity: 'error',
    consequence: `${subject} có số liệu như vậy không được xếp hạng`,
    concerns: {
      subject,
      fate: 'không được xếp hạng',
      shows: (decision) => isUnranked(ranking, decision) && lies(decision),
    },
  };
}

/** Where a gap in one fact is told of, and how it may be closed: at the level above it, else at the one below. */
function placeOfGap(levels: readonly Rule[], gap: Stretch): Pick<Finding, 'at' | 'message' | 'fix'> {
  const { fact } = gap.axis;
  const region = intervalOf(gap);
  const compared = levels.flatMap(({ when }) => comparisons(when));
  const figures = figuresBeside(gap);
  const below = compared.find(({ interval }) => sameEnd(interval.high, figures.below));
  const above = compared.find(({ interval }) => sameEnd(interval.low, figures.above));
  const at = (above ?? below ?? compared[0])?.at ?? { file: '', line: 1, column: 1 };
  const neighbours = [below, above]
    .filter((comparison) => comparison !== undefined)
    .map((comparison) => `${placeWords(comparison.at, at)} ghi "${comparison.phrase}"`);
  const beside = neighbours.length === 0 ? '' : ` (${neighbours.join(', ')})`;
  const widened = intervalWords(fact, closing(region, below, above));
  return {
    at,
    message: `${stretchWords(gap)} không thuộc mức nào${beside}`,
    fix:
      above !== undefined && below !== undefined
        ? `ghi "${widened}"`
        : above === undefined && below === undefined
          ? `thêm một mức cho ${fact.name} ${intervalWords(fact, region)}`
          : `thêm một mức, hoặc ghi "${widened}"`,
  };
}

/** The level above taken down over the gap; where there is none, the level below taken up. */
function closing(region: Interval, below: Comparison | undefined, above: Comparison | undefined): Interval {
  const { low, lowOpen } = above === undefined ? (below?.interval ?? {}) : region;
  const { high, highOpen } = above === undefined ? region : above.interval;
  return {
    ...(low === undefined ? {} : { low, lowOpen: lowOpen === true }),
    ...(high === undefined ? {} : { high, highOpen: highOpen === true }),
  };
}

function stretchWords(stretch: Stretch): string {
  const { fact } = stretch.axis;
  return capitalised(`${fact.name} ${intervalWords(fact, intervalOf(stretch)).replace(/^bằng /u, 'đúng ')}`);
}

/** The comparison of the levels' fact with a stretch of it. */
function isIn(levels: readonly Rule[], stretch: Stretch): Condition {
  const [some] = levels.flatMap(({ when }) => comparisons(when));
  if (some === undefined) throw new Error('levels on a line compare a fact');
  return { type: 'is', comparison: { ...some, interval: intervalOf(stretch), years: 1 } };
}

function sameEnd(a: Ratio | undefined, b: Ratio | undefined): boolean {
  return a !== undefined && b !== undefined && equal(a, b);
}
