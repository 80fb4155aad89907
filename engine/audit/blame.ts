/**
 * Which figure is at fault when figures disagree: the one whose mending makes most relations hold and breaks fewest.
 * What was printed consistently with a wrong figure (a difference taken from it, a sentence that repeats it) follows
 * from it and is not accused again.
 */
import { equal } from '../model/ratio.ts';
import type { Figure, Quality, Read, Reading, Relation } from './figures.ts';
import { looksLikeSlip, slipNear } from './slips.ts';

/** A wrong figure, what it should be, and the relations that say so, strongest first. */
export interface Fault {
  readonly figure: Figure;
  readonly mended: Reading;
  readonly because: readonly Relation[];
  /** The reckonings, as they stood when the figure was mended. */
  readonly reckoned: readonly string[];
  /** Figures that were worked out from the wrong one, or repeat it: they follow from it and are not accused. */
  readonly followers: readonly Figure[];
}

const WORTH: Readonly<Record<Quality, number>> = { exact: 1, rounding: 0.75, broken: 0 };
/** A result is worked out last, and prose is written from tables. */
const FOR_RESULT = 0.15;
const FOR_PROSE = 0.3;
/** One digit off, two swapped: how figures go wrong. */
const FOR_SLIP = 0.2;
/** The value of the next row, read from the wrong line. */
const FOR_COPY = 0.2;
/** A standard or maximum becomes one that other rows have. */
const FOR_USUAL = 0.1;
/** The share of a column that makes a value usual. */
const USUAL = 0.2;

/** A mean of many is not said to follow from one of them. */
const FEW = 3;
/** Of more than these, some slip would always fit. */
const SOME = 7;

interface Candidate {
  readonly figure: Figure;
  readonly mended: Reading;
  readonly gain: number;
}

export function findFaults(relations: readonly Relation[]): {
  readonly faults: readonly Fault[];
  readonly read: Read;
} {
  return new Inquiry(relations).run();
}

class Inquiry {
  readonly #of = new Map<Figure, Relation[]>();
  readonly #columns: ReadonlyMap<string, readonly Figure[]>;
  readonly #mended = new Map<Figure, Reading>();
  readonly #open: Set<Relation>;
  readonly #read: Read = (figure) => this.#mended.get(figure) ?? asPrinted(figure);

  constructor(relations: readonly Relation[]) {
    for (const relation of relations)
      for (const member of new Set(relation.members))
        this.#of.set(member, [...(this.#of.get(member) ?? []), relation]);
    this.#columns = Map.groupBy(this.#of.keys(), ({ place }) => `${place.file} ${place.field}`);
    this.#open = new Set(relations.filter((relation) => relation.judge(this.#read) === 'broken'));
  }

