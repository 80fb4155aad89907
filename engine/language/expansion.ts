/**
 * How large conditions become with every named condition written out: names that use names may double at each, and may
 * run in a circle.
 */
import { CHOICE, type ConditionContext, type NamedCondition, type NamedConditions } from './conditions.ts';
import type { ConditionEntry } from './schema.ts';
import type { Path } from './source.ts';

/** With every named condition written out; beyond these nobody can follow a rule, and proving it takes too long. */
const MOST_COMPARISONS = 3000;
const MOST_IN_FILE = 50_000;
const DEEPEST = 50;

/** What a condition becomes when the named conditions in it are written out. */
interface Extent {
  readonly comparisons: number;
  readonly depth: number;
}

/** Of a condition that may not be written out; why has been reported. */
const ENDLESS: Extent = { comparisons: Infinity, depth: 0 };

/** The extents of the named conditions of one file, each found once: written out, they may double at every name. */
interface Survey {
  readonly context: ConditionContext;
  readonly extents: Map<string, Extent>;
  /** Comparisons of all conditions that have been read. */
  total: number;
}

const surveys = new WeakMap<NamedConditions, Survey>();

/** Whether the condition can be written out; what stands against it is reported. */
export function isWithinLimits(context: ConditionContext, path: Path, entry: ConditionEntry): boolean {
  const survey = surveyOf(context);
  const { comparisons } = bounded(survey, path, extentOf(survey, path, entry, [], 0));
  if (comparisons === Infinity) return false;
  survey.total += comparisons;
  if (survey.total <= MOST_IN_FILE) return true;
  context.source.report(
    'KC-003',
    [],
    'các quy tắc của tệp có hơn 50.000 phép so sánh, kể cả trong các điều kiện được viện dẫn',
    'tách thành nhiều tệp',
  );
  return false;
}

/** Also of the names that nothing uses: they may refer to each other in a circle all the same. */
function surveyOf(context: ConditionContext): Survey {
  const { named, ruleConditions } = context;
  const known = surveys.get(named);
  if (known !== undefined) return known;
  const survey = { context, extents: new Map<string, Extent>(), total: 0 };
  surveys.set(named, survey);
  for (const [name, condition] of named) extentOfNamed(survey, 'điều kiện', name, condition, [], 0);
  for (const [code, condition] of ruleConditions) extentOfNamed(survey, 'quy tắc', code, condition, [], 0);
  return survey;
}

/** @param within names being written out, outermost first */
function extentOf(
  survey: Survey,
  path: Path,
  entry: ConditionEntry,
  within: readonly string[],
  level: number,
): Extent {
  // Before going deeper: the stack has an end.
  if (level > DEEPEST) return bounded(survey, path, { comparisons: 0, depth: level });
  const parts = Object.entries(entry).flatMap(([key, value]): Extent[] => {
    const at = [...path, key];
    if (typeof value === 'string') return [extentOfText(survey, at, key, value, within, level)];
    return [value]
      .flat()
      .map((part, index) =>
        extentOf(survey, Array.isArray(value) ? [...at, index] : at, part, within, level + 1),
      );
  });
  return together(parts);
}

function together(parts: readonly Extent[]): Extent {
  return {
    comparisons: parts.reduce((sum, { comparisons }) => sum + comparisons, 0),
    depth: 1 + parts.reduce((most, { depth }) => Math.max(most, depth), 0),
  };
}

function extentOfText(
  survey: Survey,
  path: Path,
  key: string,
  text: string,
  within: readonly string[],
  level: number,
): Extent {
  const { source, named, ruleConditions } = survey.context;
  const what = key === 'thỏa quy tắc' ? 'quy tắc' : 'điều kiện';
  const isReference = key === 'thỏa' || key === 'thỏa quy tắc' || CHOICE.test(key);
  const found = isReference ? (what === 'quy tắc' ? ruleConditions : named).get(text) : undefined;
  if (found === undefined) return { comparisons: 1, depth: 0 };
  const name = `${what} "${text}"`;
  if (!within.includes(name)) return extentOfNamed(survey, what, text, found, within, level + 1);
  source.report(
    'KC-030',
    path,
    `${name} viện dẫn chính nó (${[...within.slice(within.indexOf(name)), name].join(' → ')})`,
    'bỏ một trong các viện dẫn',
  );
  return ENDLESS;
}

function extentOfNamed(
  survey: Survey,
  what: 'điều kiện' | 'quy tắc',
  text: string,
  { path, entry, unless }: NamedCondition,
  within: readonly string[],
  level: number,
): Extent {
  const name = `${what} "${text}"`;
  const known = survey.extents.get(name);
  if (known !== undefined) return known;
  const inside = [...within, name];
  const parts = [extentOf(survey, path, entry, inside, level)];
  if (unless !== undefined) parts.push(extentOf(survey, unless.path, unless.entry, inside, level));
  const extent = bounded(survey, path, together(parts));
  survey.extents.set(name, extent);
  return extent;
}

function bounded({ context: { source } }: Survey, path: Path, extent: Extent): Extent {
  const { comparisons, depth } = extent;
  if (comparisons === Infinity) return ENDLESS;
  if (comparisons <= MOST_COMPARISONS && depth <= DEEPEST) return extent;
  source.report(
    'KC-003',
    path,
    depth > DEEPEST
      ? `điều kiện lồng nhau hơn ${DEEPEST} lớp, kể cả các điều kiện được viện dẫn`
      : 'điều kiện có hơn 3.000 phép so sánh, kể cả trong các điều kiện được viện dẫn',
    'tách thành nhiều quy tắc, hoặc bỏ các viện dẫn lặp lại',
  );
  return ENDLESS;
}
