/** One entry of `bảng tiêu chí`: the criteria by which a document gives points. */
import { decimalWords } from '../explain/words.ts';
import { add, compare, multiply, type Ratio, ratio } from '../model/ratio.ts';
import type { Position } from '../model/ruleset.ts';
import { ITEM_KINDS, itemsOf, POINT_SOURCES, type Scorecard, type ScoreItem } from '../model/scorecard.ts';
import { standardOf } from '../score/standard.ts';
import { reportFigures } from './calculation.ts';
import { choose } from './choose.ts';
import { defined } from './defined.ts';
import { readValidity, readYears } from './document-head.ts';
import { parseNumber } from './numbers.ts';
import { plain } from './phrases.ts';
import { parseRounding } from './rounding.ts';
import type { RuleContext } from './rule.ts';
import type { CriterionEntry, ScorecardEntry } from './schema.ts';
import { readScoring } from './scoring.ts';
import type { Path, Source } from './source.ts';

export const COMPLETE = { có: true, không: false } as const;
export const CAPPED = { 'không giới hạn': false, 'không vượt quá điểm chuẩn': true } as const;

/** What a criterion is held to: the nearest quotation above it, and what was asked of the text. */
interface Held {
  readonly quote: string;
  readonly interpretations: ScorecardEntry['cách hiểu'];
}

/** The scorecard; every fault in it is reported on the source. */
export function readScorecard(context: RuleContext, path: Path, entry: ScorecardEntry): Scorecard {
  const { source, document } = context;
  const held: Held = { quote: entry.trích.replaceAll('**', ''), interpretations: entry['cách hiểu'] };
  const max = readPoints(source, [...path, 'điểm tối đa'], entry['điểm tối đa']);
  if (max !== undefined) reportFigures(source, [...path, 'điểm tối đa'], [max], outOf(held));
  const card: Scorecard = {
    id: `${document.code}/${entry.mã}`,
    code: entry.mã,
    name: entry.tên,
    document,
    clause: entry['căn cứ'],
    quote: held.quote,
    blocks: listOf(entry.khối),
    items: readItems(context, [...path, 'tiêu chí'], entry['tiêu chí'], held),
    max,
    isComplete: choose(source, [...path, 'đầy đủ'], entry['đầy đủ'], COMPLETE, true),
    isCapped: choose(source, [...path, 'tổng điểm'], entry['tổng điểm'], CAPPED, false),
    at: source.at(path),
    ...defined({
      rounding: parseRounding(source, [...path, 'làm tròn'], entry['làm tròn'], 'điểm'),
      validity: readValidity(source, [...path, 'hiệu lực'], entry['hiệu lực']),
      years: readYears(source, [...path, 'áp dụng cho năm đánh giá'], entry['áp dụng cho năm đánh giá']),
    }),
  };
  const bonus = itemsOf(card).find(({ kind }) => kind === 'bonus');
  if (card.isComplete && bonus !== undefined && entry['tổng điểm'] === undefined)
    source.diagnostics.push({
      code: 'KC-040',
      severity: 'warning',
      ...bonus.at,
      message: `bảng "${card.code}" có điểm thưởng mà không nói tổng điểm có được vượt điểm chuẩn không`,
      fix: `ghi ở bảng: tổng điểm: ${Object.keys(CAPPED).join(', hoặc ')}`,
    });
  checkCodes(source, card);
  checkSums(source, card);
  return card;
}

function readItems(
  context: RuleContext,
  path: Path,
  entries: readonly CriterionEntry[],
  held: Held,
): ScoreItem[] {
  return entries.map((entry, index) => readItem(context, [...path, index], entry, held));
}

function readItem(context: RuleContext, path: Path, entry: CriterionEntry, above: Held): ScoreItem {
  const { source } = context;
  const held: Held = {
    quote: entry.trích?.replaceAll('**', '') ?? above.quote,
    interpretations: [...(entry['cách hiểu'] ?? []), ...(above.interpretations ?? [])],
  };
  const max = readPoints(source, [...path, 'điểm tối đa'], entry['điểm tối đa']);
  const factor = readPositive(source, [...path, 'hệ số'], entry['hệ số']);
  const weight = readShare(source, [...path, 'trọng số'], entry['trọng số']);
  for (const [key, figure] of [
    ['điểm tối đa', max],
    ['hệ số', factor],
    ['trọng số', weight],
  ] as const)
    if (figure !== undefined) reportFigures(source, [...path, key], [figure], outOf(held));
  const parts = readItems(context, [...path, 'tiêu chí'], entry['tiêu chí'] ?? [], held);
  const scoring = readScoring(context, path, entry, { ...held, max });
  if (scoring !== undefined && parts.length > 0)
    source.report(
      'KC-003',
      path,
      `tiêu chí "${entry.mã}" vừa có cách chấm vừa có tiêu chí thành phần`,
      'ghi cách chấm ở tiêu chí thành phần',
    );
  return {
    code: entry.mã,
    name: entry.tên,
    kind: choose(source, [...path, 'loại'], entry.loại, ITEM_KINDS, 'criterion'),
    max,
    factor: factor ?? ratio(1),
    source: choose(source, [...path, 'nguồn điểm'], entry['nguồn điểm'], POINT_SOURCES, 'appraisal'),
    responsible: listOf(entry['phụ trách']),
    isShare: entry['theo tỷ lệ'] !== undefined,
    parts,
    isComplete: choose(source, [...path, 'đầy đủ'], entry['đầy đủ'], COMPLETE, true),
    at: source.at(path),
    ...defined({ weight, scoring, clause: entry['căn cứ'] }),
  };
}

