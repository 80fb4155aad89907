/** Draws of the office's chances, on top of plain random numbers. */
import { Random } from '../random.ts';

export class Chance extends Random {
  /** From `low` (inclusive) to `high` (exclusive). */
  between(low: number, high: number): number {
    return low + (high - low) * this.next();
  }

  /** A whole number, both ends included. */
  whole(low: number, high: number): number {
    return low + this.below(high - low + 1);
  }

  /** From the bell curve with mean 0 and deviation 1 (Box and Muller). */
  bell(): number {
    return Math.sqrt(-2 * Math.log(1 - this.next())) * Math.cos(2 * Math.PI * this.next());
  }

  happens(probability: number): boolean {
    return this.next() < probability;
  }

  /** How many of very many independent chances come true; `mean` ≥ 0. */
  count(mean: number): number {
    if (mean > 40) return Math.max(0, Math.round(mean + Math.sqrt(mean) * this.bell()));
    let left = Math.exp(-mean);
    let sum = left;
    const at = this.next();
    let count = 0;
    while (sum < at && count < 400) {
      count += 1;
      left *= mean / count;
      sum += left;
    }
    return count;
  }
}
