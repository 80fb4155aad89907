/** The facts behind some cells, and what holds between them: shares and their parts, differences, constraints. */
import type { FactDefinition, ZeroDenominator } from '../model/facts.ts';
import { type Interval, point } from '../model/interval.ts';
import { type Ratio, ratio } from '../model/ratio.ts';
import type { RuleSet } from '../model/ruleset.ts';
import { axisKey, type Cells, locate } from './cells.ts';
import { domainOf, narrow } from './values.ts';

/** A fact of one year whose value is looked for. */
export interface Variable {
  readonly key: string;
  readonly fact: FactDefinition;
  readonly back: number;
}

/** Members are keys of variables. */
export type Relation =
  /** `value` is `top` divided by `bottom`. */
  | {
      readonly type: 'quotient';
      readonly value: string;
      readonly top: string;
      readonly bottom: string;
      readonly ofNothing: ZeroDenominator;
    }
  /** `value` is `of` less so many times (> 0) `minus`. */
  | {
      readonly type: 'difference';
      readonly value: string;
      readonly of: string;
      readonly minus: string;
      readonly times: Ratio;
    }
  /** `left` is not above `right`. */
  | { readonly type: 'order'; readonly left: string; readonly right: string };

/** The values still open for each variable. */
export type Ranges = ReadonlyMap<string, Interval>;

export interface Network {
  readonly variables: readonly Variable[];
  readonly relations: readonly Relation[];
  readonly ranges: Ranges;
}

type Model = Pick<RuleSet, 'facts' | 'derived' | 'constraints'>;

const ABOVE_ZERO: Interval = { low: ratio(0), lowOpen: true };
/** What a share of nothing is, where it is known. */
export const OF_NOTHING = { whole: point(ratio(1)), none: point(ratio(0)) } as const;

/** The facts of the cells with all that they are made of; undefined when one of them has no value left. */
export function networkOf(model: Model, cells: Cells): Network | undefined {
  const variables = new Map<string, Variable>();
  const relations: Relation[] = [];
  const ranges = new Map<string, Interval>();
  const add = (fact: FactDefinition, back: number): string => {
    const key = axisKey(fact, back);
    if (variables.has(key)) return key;
    variables.set(key, { key, fact, back });
    ranges.set(key, domainOf(fact));
    relations.push(...madeOf(model, fact, back, key, add));
    return key;
  };
  for (const { fact, back } of cells.keys()) add(fact, back);
  const narrowings: [string, Interval][] = [...cells].map(([{ fact, back, cells: all }, cell]) => [
    axisKey(fact, back),
    all[cell] ?? domainOf(fact),
  ]);
  for (const relation of relations) {
    if (relation.type === 'quotient' && !(relation.ofNothing in OF_NOTHING))
      narrowings.push([relation.bottom, ABOVE_ZERO]);
  }
  for (const [key, by] of narrowings) {
    const variable = variables.get(key);
    const range = variable && narrow(variable.fact, ranges.get(key) ?? {}, by);
    if (range === undefined) return undefined;
    ranges.set(key, range);
  }
  return {
    variables: [...variables.values()],
    relations: [...relations, ...ordersOf(model, variables)],
    ranges,
  };
}

/** How a fact follows from others, which are added with it. */
function madeOf(
  model: Model,
  { name, numerator, denominator, zeroDenominator }: FactDefinition,
  back: number,
  value: string,
  add: (fact: FactDefinition, back: number) => string,
): Relation[] {
  const part = (fact: string): string => {
    const found = locate(model, fact, back);
    return add(found.fact, found.back);
  };
  const derivation = model.derived.get(name)?.derivation;
  if (derivation?.type === 'difference') {
    const { of, minus, times = ratio(1) } = derivation;
    return [{ type: 'difference', value, of: part(of), minus: part(minus), times }];
  }
  if (numerator === undefined || denominator === undefined) return [];
  return [
    { type: 'quotient', value, top: part(numerator), bottom: part(denominator), ofNothing: zeroDenominator },
  ];
}

function ordersOf(model: Model, variables: ReadonlyMap<string, Variable>): Relation[] {
  const years = new Set([...variables.values()].map(({ back }) => back));
  return model.constraints.flatMap(({ left, right }) =>
    [...years].flatMap((back): Relation[] => {
      const [a, b] = [left, right].map((name) => {
        const found = locate(model, name, back);
        return axisKey(found.fact, found.back);
      });
      return a !== undefined && b !== undefined && variables.has(a) && variables.has(b)
        ? [{ type: 'order', left: a, right: b }]
        : [];
    }),
  );
}
