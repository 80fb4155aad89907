/** How the state of a fact is kept in columns, exactly. */
import type { FactState } from '../engine/model/facts.ts';
import { type Ratio, ratio } from '../engine/model/ratio.ts';
import type { StoredInterval } from './schema.ts';

/** What somebody said of a fact; silence is no row at all. */
export type StatedFact = Exclude<FactState, { status: 'missing' }>;

export interface FactColumns {
  readonly status: StatedFact['status'];
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly bound: string | null;
  readonly boundInterval: StoredInterval | null;
}

/** The columns of a fact without a value. */
export const NO_VALUE = { numerator: null, denominator: null, bound: null, boundInterval: null };

/** @throws RangeError when the numerator or denominator is beyond 2^53 and would lose digits. */
export function toColumns(state: StatedFact): FactColumns {
  if (state.status === 'known') return { ...NO_VALUE, status: state.status, ...safeParts(state.value) };
  if (state.status === 'exempt') return { ...NO_VALUE, status: state.status };
  const boundInterval = mapEnds(state.bound, quotient);
  return { ...NO_VALUE, status: state.status, bound: state.phrase, boundInterval };
}

/** The state that `toColumns` took apart. @throws when the columns of its status are empty. */
export function fromColumns(columns: FactColumns): StatedFact {
  const { status, numerator, denominator, bound, boundInterval } = columns;
  if (status === 'exempt') return { status };
  if (status === 'known' && numerator !== null && denominator !== null) {
    return { status, value: ratio(numerator, denominator) };
  }
  if (status === 'bounded' && bound !== null && boundInterval !== null) {
    return { status, bound: mapEnds(boundInterval, parseQuotient), phrase: bound };
  }
  throw new Error(`a stored fact is \`${status}\` without its value`);
}

/** Whether both integers of the quotient can be kept in a column without losing digits. */
export function isStorable(value: Ratio): boolean {
  return isSafe(value.numerator) && isSafe(value.denominator);
}

function isSafe(integer: bigint): boolean {
  return Number.isSafeInteger(Number(integer));
}

function safeParts(value: Ratio): { numerator: number; denominator: number } {
  if (!isStorable(value)) throw new RangeError('more digits than a column keeps');
  return { numerator: Number(value.numerator), denominator: Number(value.denominator) };
}

interface Ends<T> {
  readonly low?: T;
  readonly lowOpen?: boolean;
  readonly high?: T;
  readonly highOpen?: boolean;
}

function mapEnds<A, B>(ends: Ends<A>, convert: (end: A) => B): Ends<B> {
  const { low, high, ...open } = ends;
  return {
    ...open,
    ...(low === undefined ? {} : { low: convert(low) }),
    ...(high === undefined ? {} : { high: convert(high) }),
  };
}

/** "10/100". */
export function quotient(value: Ratio): string {
  return `${value.numerator}/${value.denominator}`;
}

export function parseQuotient(text: string): Ratio {
  const [numerator = '', denominator = '1'] = text.split('/');
  return ratio(BigInt(numerator), BigInt(denominator));
}
