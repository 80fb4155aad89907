/** Numbers and effects in the words of official Vietnamese. */

import { round } from '../decide/arithmetic.ts';
import { rankNamed } from '../decide/ranks.ts';
import type { Rounding } from '../model/calculation.ts';
import { instantWords } from '../model/dates.ts';
import type { FactDefinition, FactState } from '../model/facts.ts';
import type { Interval } from '../model/interval.ts';
import { compare, parseDecimal, type Ratio, ratio, toDecimal } from '../model/ratio.ts';
import { type Effect, type LegalDocument, UNRANKED } from '../model/ruleset.ts';
import { DEFAULT_RANKING } from '../model/scheme.ts';

/** Digits after the comma beyond which nobody reads. */
const MOST_PLACES = 8;

/** 58053 as "58.053". */
export function integerWords(value: bigint | number): string {
  return grouped(value.toString());
}

function grouped(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+(?!\d))/g, '.');
}

/** A decimal with a comma: up to `places` digits behind it, no trailing zeros ("92,5"; "100"). */
export function decimalWords(value: Ratio, places = 2): string {
  const [whole = '0', fraction = ''] = toDecimal(value, places).split('.');
  const digits = fraction.replace(/0+$/, '');
  return `${grouped(whole)}${digits === '' ? '' : `,${digits}`}`;
}

/** A fraction as a percentage: 611/56863 is "1,07%". */
export function percentWords(value: Ratio, places = 2): string {
  return `${decimalWords(times(value, 100n), places)}%`;
}

/** An index as a scheme prints it, with all its places: "79,00%", "95,895%". */
export function indexWords(value: Ratio, { places, mode }: Rounding = DEFAULT_RANKING.rounding): string {
  const shown = round(times(value, 100n), { places, mode });
  return `${toDecimal(shown, places).replace('.', ',')}%`;
}

/** The value of the fact that is banded, with the places of the scheme: "79,00%", "74,51 điểm". */
export function indexFigure(
  fact: FactDefinition | undefined,
  value: Ratio,
  rounding: Rounding = DEFAULT_RANKING.rounding,
): string {
  if (fact === undefined || fact.kind === 'ratio') return indexWords(value, rounding);
  return fact.scale === undefined
    ? `${toDecimal(round(value, rounding), rounding.places).replace('.', ',')} ${fact.unit}`.trim()
    : valueWords(fact, value);
}

/** How far two values of a fact lie apart: "5,75 điểm phần trăm", "2,5 điểm". */
export function apartWords(fact: FactDefinition | undefined, value: Ratio): string {
  return fact === undefined || fact.kind === 'ratio'
    ? percentagePointWords(value)
    : `${decimalWords(value)} ${fact.unit}`.trim();
}

/** The rank as a sentence has it: "xếp hạng KHÁ", "không xếp hạng". */
export function rankWords(rank: string): string {
  return rank === UNRANKED ? rank : `xếp hạng ${rank}`;
}

/** A percentage with as many digits as it takes to stay on its side of the threshold: 4,999%, not "5%". */
export function percentWordsBeside(value: Ratio, threshold: Ratio): string {
  const side = compare(value, threshold);
  for (let places = 2; places < MOST_PLACES; places += 1) {
    const rounded = parseDecimal(toDecimal(times(value, 100n), places));
    if (rounded !== undefined && compare(rounded, times(threshold, 100n)) === side)
      return percentWords(value, places);
  }
  return percentWords(value, MOST_PLACES);
}

/** A difference of two percentages: 0.0575 is "5,75 điểm phần trăm". */
export function percentagePointWords(value: Ratio): string {
  return `${decimalWords(times(value, 100n))} điểm phần trăm`;
}

function times(value: Ratio, factor: bigint): Ratio {
  return ratio(value.numerator * factor, value.denominator);
}

/** What is known of a fact: "1,07%", "dưới 10%", "chưa có số liệu", "được miễn". */
export function stateWords(fact: FactDefinition, state: FactState): string {
  switch (state.status) {
    case 'known':
      return valueWords(fact, state.value);
    case 'bounded':
      return state.phrase === '' ? boundWords(fact, state.bound) : state.phrase;
    case 'missing':
      return 'chưa có số liệu';
    case 'exempt':
      return 'được miễn';
  }
}

