/** Unit-years as facts: put into the columns of a table, and as the states that decisions are made from. */
import type { FactState } from '../../engine/model/facts.ts';
import { type Ratio, ratio } from '../../engine/model/ratio.ts';
import type { PlanInput } from '../../engine/plan/inputs.ts';
import { bitOf } from '../../engine/plan/rank-sets.ts';
import type { Table } from '../../engine/plan/table.ts';
import { PLAN_OF } from './law.ts';
import { BELOW, EXEMPT, KNOWN, type UnitYear } from './unit-years.ts';

const APPRAISED = 'điểm thẩm định';
const STANDARD = 'điểm chuẩn';
const LATE = 'hồ sơ trễ hạn';
const RESOLVED = 'hồ sơ đã giải quyết';
const LATE_SHARE = 'tỷ lệ hồ sơ trễ hạn';
const SATISFACTION = 'chỉ số hài lòng';
const YEAR_BEFORE = PLAN_OF.year - 1;
/** Hundredths in one point. */
const POINT = 100;
/** Hundredths of one per cent in a whole. */
const WHOLE = 10_000;

/** A function that overwrites a row of a table with what a unit-year tells. */
export function unitFiller(table: Table): (row: number, unit: UnitYear) => void {
  const appraised = table.fact(APPRAISED);
  const standard = table.fact(STANDARD);
  const late = table.fact(LATE);
  const resolved = table.fact(RESOLVED);
  const lateShare = table.fact(LATE_SHARE);
  const satisfaction = table.fact(SATISFACTION);
  const rankBefore = table.ranks(YEAR_BEFORE);
  return (row, unit) => {
    if (unit.indexStatus === KNOWN) {
      appraised.setQuotient(row, unit.appraised, POINT);
      standard.setQuotient(row, unit.standard, POINT);
    } else {
      appraised.setMissing(row);
      standard.setMissing(row);
    }
    if (unit.lateStatus === KNOWN) {
      late.setQuotient(row, unit.late, 1);
      resolved.setQuotient(row, unit.resolved, 1);
    } else {
      late.setMissing(row);
      resolved.setMissing(row);
    }
    if (unit.lateStatus === BELOW) lateShare.set(row, below(unit.lateBelow));
    else lateShare.setMissing(row);
    if (unit.satisfactionStatus === KNOWN) satisfaction.setQuotient(row, unit.satisfaction, WHOLE);
    else if (unit.satisfactionStatus === EXEMPT) satisfaction.set(row, { status: 'exempt' });
    else satisfaction.setMissing(row);
    rankBefore[row] = unit.rankBefore < 0 ? 0 : bitOf(unit.rankBefore);
  };
}

/** @param scale the ranks, lowest first */
export function inputOf(unit: UnitYear, scale: readonly string[]): PlanInput {
  const facts = new Map<string, FactState>();
  if (unit.indexStatus === KNOWN) {
    facts.set(APPRAISED, known(ratio(unit.appraised, POINT)));
    facts.set(STANDARD, known(ratio(unit.standard, POINT)));
  }
  if (unit.lateStatus === KNOWN) {
    facts.set(LATE, known(ratio(unit.late)));
    facts.set(RESOLVED, known(ratio(unit.resolved)));
  }
  if (unit.lateStatus === BELOW) facts.set(LATE_SHARE, below(unit.lateBelow));
  if (unit.satisfactionStatus === KNOWN) facts.set(SATISFACTION, known(ratio(unit.satisfaction, WHOLE)));
  if (unit.satisfactionStatus === EXEMPT) facts.set(SATISFACTION, { status: 'exempt' });
  const rank = scale[unit.rankBefore];
  return { facts, publishedRanks: rank === undefined ? new Map() : new Map([[YEAR_BEFORE, rank]]) };
}

function known(value: Ratio): FactState {
  return { status: 'known', value };
}

function below(hundredths: number): FactState {
  return { status: 'bounded', bound: { high: ratio(hundredths, WHOLE), highOpen: true }, phrase: '' };
}
