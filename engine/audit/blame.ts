/**
 * Which figure is at fault when figures disagree: the one whose mending makes most relations hold and breaks fewest.
 * What was printed consistently with a wrong figure (a difference taken from it, a sentence that repeats it) follows
 * from it and is not accused again.
 */
import { equal } from '../model/ratio.ts';
import type { Figure, Quality, Read, Reading, Relation } from './figures.ts';
import { magnitude, rounded } from './printed.ts';

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
/** A standard or maximum becomes one that other rows have. */
const FOR_USUAL = 0.1;
/** The share of a column that makes a value usual. */
const USUAL = 0.2;

/** A mean of many is not said to follow from one of them. */
const FEW = 3;

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
  readonly #mended = new Map<Figure, Reading>();
  readonly #open: Set<Relation>;
  readonly #read: Read = (figure) => this.#mended.get(figure) ?? asPrinted(figure);

  constructor(relations: readonly Relation[]) {
    for (const relation of relations)
      for (const member of new Set(relation.members))
        this.#of.set(member, [...(this.#of.get(member) ?? []), relation]);
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
        const mended = relation.predict(figure, this.#read);
        if (mended === undefined || unchanged(figure, mended)) continue;
        const candidate = { figure, mended, gain: this.#gain(relation, figure, mended) };
        if (relation.soft && candidate.gain <= relation.weight + FOR_RESULT) continue;
        if (best === undefined || candidate.gain > best.gain + 1e-9) best = candidate;
      }
    }
    return best;
  }

  #gain(from: Relation, figure: Figure, mended: Reading): number {
    const after: Read = (other) => (other === figure ? mended : this.#read(other));
    let gain = figure.prose ? FOR_PROSE : 0;
    if (from.result === figure) gain += FOR_RESULT;
    if (looksLikeSlip(figure, mended)) gain += FOR_SLIP;
    if (this.#isUsual(figure, mended)) gain += FOR_USUAL;
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
    const { exact, prose, place, form } = figure;
    if (!exact || prose || value === undefined || form === undefined || form.places === 0) return false;
    const column = [...this.#of.keys()].filter(
      (other) => other !== figure && other.place.field === place.field && other.place.file === place.file,
    );
    const same = column.filter(({ form: of }) => of !== undefined && equal(of.value, value));
    return same.length >= USUAL * column.length && same.length > 1;
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

function unchanged(figure: Figure, mended: Reading): boolean {
  if (mended.label !== undefined) return mended.label === figure.label;
  return mended.value === undefined || (figure.form !== undefined && equal(mended.value, figure.form.value));
}

/** One digit replaced, two neighbours swapped, one more or less counted. */
function looksLikeSlip(figure: Figure, mended: Reading): boolean {
  if (mended.value === undefined || figure.form === undefined) return false;
  const places = figure.places;
  const scaled = (value: NonNullable<Reading['value']>) =>
    (
      (magnitude(rounded(value, places)).numerator * 10n ** BigInt(places)) /
      rounded(value, places).denominator
    ).toString();
  const [a, b] = [scaled(figure.form.value), scaled(mended.value)];
  if (figure.exact && figure.places === 0 && (BigInt(a) - BigInt(b)) ** 2n === 1n) return true;
  if (a.length !== b.length) return false;
  const off = a.split('').flatMap((digit, index) => (digit === b[index] ? [] : [index]));
  // Of one digit, any other is one digit off.
  if (a.length === 1) return Math.abs(Number(a) - Number(b)) === 1;
  if (off.length === 1) return true;
  const [i = 0, j = 0] = off;
  return off.length === 2 && j === i + 1 && a[i] === b[j] && a[j] === b[i];
}
