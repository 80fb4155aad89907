/** Invented unit-years, in the form in which a program that knew these facts and no others would keep them. */
import { Random } from '../random.ts';

export const KNOWN = 0;
export const MISSING = 1;
export const EXEMPT = 2;
/** Known to be below a figure. */
export const BELOW = 3;
type Status = typeof KNOWN | typeof MISSING | typeof EXEMPT | typeof BELOW;

export interface UnitYear {
  readonly indexStatus: Status;
  /** Hundredths of a point. */
  readonly appraised: number;
  readonly standard: number;
  readonly lateStatus: Status;
  /** Dossiers. */
  readonly late: number;
  readonly resolved: number;
  /** Where the share of late dossiers is known to be below a figure: that figure, in hundredths of one per cent. */
  readonly lateBelow: number;
  readonly satisfactionStatus: Status;
  /** Hundredths of one per cent. */
  readonly satisfaction: number;
  /** The step of the rank published for the year before, from the lowest; -1 when there is none. */
  readonly rankBefore: number;
}

/** Unit-years as they come: mostly known, often just on a threshold, some missing, exempt or bounded. */
export function inventUnitYears(count: number, seed: number): UnitYear[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (): UnitYear => {
    const standard = 9000 + random.below(11) * 100;
    const resolved = random.oneIn(50) ? 0 : 1 + random.below(2000);
    return {
      indexStatus: random.oneIn(10) ? MISSING : KNOWN,
      appraised: random.oneIn(8)
        ? (standard * random.pick([60, 75, 85])) / 100
        : Math.floor(standard * (0.5 + random.next() / 2)),
      standard,
      lateStatus: random.oneIn(10) ? random.pick([MISSING, BELOW]) : KNOWN,
      late: Math.floor(resolved * (random.oneIn(8) ? 0.05 : random.next() * 0.15)),
      resolved,
      lateBelow: random.pick([300, 500, 1000, 1500]),
      satisfactionStatus: random.oneIn(10) ? random.pick([MISSING, EXEMPT]) : KNOWN,
      satisfaction: random.oneIn(8) ? 8000 : 7000 + random.below(3000),
      rankBefore: random.below(5) - 1,
    };
  });
}
