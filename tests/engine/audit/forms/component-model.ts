/** Units of two levels with points by component, as a report in that form is made from. */
import type { Random } from './grid.ts';

export interface Member {
  readonly id: string;
  readonly name: string;
  /** Thousandths of a point, by component. */
  readonly points: readonly number[];
  readonly total: number;
  /** Hundredths; the year before. */
  readonly before: number;
}

export interface Level {
  readonly id: string;
  /** Thousandths of a point, by component. */
  readonly max: readonly number[];
  readonly units: readonly Member[];
}

export interface Model {
  readonly random: Random;
  readonly year: number;
  readonly levels: readonly Level[];
  readonly dense: boolean;
  readonly byLevels: boolean;
}

/** A random one: two levels, some components, ties among the points. */
export function makeModel(random: Random): Model {
  const year = 2018 + random.below(8);
  const count = 3 + random.below(6);
  const levels = ['province', 'district'].map((id) => {
    const max = split(random, count);
    const members = random.list(5, id === 'province' ? 22 : 12, (index) => member(random, id, index, max));
    return { id, max, units: members.toSorted((a, b) => b.total - a.total) };
  });
  return { random, year, levels, dense: random.oneIn(2), byLevels: random.oneIn(2) };
}

/** A hundred points over so many components, in halves. */
function split(random: Random, count: number): number[] {
  const parts = Array.from({ length: count - 1 }, () => 8000 + 500 * random.below(9));
  return [...parts, 100_000 - parts.reduce((sum, part) => sum + part, 0)];
}

function member(random: Random, level: string, index: number, max: readonly number[]): Member {
  const points = max.map((most) => {
    const step = random.oneIn(3) ? 1 : 500;
    return random.oneIn(4) ? most : Math.floor((most * (0.6 + 0.4 * random.next())) / step) * step;
  });
  const total = points.reduce((sum, value) => sum + value, 0);
  return {
    id: `zz-${level[0]}-${index + 1}`,
    name: `${level === 'province' ? 'Sở' : 'UBND huyện'} Số ${index + 1}`,
    points,
    total,
    before: 6000 + random.below(3900),
  };
}