  run(): { faults: Fault[]; read: Read } {
    const faults: Fault[] = [];
    for (;;) {
      const best = this.#best();
      if (best === undefined) return { faults, read: this.#read };
      faults.push(this.#settle(best));
    }
  }

  #best(): Candidate | undefined {
    let best: Candidate | undefined;
    for (const relation of this.#open) {
      for (const figure of new Set(relation.members)) {
        if (this.#mended.has(figure)) continue;
        for (const mended of this.#mendings(relation, figure)) {
          const candidate = { figure, mended, gain: this.#gain(relation, figure, mended) };
          if (candidate.gain <= this.#least(relation)) continue;
          if (best === undefined || candidate.gain > best.gain + 1e-9) best = candidate;
        }
      }
    }
    return best;
  }

  /** What a member could have been: as the others give it, and as a slip near to that would have it. */
  #mendings(relation: Relation, figure: Figure): Reading[] {
    const mended = relation.predict(figure, this.#read);
    if (mended === undefined) return [];
    const slip =
      mended.value === undefined || relation.members.length > SOME
        ? undefined
        : slipNear(figure, mended.value);
    const holds = (reading: Reading) =>
      relation.judge((other) => (other === figure ? reading : this.#read(other))) !== 'broken';
    const readings = slip === undefined || !holds({ value: slip }) ? [mended] : [mended, { value: slip }];
    return readings.filter((reading) => !unchanged(figure, reading) && !isImpossible(figure, reading));
  }

  /** What a candidate must gain: those of likely readings, and of relations that a mended figure left broken, need more
   * than the relation itself. */
  #least(relation: Relation): number {
    if (relation.soft) return relation.weight + FOR_RESULT;
    return relation.members.some((member) => this.#mended.has(member)) ? 0.5 : -Infinity;
  }

  #gain(from: Relation, figure: Figure, mended: Reading): number {
    const after: Read = (other) => (other === figure ? mended : this.#read(other));
    let gain = figure.prose ? FOR_PROSE : 0;
    if (from.result === figure) gain += FOR_RESULT;
    if (mended.value !== undefined && looksLikeSlip(figure, mended.value)) gain += FOR_SLIP;
    if (this.#isUsual(figure, mended)) gain += FOR_USUAL;
    if (this.#isNeighbours(figure)) gain += FOR_COPY;
    for (const relation of this.#of.get(figure) ?? []) {
      const before = relation.judge(this.#read);
      // A relation that held as printed, and was broken by an earlier mending only, speaks for nobody any more.
      if (before === 'broken' && !this.#open.has(relation)) continue;
      gain += relation.weight * (WORTH[relation.judge(after)] - WORTH[before]);
    }
    return gain;
  }

  /** Whether a figure that a scheme sets becomes what it is in other rows of its column. */
  #isUsual(figure: Figure, { value }: Reading): boolean {
    const { exact, prose, form } = figure;
    if (!exact || prose || value === undefined || form === undefined || form.places === 0) return false;
    const column = this.#column(figure);
    const same = column.filter((other) => other !== figure && hasValue(other, value));
    return same.length > 2 || (same.length > 1 && same.length >= USUAL * column.length);
  }

  /** Whether the figure is printed as that of the row above or below is, and no other row has it. */
  #isNeighbours(figure: Figure): boolean {
    const { exact, form, place, prose } = figure;
    // Small counts are alike by chance.
    if (form === undefined || prose || exact || form.places === 0) return false;
    const same = this.#column(figure).filter((other) => other !== figure && hasValue(other, form.value));
    return same.length === 1 && Math.abs((same[0]?.place.csvRow ?? 0) - place.csvRow) === 1;
  }

  #column({ place }: Figure): readonly Figure[] {
    return this.#columns.get(`${place.file} ${place.field}`) ?? [];
  }

  #settle({ figure, mended }: Candidate): Fault {
    const held = (this.#of.get(figure) ?? []).filter((relation) => relation.judge(this.#read) !== 'broken');
    const accusing = [...this.#open].filter((relation) => relation.members.includes(figure));
    this.#mended.set(figure, mended);
    const mendedBy = accusing.filter((relation) => relation.judge(this.#read) !== 'broken');
    for (const relation of mendedBy) this.#open.delete(relation);
    for (const relation of accusing)
      if (relation.members.every((member) => this.#mended.has(member))) this.#open.delete(relation);
    const because = mendedBy.sort((a, b) => strength(b, figure) - strength(a, figure));
    const followers = held
      .filter((relation) => relation.members.length <= FEW && relation.judge(this.#read) === 'broken')
      .map((relation) => relation.members.find((member) => member !== figure && member === relation.result))
      .filter((member) => member !== undefined);
    const reckoned = because.map((relation) => relation.how(this.#read));
    const exactly = because[0]?.result === figure ? because[0].exactly?.(this.#read) : undefined;
    const due = exactly === undefined || !figure.prose ? mended : { value: exactly };
    return { figure, mended: due, because, reckoned, followers: [...new Set(followers)] };
  }
}

function strength(relation: Relation, figure: Figure): number {
  return (
    relation.weight +
    (relation.result === figure ? 0.5 : 0) +
    (relation.class === 'prose_vs_table' ? 0.25 : 0)
  );
}

export function asPrinted(figure: Figure): Reading {
  return {
    ...(figure.form === undefined ? {} : { value: figure.form.value }),
    ...(figure.label === undefined ? {} : { label: figure.label }),
  };
}

function hasValue({ form }: Figure, value: NonNullable<Reading['value']>): boolean {
  return form !== undefined && equal(form.value, value);
}

function unchanged(figure: Figure, mended: Reading): boolean {
  if (mended.label !== undefined) return mended.label === figure.label;
  return mended.value === undefined || (figure.form !== undefined && equal(mended.value, figure.form.value));
}

/** Below zero lie changes alone. */
function isImpossible({ form, place }: Figure, { value }: Reading): boolean {
  if (value === undefined || form === undefined || value.numerator >= 0n) return false;
  return form.value.numerator >= 0n && !/delta|increase|decrease|change|tang|giam/.test(place.field);
}
