/** Figures that another system pushed, one a fact: each checked by itself and against the others. */
import type { CivilDate } from '../../engine/model/dates.ts';
import type { FactConstraint, FactDefinition } from '../../engine/model/facts.ts';
import type { NamedUnit } from '../units.ts';
import { FactNames } from './fact-names.ts';
import { brokenAmong, checkPeriod, checkValue, exceeds } from './figure-checks.ts';
import type { FigureRow, ParseValue } from './figure-rows.ts';
import { shown } from './problems.ts';
import { UnitNames } from './unit-names.ts';

/** As it came, its form checked. */
export interface PushedFigure {
  /** Place in what was pushed, from 0. */
  readonly index: number;
  /** Id or name. */
  readonly unit: string;
  readonly fact: string;
  readonly period: string;
  readonly value: {
    /** As it was written. */
    readonly text: string;
    readonly read: (fact: FactDefinition) => ReturnType<ParseValue>;
  };
  readonly reference?: string;
}

export const MEMBERS = ['unit', 'fact', 'period', 'value'] as const;

/** What is wrong with one member of one figure. */
export interface PushProblem {
  /** Place in what was pushed, from 0. */
  readonly index: number;
  readonly member: (typeof MEMBERS)[number];
  readonly value: string;
  readonly reason: string;
  readonly remedy: string;
  /** The unit is known and not the sender's to tell of. */
  readonly isForeign?: true;
}

export interface PushContext {
  readonly facts: ReadonlyMap<string, FactDefinition>;
  readonly constraints: readonly FactConstraint[];
  /** The units of which the sender may tell, and all others. */
  readonly own: readonly NamedUnit[];
  readonly others: readonly NamedUnit[];
  readonly today: CivilDate;
}

export interface PushReading {
  readonly rows: readonly FigureRow[];
  readonly problems: readonly PushProblem[];
}

/** A figure of which nothing is said (null) gives neither row nor problem. */
export function readPushedFigures(figures: readonly PushedFigure[], context: PushContext): PushReading {
  const problems: PushProblem[] = [];
  const read = reader(context, problems);
  const rows = figures.flatMap((figure) => read(figure) ?? []);
  return { rows, problems: [...problems, ...repeated(rows, figures), ...broken(rows, figures, context)] };
}

function reader(
  { facts, own, others, today }: PushContext,
  problems: PushProblem[],
): (figure: PushedFigure) => FigureRow | undefined {
  const names = { own: new UnitNames(own), others: new UnitNames(others) };
  const factNames = new FactNames(facts);
  return (figure) => {
    const { index } = figure;
    const note = (
      member: PushProblem['member'],
      value: string,
      fault: { readonly reason: string; readonly remedy: string },
      more: { readonly isForeign?: true } = {},
    ): void => {
      problems.push({ index, member, value: shown(value), ...fault, ...more });
    };
    const unitId = names.own.match(figure.unit);
    if (unitId === undefined) {
      if (names.others.match(figure.unit) === undefined)
        note('unit', figure.unit, names.own.explain(figure.unit));
      else note('unit', figure.unit, FOREIGN, { isForeign: true });
    }
    const { period, fault: badPeriod } = checkPeriod(figure.period.trim(), today);
    if (badPeriod !== undefined) note('period', figure.period, badPeriod);
    const badFact = factNames.fault(figure.fact);
    if (badFact !== undefined) note('fact', figure.fact, badFact);
    const fact = badFact === undefined ? factNames.match(figure.fact) : undefined;
    if (fact === undefined) return undefined;
    const { state, fault: badValue } = checkValue(figure.value.read(fact));
    if (badValue !== undefined) note('value', figure.value.text, badValue);
    if (unitId === undefined || period === undefined || state === undefined) return undefined;
    const { reference } = figure;
    return {
      unitId,
      period,
      fact: fact.name,
      state,
      sourceRow: index + 1,
      ...(reference === undefined ? {} : { reference }),
    };
  };
}

const FOREIGN = {
  reason: 'Khóa này không được gửi số liệu của đơn vị ấy.',
  remedy: 'Bỏ đơn vị này, hoặc đề nghị quản trị cấp khóa có đơn vị này (key create --unit).',
};

function repeated(rows: readonly FigureRow[], figures: readonly PushedFigure[]): PushProblem[] {
  const first = new Map<string, number>();
  return rows.flatMap(({ unitId, period, fact, sourceRow }) => {
    const key = JSON.stringify([unitId, period, fact]);
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, sourceRow);
    return earlier === undefined
      ? []
      : [
          {
            index: sourceRow - 1,
            member: 'fact' as const,
            value: shown(figures.find(({ index }) => index === sourceRow - 1)?.fact ?? ''),
            reason: `Số liệu này của đơn vị và kỳ này đã có ở mục /observations/${earlier - 1}.`,
            remedy: 'Chỉ gửi một giá trị cho mỗi đơn vị, mỗi kỳ, mỗi số liệu.',
          },
        ];
  });
}

function broken(
  rows: readonly FigureRow[],
  figures: readonly PushedFigure[],
  { constraints }: PushContext,
): PushProblem[] {
  const together = Map.groupBy(rows, ({ unitId, period }) => `${unitId} ${period}`);
  return [...together.values()].flatMap((ofUnit) => {
    const byFact = new Map(ofUnit.map((row) => [row.fact, row]));
    const states = new Map(ofUnit.map(({ fact, state }) => [fact, state]));
    const textOf = (fact: string): string => {
      const at = (byFact.get(fact)?.sourceRow ?? 0) - 1;
      return shown(figures.find(({ index }) => index === at)?.value.text ?? '');
    };
    return brokenAmong(constraints, states).map(({ left, right }) => ({
      index: (byFact.get(left)?.sourceRow ?? 1) - 1,
      member: 'value' as const,
      value: textOf(left),
      ...exceeds(left, right, textOf(right)),
    }));
  });
}
