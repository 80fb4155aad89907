/** What a benchmark says, in the form of its `--json`. */

/** Two contenders do not come to the same: then nothing is timed. */
export class MismatchError extends Error {
  override readonly name = 'MismatchError';
}

export interface BenchReport {
  readonly name: string;
  readonly rows: readonly BenchRow[];
  readonly targets: readonly BenchTarget[];
  /** What was found beside speed: for each thing tried its values by name. */
  readonly figures?: readonly BenchFigures[];
}

export interface BenchFigures {
  readonly name: string;
  readonly values: Readonly<Record<string, number>>;
}

export interface BenchRow {
  readonly name: string;
  /** Items in a second. */
  readonly per_second: number;
  /** How many times the time of the contender that is 1 an item takes. */
  readonly ratio: number;
}

export interface BenchTarget {
  readonly name: string;
  /** "≥ 200", "≤ 12". */
  readonly target: string;
  readonly value: number;
  readonly met: boolean;
}

export function atLeast(name: string, least: number, value: number): BenchTarget {
  return { name, target: `≥ ${least}`, value: rounded(value), met: value >= least };
}

export function atMost(name: string, most: number, value: number): BenchTarget {
  return { name, target: `≤ ${most}`, value: rounded(value), met: value <= most };
}

/** Three significant figures are more than a noisy machine gives. */
export function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
