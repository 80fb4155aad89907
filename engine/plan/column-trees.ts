/** Trees of conditions over columns of outcomes. */
import type { Tree } from './tree.ts';

/** Writes the outcome of a tree in each row, from the outcomes of the tests by number and row. */
export type EvaluateColumn = (tests: readonly Uint8Array[], outcomes: Uint8Array) => void;

/** @param rows the most that it will be asked at a time */
export function columnEvaluator(tree: Tree, rows: number): EvaluateColumn {
  switch (tree.type) {
    case 'test':
      return (tests, outcomes) => outcomes.set(tests[tree.test] ?? outcomes);
    case 'map': {
      const part = columnEvaluator(tree.part, rows);
      return (tests, outcomes) => {
        part(tests, outcomes);
        mapColumn(tree.table, outcomes);
      };
    }
    case 'fold': {
      const [first, ...more] = tree.parts;
      if (first === undefined) throw new Error('a group of conditions is not empty');
      const start = columnEvaluator(first, rows);
      const parts = more.map((part) => columnOf(part, rows));
      return (tests, outcomes) => {
        start(tests, outcomes);
        for (const part of parts) foldColumn(tree.table, outcomes, part(tests, outcomes.length));
      };
    }
  }
}

/** A test's own column as it is, or the outcomes of a tree in a column that its next use overwrites. */
function columnOf(tree: Tree, rows: number): (tests: readonly Uint8Array[], length: number) => Uint8Array {
  const own = new Uint8Array(tree.type === 'test' ? 0 : rows);
  if (tree.type === 'test') return (tests) => tests[tree.test] ?? own;
  const evaluate = columnEvaluator(tree, rows);
  return (tests, length) => {
    const outcomes = own.subarray(0, length);
    evaluate(tests, outcomes);
    return outcomes;
  };
}

function mapColumn(table: Uint8Array, outcomes: Uint8Array): void {
  for (let row = 0; row < outcomes.length; row += 1) outcomes[row] = table[outcomes[row] ?? 0] ?? 0;
}

function foldColumn(table: Uint8Array, outcomes: Uint8Array, next: Uint8Array): void {
  for (let row = 0; row < outcomes.length; row += 1)
    outcomes[row] = table[((outcomes[row] ?? 0) << 2) | (next[row] ?? 0)] ?? 0;
}
