/** Conditions as trees over numbered tests, whose inner nodes are tables of outcomes. */
import { spelledOut } from '../decide/literals.ts';
import type { Comparison, Condition } from '../model/ruleset.ts';
import { ALL, ANY, EXCEPT, NOT } from './outcome-bits.ts';

export type Tree =
  | { readonly type: 'test'; readonly test: number }
  /** The entry of `table` at the part's outcome. */
  | { readonly type: 'map'; readonly table: Uint8Array; readonly part: Tree }
  /** From the first part on, the entry at `outcome so far << 2 | next part's outcome`. */
  | { readonly type: 'fold'; readonly table: Uint8Array; readonly parts: readonly Tree[] };

export function treeOf(condition: Condition, testOf: (comparison: Comparison) => number): Tree {
  switch (condition.type) {
    case 'is':
      return { type: 'test', test: testOf(condition.comparison) };
    case 'not':
      return { type: 'map', table: NOT, part: treeOf(condition.part, testOf) };
    case 'all':
    case 'any': {
      const parts = condition.parts.map((part) => treeOf(part, testOf));
      return { type: 'fold', table: condition.type === 'all' ? ALL : ANY, parts };
    }
    case 'except': {
      const unless = condition.unless.map((part) => treeOf({ type: 'not', part }, testOf));
      return { type: 'fold', table: EXCEPT, parts: [treeOf(condition.part, testOf), ...unless] };
    }
    case 'choice':
      return treeOf(spelledOut(condition), testOf);
  }
}

/** The outcome of a tree, from the outcomes of all tests. */
export type Evaluate = (tests: Uint8Array) => number;

export function evaluatorOf(tree: Tree): Evaluate {
  switch (tree.type) {
    case 'test': {
      const { test } = tree;
      return (tests) => tests[test] ?? 0;
    }
    case 'map': {
      const { table } = tree;
      const part = evaluatorOf(tree.part);
      return (tests) => table[part(tests)] ?? 0;
    }
    case 'fold':
      return folder(tree.table, tree.parts.map(evaluatorOf));
  }
}

/** Unrolled for up to three parts, which is nearly all that laws have. */
function folder(table: Uint8Array, parts: readonly Evaluate[]): Evaluate {
  const [first, second, third, ...more] = parts;
  if (first === undefined) throw new Error('a group of conditions is not empty');
  if (second === undefined) return first;
  if (third === undefined) return (tests) => table[(first(tests) << 2) | second(tests)] ?? 0;
  const three: Evaluate = (tests) =>
    table[((table[(first(tests) << 2) | second(tests)] ?? 0) << 2) | third(tests)] ?? 0;
  return more.length === 0 ? three : folder(table, [three, ...more]);
}
