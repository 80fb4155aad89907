import type { FactDefinition } from './facts.ts';
import type { Ratio } from './ratio.ts';
import type { Condition, LegalDocument, Position, Validity, Years } from './ruleset.ts';

/** Numbers, facts and what is made of them; a share counts as a fraction of one. */
export type Formula =
  | { readonly type: 'number'; readonly value: Ratio }
  /** That the fact does not apply, or that nothing is known of it. */
  | { readonly type: 'nothing'; readonly status: 'exempt' | 'missing' }
  | { readonly type: 'fact'; readonly fact: string }
  | {
      readonly type: 'operation';
      readonly operator: Operator;
      readonly left: Formula;
      readonly right: Formula;
    }
  /** Of at least one formula; `whole` is the whole part of its first. */
  | { readonly type: 'function'; readonly name: FunctionName; readonly of: readonly Formula[] };

export const OPERATORS = ['+', '−', '×', '÷'] as const;
export type Operator = (typeof OPERATORS)[number];

export const FUNCTIONS = {
  'trung bình của': 'average',
  'nhỏ nhất của': 'lowest',
  'lớn nhất của': 'highest',
  'phần nguyên của': 'whole',
} as const;
export type FunctionName = (typeof FUNCTIONS)[keyof typeof FUNCTIONS];

/** One way to a value, taken where its condition holds; without one, always. */
export interface CalculationStep {
  readonly when?: Condition;
  readonly value: Formula;
}

export interface Rounding {
  /** Decimal places kept of the value as it is written (of a share: of its percentage); below 0: tens, hundreds … */
  readonly places: number;
  /** To the nearest, halves away from zero; or always down or up. */
  readonly mode: 'nearest' | 'down' | 'up';
}

/** How a document works out a fact from others. What is supplied of the fact itself goes before it. */
export interface Calculation {
  /** "<document code>/<calculation code>". */
  readonly id: string;
  readonly fact: string;
  readonly document: LegalDocument;
  readonly clause: string;
  readonly quote: string;
  /** The first whose condition holds; where none does, nothing is known. Empty where the fact is a share. */
  readonly steps: readonly CalculationStep[];
  /** Of a share: what it is made of by this document, in place of the parts that `facts.yaml` names. */
  readonly parts?: ShareParts;
  readonly rounding?: Rounding;
  readonly validity?: Validity;
  readonly years?: Years;
  readonly at: Position;
}

/** Facts that are added up above and below the line of a share. */
export interface ShareParts {
  readonly top: readonly string[];
  readonly bottom: readonly string[];
  /** Of which fact one more raises the share; absent where what it adds below depends on the case. */
  readonly oneMore?: { readonly of: string; readonly alsoBelow: boolean };
}

/** What a share is made of by a document, else by its definition; undefined where it is supplied as a whole. */
export function partsOf(
  { numerator, denominator }: Pick<FactDefinition, 'numerator' | 'denominator'>,
  calculation: Calculation | undefined,
): ShareParts | undefined {
  if (calculation?.parts !== undefined) return calculation.parts;
  if (numerator === undefined || denominator === undefined) return undefined;
  return { top: [numerator], bottom: [denominator], oneMore: { of: numerator, alsoBelow: true } };
}

/** The facts that are added up, each once. */
export function factsAdded(parts: ShareParts | undefined): string[] {
  return [...new Set([...(parts?.top ?? []), ...(parts?.bottom ?? [])])];
}

/** The facts that a formula reads, in the order written, with repetitions. */
export function factsIn(formula: Formula): string[] {
  switch (formula.type) {
    case 'number':
    case 'nothing':
      return [];
    case 'fact':
      return [formula.fact];
    case 'operation':
      return [...factsIn(formula.left), ...factsIn(formula.right)];
    case 'function':
      return formula.of.flatMap(factsIn);
  }
}
