/** Points of criteria as a case or a batch line gives them, and the facts that they come to. */
import type { CivilDate } from '../model/dates.ts';
import type { FactDefinition, FactState } from '../model/facts.ts';
import { compare, type Ratio, ratio, subtract } from '../model/ratio.ts';
import type { RuleSet, Scheme } from '../model/ruleset.ts';
import { itemsOf, type Scorecard, type ScoreEntry, type ScoreItem } from '../model/scorecard.ts';
import { scorecardsInForce, scorerOf } from '../score/scorer.ts';
import { standardOf } from '../score/standard.ts';
import { withTotals } from '../score/totals.ts';
import type { Parsed } from './phrases.ts';
import { didYouMean } from './suggest.ts';
import type { ParsedValue } from './values.ts';

/** What is given of one unit; codes of items with their points, and by how much maxima are lowered. */
export interface GivenPoints<Value> {
  readonly block: string | undefined;
  readonly points: Readonly<Record<string, Value>>;
  readonly reductions: Readonly<Record<string, Value>>;
}

interface Ground {
  readonly ruleSet: RuleSet;
  readonly scheme: Scheme;
  readonly year: number;
  readonly lawDate: CivilDate;
}

/** The facts with the totals of the points; as they are where no points are given. @param read a value of a fact */
export function factsWithPoints<Value>(
  { ruleSet, scheme, year, lawDate }: Ground,
  facts: ReadonlyMap<string, FactState>,
  given: GivenPoints<Value>,
  read: (fact: FactDefinition, value: Value) => ParsedValue,
): Parsed<ReadonlyMap<string, FactState>> {
  const { block, points, reductions } = given;
  if (block === undefined && Object.keys(points).length + Object.keys(reductions).length === 0)
    return { ok: true, value: facts };
  const card = scorecardsInForce(ruleSet, scheme.code, lawDate).find(({ blocks }) =>
    blocks.includes(block ?? ''),
  );
  if (block === undefined || card === undefined) {
    const known = [...scheme.blocks.keys()];
    return refuse(
      block === undefined
        ? 'có điểm tiêu chí mà không có khối'
        : `không bảng tiêu chí nào chấm khối "${block}" năm ${year}.${didYouMean(block, known)}`,
      `ghi một khối có bảng tiêu chí: ${known.join(', ')}`,
    );
  }
  const entries = readEntries(card, points, reductions, read);
  if (!entries.ok) return entries;
  const input = { facts, publishedRanks: new Map<number, string>() };
  const sheet = scorerOf(ruleSet, scheme, { lawDate, year })(block, input, entries.value);
  return { ok: true, value: withTotals(ruleSet, scheme, facts, sheet) };
}

function readEntries<Value>(
  card: Scorecard,
  points: Readonly<Record<string, Value>>,
  reductions: Readonly<Record<string, Value>>,
  read: (fact: FactDefinition, value: Value) => ParsedValue,
): Parsed<Map<string, ScoreEntry>> {
  const items = new Map(itemsOf(card).map((item) => [item.code, item]));
  const entries = new Map<string, ScoreEntry>();
  for (const code of new Set([...Object.keys(points), ...Object.keys(reductions)])) {
    const item = items.get(code);
    if (item === undefined)
      return refuse(
        `bảng "${card.code}" không có tiêu chí "${code}".${didYouMean(code, items.keys())}`,
        'ghi đúng mã tiêu chí',
      );
    const entry = readEntry(item, points[code], reductions[code], read);
    if (!entry.ok) return refuse(`tiêu chí ${code}: ${entry.problem}`, entry.remedy);
    entries.set(code, entry.value);
  }
  return { ok: true, value: entries };
}

function readEntry<Value>(
  item: ScoreItem,
  points: Value | undefined,
  lowered: Value | undefined,
  read: (fact: FactDefinition, value: Value) => ParsedValue,
): Parsed<ScoreEntry> {
  const max = standardOf(item);
  const reduction = lowered === undefined ? undefined : read(pointsFact(item, ratio(0), max), lowered);
  if (reduction !== undefined && (!reduction.ok || reduction.state.status !== 'known'))
    return reduction.ok ? refuse('giảm trừ phải là một số điểm', 'ghi một con số, ví dụ: 0,5') : reduction;
  const by = reduction?.state.status === 'known' ? reduction.state.value : undefined;
  const most = max !== undefined && by !== undefined ? subtract(max, by) : max;
  const [low, high] = item.kind === 'penalty' ? [max && subtract(ratio(0), max), ratio(0)] : [ratio(0), most];
  const state = points === undefined ? undefined : read(pointsFact(item, low, high), points);
  if (state?.ok === false) return state;
  // A reader of values holds bounds, and not only numbers, to the range.
  const isAbove =
    state?.state.status === 'known' && high !== undefined && compare(state.state.value, high) > 0;
  if (isAbove) return refuse('lớn hơn điểm tối đa', 'kiểm tra lại số điểm');
  return {
    ok: true,
    value: {
      state: state?.state ?? { status: 'missing' },
      stage: 'phê duyệt',
      ...(by === undefined ? {} : { reduction: by }),
    },
  };
}

/** The points of an item as values are read; a share where no maximum is printed. */
function pointsFact(
  { name, max }: ScoreItem,
  low: Ratio | undefined,
  high: Ratio | undefined,
): FactDefinition {
  const isShare = max === undefined && high === undefined;
  return {
    name,
    kind: isShare ? 'ratio' : 'points',
    unit: isShare ? '%' : 'điểm',
    domain: {
      ...(low === undefined ? {} : { low, lowOpen: false }),
      ...(isShare
        ? { high: ratio(1), highOpen: false }
        : high === undefined
          ? {}
          : { high, highOpen: false }),
    },
    zeroDenominator: 'missing',
    rollUp: 'latest',
    subjects: ['đơn vị'],
    supplier: '',
    aliases: [],
  };
}

function refuse(problem: string, remedy: string): { readonly ok: false; problem: string; remedy: string } {
  return { ok: false, problem, remedy };
}
