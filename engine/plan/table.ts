/** What is known of many subjects, by column: what thousands of requests say in a few arrays of numbers. */
import { EXEMPT, type FactState, MISSING } from '../model/facts.ts';
import { ratio } from '../model/ratio.ts';
import { isExact } from './axis.ts';

/** The status of a fact in one row. `other` stands for what two doubles do not hold: a bound, or greater numbers. */
export const STATUS = { missing: 0, known: 1, exempt: 2, other: 3 } as const;

/** One fact in every row; missing until it is set. */
export class FactColumn {
  /** Codes of `STATUS`. */
  readonly statuses: Uint8Array;
  /** Integers where the status is known; the denominators are > 0. */
  readonly numerators: Float64Array;
  readonly denominators: Float64Array;
  readonly #others = new Map<number, FactState>();

  constructor(rows: number) {
    this.statuses = new Uint8Array(rows);
    this.numerators = new Float64Array(rows);
    this.denominators = new Float64Array(rows).fill(1);
  }

  /** Sets a known figure: two integers below 2^53 in magnitude, the second > 0. */
  setQuotient(row: number, numerator: number, denominator: number): void {
    this.statuses[row] = STATUS.known;
    this.numerators[row] = numerator;
    this.denominators[row] = denominator;
  }

  setMissing(row: number): void {
    this.statuses[row] = STATUS.missing;
  }

  set(row: number, state: FactState): void {
    if (state.status === 'known') {
      const numerator = Number(state.value.numerator);
      const denominator = Number(state.value.denominator);
      if (isExact(numerator) && isExact(denominator)) {
        this.setQuotient(row, numerator, denominator);
        return;
      }
    }
    if (state.status === 'missing' || state.status === 'exempt') this.statuses[row] = STATUS[state.status];
    else {
      this.statuses[row] = STATUS.other;
      this.#others.set(row, state);
    }
  }

  state(row: number): FactState {
    switch (this.statuses[row]) {
      case STATUS.known:
        return { status: 'known', value: ratio(this.numerators[row] ?? 0, this.denominators[row] ?? 1) };
      case STATUS.exempt:
        return EXEMPT;
      case STATUS.other:
        return this.#others.get(row) ?? MISSING;
      default:
        return MISSING;
    }
  }
}

/** A fact or a year without a column is missing in every row. */
export class Table {
  readonly rows: number;
  readonly #facts = new Map<string, FactColumn>();
  readonly #ranks = new Map<number, Uint16Array>();

  constructor(rows: number) {
    this.rows = rows;
  }

  /** The column of a fact; it is added when there is none yet. */
  fact(name: string): FactColumn {
    return foundOrAdded(this.#facts, name, () => new FactColumn(this.rows));
  }

  /** The ranks published for a year, of each row the set of that one rank (`RankBits`), empty where there is none. */
  ranks(year: number): Uint16Array {
    return foundOrAdded(this.#ranks, year, () => new Uint16Array(this.rows));
  }
}

function foundOrAdded<K, V>(map: Map<K, V>, key: K, create: () => V): V {
  const found = map.get(key) ?? create();
  map.set(key, found);
  return found;
}
