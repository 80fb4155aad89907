/** What a benchmark says, in the form of its `--json`. */

export interface BenchReport {
  readonly name: string;
  readonly rows: readonly BenchRow[];
  readonly targets: readonly BenchTarget[];
}

export interface BenchRow {
  readonly name: string;
  /** Items in a second. */
  readonly per_second: number;
  /** How many times the time of the hand-written function an item takes. */
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