/** "2,5/5 điểm" is two and a half points out of five, and no fraction. */
function outOf({ quote, ...held }: Held): Held {
  return { ...held, quote: quote.replaceAll(/(\d)\/(?=\d)/gu, '$1 trên ') };
}

function listOf(entry: string | readonly string[] | undefined): readonly string[] {
  return entry === undefined ? [] : typeof entry === 'string' ? [entry] : entry;
}

/** "17,5 điểm", above zero. */
function readPoints(source: Source, path: Path, text: string | undefined): Ratio | undefined {
  return readPositive(source, path, text?.replace(/ *điểm$/u, ''));
}

function readPositive(source: Source, path: Path, text: string | undefined): Ratio | undefined {
  if (text === undefined) return undefined;
  const number = parseNumber(plain(text));
  if (number !== undefined && !number.percent && number.value.numerator > 0n) return number.value;
  source.report('KC-005', path, `"${text}" không phải là một số lớn hơn 0`, 'ví dụ: 17,5');
  return undefined;
}

function readShare(source: Source, path: Path, text: string | undefined): Ratio | undefined {
  if (text === undefined) return undefined;
  const number = parseNumber(plain(text));
  const { value } = number ?? {};
  if (
    number?.percent === true &&
    value !== undefined &&
    value.numerator > 0n &&
    compare(value, ratio(1)) <= 0
  )
    return value;
  source.report('KC-005', path, `"${text}" không phải là một tỷ lệ từ trên 0% đến 100%`, 'ví dụ: 30%');
  return undefined;
}

function checkCodes(source: Source, card: Scorecard): void {
  const seen = new Set<string>();
  for (const { code, at } of itemsOf(card)) {
    if (seen.has(code))
      source.diagnostics.push({
        code: 'KC-008',
        severity: 'error',
        ...at,
        message: `mã "${code}" đã dùng cho một tiêu chí khác của bảng "${card.code}"`,
        fix: 'đặt một mã khác',
      });
    seen.add(code);
  }
}

/** What is listed in full adds up: maxima to that of what they are part of, weights to the whole. */
function checkSums(source: Source, card: Scorecard): void {
  const check = (whole: Whole): void => {
    for (const fault of faultsOf(whole))
      source.diagnostics.push({ code: 'KC-040', severity: 'error', ...fault });
    for (const item of whole.items) check({ ...item, name: `tiêu chí "${item.code}"`, items: item.parts });
  };
  check({ ...card, name: `bảng "${card.code}"` });
}

/** A table or an item of it, with what it is made of. */
interface Whole extends Pick<Scorecard, 'max' | 'items' | 'isComplete' | 'at'> {
  readonly name: string;
}

interface Fault extends Position {
  readonly message: string;
  readonly fix: string;
}

function faultsOf(whole: Whole): Fault[] {
  const { name, items, isComplete, at } = whole;
  if (!isComplete || items.length === 0) return [];
  const unprinted = items.find((item) => standardOf(item) === undefined);
  if (unprinted !== undefined)
    return [
      {
        ...unprinted.at,
        message: `tiêu chí "${unprinted.code}" không có điểm tối đa nên không cộng thành tổng được`,
        fix: `ghi "điểm tối đa", hoặc ghi "đầy đủ: không" cho ${name}`,
      },
    ];
  const criteria = items.filter(({ kind }) => kind === 'criterion');
  const weighted = criteria.filter(({ weight }) => weight !== undefined);
  if (weighted.length > 0 && weighted.length < criteria.length)
    return [
      {
        ...at,
        message: `${name}: có tiêu chí có trọng số, có tiêu chí không`,
        fix: 'ghi trọng số cho mọi tiêu chí cùng cấp, hoặc bỏ hết',
      },
    ];
  return weighted.length > 0 ? weightFaults(whole, weighted) : pointFaults(whole, criteria);
}

function weightFaults({ name, at }: Whole, weighted: readonly ScoreItem[]): Fault[] {
  const sum = total(weighted.map(({ weight }) => weight ?? ratio(0)));
  if (compare(sum, ratio(1)) === 0) return [];
  const words = decimalWords(multiply(sum, ratio(100)), 4);
  return [
    {
      ...at,
      message: `${name}: trọng số của các tiêu chí cộng lại là ${words}%, không phải 100%`,
      fix: 'sửa trọng số cho đủ 100%',
    },
  ];
}

function pointFaults({ name, max, at }: Whole, criteria: readonly ScoreItem[]): Fault[] {
  const sum = total(criteria.map((item) => standardOf(item, 'counted') ?? ratio(0)));
  if (max === undefined || compare(sum, max) === 0) return [];
  return [
    {
      ...at,
      message: `${name}: điểm tối đa của các tiêu chí cộng lại là ${decimalWords(sum, 4)}, không phải ${decimalWords(max, 4)} điểm`,
      fix: 'sửa cho khớp, hoặc ghi "đầy đủ: không" nếu chưa liệt kê hết',
    },
  ];
}

function total(values: readonly Ratio[]): Ratio {
  return values.reduce(add, ratio(0));
}
