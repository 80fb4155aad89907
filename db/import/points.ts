/** How many points a cell gives an item, and by how many its maximum is lowered. */
import type { FactDefinition, FactState } from '../../engine/model/facts.ts';
import { compare, type Ratio, ratio, subtract, toDecimal } from '../../engine/model/ratio.ts';
import type { ScoreItem } from '../../engine/model/scorecard.ts';
import { isStorable } from '../fact-columns.ts';
import type { ParseValue } from './figure-rows.ts';
import { SHOWN_LENGTH, sentence } from './problems.ts';

/** A value, or why there is none and what to write instead. */
export type Read<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly reason: string; readonly remedy: string };

const ZERO = ratio(0);
const SHARE_WANTED = 'Tiêu chí này không in điểm tối đa: ghi tỷ lệ điểm đạt, từ 0% đến 100%, ví dụ: 62,5%.';
const FRACTION = /^-?\s*\d[\d.,]*\s*\/\s*\d/;
const NONE = new Set(['', '-', '–', '—']);

/** "2,5": a decimal in the Vietnamese way, without trailing zeros. */
export function pointsText(value: Ratio): string {
  const [whole = '0', fraction = ''] = toDecimal(value, 6).split('.');
  const digits = fraction.replace(/0+$/, '');
  return digits === '' ? whole : `${whole},${digits}`;
}

/**
 * The points of a cell: a number, a bound or "miễn"; missing where it is empty.
 * @param most the maximum of the item after reductions; undefined where none is printed, and the cell then holds a share of it
 */
export function readPoints(
  item: ScoreItem,
  most: Ratio | undefined,
  cell: string,
  parseValue: ParseValue,
): Read<FactState> {
  const text = cell.replace(/^[−–]\s*(?=\d)/u, '-');
  if (NONE.has(text)) return { ok: true, value: { status: 'missing' } };
  if (text.length > SHOWN_LENGTH)
    return refused(`Ô dài hơn ${SHOWN_LENGTH} ký tự.`, 'Chỉ ghi điểm trong ô này.');
  if (most !== undefined && FRACTION.test(text)) return fractionRefused(text);
  if (most === undefined) {
    const share = parsed(parseValue(shareOf(item), text));
    return share.ok ? share : refused(share.reason, SHARE_WANTED);
  }
  const range = rangeOf(item, most);
  const anyPoints = parsed(parseValue({ ...pointsOf(item), domain: {} }, text));
  if (!anyPoints.ok) return anyPoints;
  if (anyPoints.value.status === 'known') return inRange(item, range, anyPoints.value);
  if (anyPoints.value.status === 'exempt') return anyPoints;
  const within = parseValue({ ...pointsOf(item), domain: range }, text);
  const between = `từ ${pointsText(range.low)} đến ${pointsText(range.high)} điểm`;
  if (!within.ok) return refused(`Nằm ngoài điểm của tiêu chí (${between}).`, `Ghi ${between}.`);
  return within.state.status === 'missing'
    ? refused(`Không cho biết gì: điểm của tiêu chí luôn ${between}.`, 'Ghi điểm, hoặc một giới hạn hẹp hơn.')
    : { ok: true, value: within.state };
}

/** The points by which a maximum is lowered; undefined where the cell is empty or 0. */
export function readReduction(
  item: ScoreItem,
  most: Ratio | undefined,
  text: string,
  parseValue: ParseValue,
): Read<Ratio | undefined> {
  if (NONE.has(text)) return { ok: true, value: undefined };
  if (text.length > SHOWN_LENGTH)
    return refused(`Ô dài hơn ${SHOWN_LENGTH} ký tự.`, 'Chỉ ghi số điểm giảm trừ trong ô này.');
  if (FRACTION.test(text)) return fractionRefused(text);
  const read = parsed(parseValue({ ...pointsOf(item), domain: {} }, text));
  if (!read.ok) return read;
  if (read.value.status !== 'known')
    return refused(
      'Giảm trừ phải là một số điểm.',
      'Ghi một con số, ví dụ: 0,5. Miễn cả tiêu chí thì ghi "miễn" ở cột điểm.',
    );
  const { value } = read.value;
  if (value.numerator === 0n) return { ok: true, value: undefined };
  if (value.numerator < 0n) return refused('Giảm trừ là số âm.', 'Ghi số điểm được giảm trừ, lớn hơn 0.');
  if (item.kind !== 'criterion')
    return refused(
      'Chỉ tiêu chí mới được giảm trừ điểm tối đa; đây là điểm thưởng hoặc điểm trừ.',
      'Bỏ trống ô này.',
    );
  if (most === undefined)
    return refused(
      'Tiêu chí không in điểm tối đa nên không giảm trừ được.',
      'Bỏ trống ô này, hoặc ghi "miễn" ở cột điểm.',
    );
  if (compare(value, most) > 0)
    return refused(
      `Giảm trừ lớn hơn điểm tối đa của tiêu chí (${pointsText(most)} điểm).`,
      `Ghi không quá ${pointsText(most)}.`,
    );
  return { ok: true, value };
}

function fractionRefused(text: string): ReturnType<typeof refused> {
  return refused(`Phân số "${text}" không phải là một số điểm.`, 'Ghi số thập phân, ví dụ: 0,33.');
}

function inRange(
  item: ScoreItem,
  { low, high }: { readonly low: Ratio; readonly high: Ratio },
  state: Extract<FactState, { status: 'known' }>,
): Read<FactState> {
  const remedy = `Ghi từ ${pointsText(low)} đến ${pointsText(high)} điểm.`;
  if (compare(state.value, high) > 0)
    return item.kind === 'penalty'
      ? refused('Điểm trừ phải ghi số âm hoặc 0.', remedy)
      : refused(`Lớn hơn điểm tối đa (${pointsText(high)} điểm).`, remedy);
  if (compare(state.value, low) < 0)
    return item.kind === 'penalty'
      ? refused(`Trừ quá mức của tiêu chí (${pointsText(low)} điểm).`, remedy)
      : refused('Điểm âm.', remedy);
  return { ok: true, value: state };
}

function parsed(value: ReturnType<ParseValue>): Read<FactState> {
  if (!value.ok) return refused(sentence(value.problem), sentence(value.remedy));
  if (value.state.status === 'known' && !isStorable(value.state.value))
    return refused('Số có quá nhiều chữ số.', 'Ghi số có không quá 15 chữ số.');
  return { ok: true, value: value.state };
}

function rangeOf({ kind }: ScoreItem, most: Ratio): { readonly low: Ratio; readonly high: Ratio } {
  return kind === 'penalty' ? { low: subtract(ZERO, most), high: ZERO } : { low: ZERO, high: most };
}

function refused(reason: string, remedy: string): { readonly ok: false; reason: string; remedy: string } {
  return { ok: false, reason, remedy };
}

/** The item as the parser of values knows what it reads. */
function pointsOf({ name }: ScoreItem): FactDefinition {
  return {
    name,
    kind: 'points',
    unit: 'điểm',
    domain: {},
    zeroDenominator: 'missing',
    rollUp: 'latest',
    subjects: ['đơn vị'],
    supplier: '',
    aliases: [],
  };
}

function shareOf(item: ScoreItem): FactDefinition {
  return { ...pointsOf(item), kind: 'ratio', unit: '', domain: { low: ZERO, high: ratio(1) } };
}