/** "từ 90 điểm đến 92 điểm", "từ 90 điểm trở lên". */
function boundWords(fact: FactDefinition, { low, high }: Interval): string {
  if (low === undefined)
    return high === undefined ? 'chưa có số liệu' : `từ ${valueWords(fact, high)} trở xuống`;
  const from = `từ ${valueWords(fact, low)}`;
  return high === undefined ? `${from} trở lên` : `${from} đến ${valueWords(fact, high)}`;
}

export function valueWords(fact: FactDefinition, value: Ratio): string {
  if (fact.kind === 'date') return instantWords(value.numerator / value.denominator);
  if (fact.scale !== undefined) return rankNamed(Number(value.numerator / value.denominator), fact.scale);
  if (fact.kind === 'ratio') return percentWords(value);
  return `${decimalWords(value)} ${fact.unit}`.trim();
}

/** The effect's value in the outside contract and in sentences. */
export function effectWords(effect: Effect): string {
  switch (effect.kind) {
    case 'band':
      return effect.rank;
    case 'cap':
      return effect.highest === undefined ? effect.rank : `cao nhất ${effect.highest}`;
    case 'promote':
      return `${effect.levels} bậc`;
    case 'unranked':
      return effect.why;
    case 'demote':
      return effect.levels === undefined ? 'số bậc chờ kết luận' : `${effect.levels} bậc`;
    case 'grade_cap':
      return `${effect.grade} trở lên`;
    case 'review':
      return effect.what;
    case 'requirement':
      return effect.grade;
    case 'points':
      return pointsWords(effect);
    case 'target':
    case 'warning':
    case 'outcome':
      return effect.what;
  }
}

/** "−0,25 điểm cho mỗi 10 hồ sơ trễ hạn, tối đa 2 điểm". */
function pointsWords({ amount, each }: Extract<Effect, { kind: 'points' }>): string {
  const sign = amount.numerator < 0n ? '−' : '+';
  const once = `${sign}${decimalWords(absolute(amount))} điểm`;
  if (each === undefined) return once;
  const limit = each.limit === undefined ? '' : `, tối đa ${decimalWords(each.limit)} điểm`;
  return `${once} cho mỗi ${decimalWords(each.step)} ${each.fact}${limit}`;
}

function absolute(value: Ratio): Ratio {
  return value.numerator < 0n ? ratio(-value.numerator, value.denominator) : value;
}

/** The effect as a clause of a sentence: "không xếp hạng TỐT". */
export function effectClause(effect: Effect): string {
  switch (effect.kind) {
    case 'band':
      return `xếp hạng ${effect.rank}`;
    case 'cap':
      return effect.highest === undefined
        ? `không xếp hạng ${effect.rank}`
        : `xếp hạng cao nhất ${effect.highest}`;
    case 'promote':
      return `nâng ${effect.levels} bậc xếp hạng`;
    case 'unranked':
      return `không đánh giá, xếp hạng (${effect.why})`;
    case 'demote':
      return effect.levels === undefined ? 'hạ bậc xếp hạng' : `hạ ${effect.levels} bậc xếp hạng`;
    case 'grade_cap':
      return `không xếp loại ${effect.grade} trở lên`;
    case 'review':
      return `thuộc diện ${effect.what}`;
    case 'requirement':
      return effect.grade.startsWith('được ')
        ? `không đủ điều kiện ${effect.grade}`
        : `không đủ điều kiện xếp loại ${effect.grade}`;
    case 'points':
      return `${effect.amount.numerator < 0n ? 'trừ' : 'cộng'} điểm (${pointsWords(effect)})`;
    case 'target':
      return `chưa đạt mục tiêu: ${effect.what}`;
    case 'warning':
      return effect.what;
    case 'outcome':
      return `${effect.verb} ${effect.what}`;
  }
}

/** "12-CTr/TU ngày 31/3/2017 của Tỉnh ủy Khánh Hòa"; a document whose number is not printed by its kind. */
export function documentWords(document: LegalDocument): string {
  if (document.number === undefined)
    return `${document.name.replace(/ (?:về|của|tiếp tục) .*$/u, '')} của ${document.issuer}`;
  const [year, month, day] = (document.issuedOn ?? '').split('-').map(Number);
  const on =
    year === undefined || month === undefined || day === undefined ? '' : ` ngày ${day}/${month}/${year}`;
  return `${document.number}${on} của ${document.issuer}`;
}
