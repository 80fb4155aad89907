/** What becomes of units: renamed, merged, split, moved and ended, each on a day and by a document. */
import type { CivilDate } from './dates.ts';

/** Sáp nhập: into one that goes on; hợp nhất: into a new one; chia: into several; tách: a part leaves one that goes on. */
export const SUCCESSION_KINDS = [
  'đổi tên',
  'sáp nhập',
  'hợp nhất',
  'chia',
  'tách',
  'kết thúc',
  'chuyển khối',
  'chuyển cấp trên',
] as const;
export type SuccessionKind = (typeof SUCCESSION_KINDS)[number];

/** After these the unit is the same one, in another state. */
const CHANGES: readonly SuccessionKind[] = ['đổi tên', 'chuyển khối', 'chuyển cấp trên'];
const MERGERS: readonly SuccessionKind[] = ['sáp nhập', 'hợp nhất'];
const SPLITS: readonly SuccessionKind[] = ['chia', 'tách'];

export function isChange(kind: SuccessionKind): boolean {
  return CHANGES.includes(kind);
}

export interface Succession {
  readonly fromUnitId: string;
  /** The same unit where it goes on; null where nothing follows it. */
  readonly toUnitId: string | null;
  readonly kind: SuccessionKind;
  /** The first day of the new state. */
  readonly effectiveOn: CivilDate;
  readonly documentNumber: string;
  readonly documentDate: CivilDate;
  readonly nameBefore: string | null;
  readonly blockBefore: string | null;
  readonly parentBefore: string | null;
}

/** The state of a unit that may have been another before. Days inclusive, null where not bounded. */
export interface UnitState {
  readonly id: string;
  readonly name: string;
  readonly block: string;
  readonly parentId: string | null;
  readonly validFrom: CivilDate | null;
  readonly validTo: CivilDate | null;
}

export function isValidOn(
  { validFrom, validTo }: Pick<UnitState, 'validFrom' | 'validTo'>,
  day: CivilDate,
): boolean {
  return (validFrom === null || validFrom <= day) && (validTo === null || day <= validTo);
}

/** The day whose units are those of a year: its last, or the day of the law or of today that comes first. */
export function dayOfYear(year: number, day: CivilDate): CivilDate {
  const [first, last] = [`${year}-01-01`, `${year}-12-31`];
  return day < first ? first : day > last ? last : day;
}

/** Whether the event ends the unit that it starts from. */
export function ends({
  kind,
  fromUnitId,
  toUnitId,
}: Pick<Succession, 'kind' | 'fromUnitId' | 'toUnitId'>): boolean {
  return !isChange(kind) && kind !== 'tách' && fromUnitId !== toUnitId;
}

/** What made up a unit in a year: itself, and the units that it took in whole. */
export interface YearPart {
  readonly unitId: string;
  readonly name: string;
  /** The day on which it began, where that is within the year. */
  readonly began?: CivilDate;
  /** The day from which it was no longer by itself. */
  readonly before?: CivilDate;
  readonly joined: readonly YearPart[];
  /** It took over a part of another: what that part did before cannot be told apart. */
  readonly split?: { readonly name: string; readonly on: CivilDate };
}

/** A merger or split after which earlier years are those of other bodies. */
export interface Interruption {
  readonly kind: SuccessionKind;
  readonly on: CivilDate;
  readonly documentNumber: string;
  /** The other units that it was with or came from. */
  readonly others: readonly string[];
}

/** Why and when a unit is no more, and what followed it. */
export interface Ending {
  readonly kind: SuccessionKind;
  readonly on: CivilDate;
  readonly documentNumber: string;
  readonly documentDate: CivilDate;
  readonly successors: readonly string[];
}

export class Lineage {
  readonly #out: ReadonlyMap<string, readonly Succession[]>;
  readonly #into: ReadonlyMap<string, readonly Succession[]>;
  readonly #later: ReadonlyMap<string, readonly Succession[]>;
  readonly #units: ReadonlyMap<string, UnitState>;

  /**
   * @param known events that count, @param later events that were not known yet: as if they had not been
   * @param units the units that the events name, as they stand now
   */
  constructor(known: readonly Succession[], later: readonly Succession[], units: Iterable<UnitState>) {
    const byDay = known.toSorted((a, b) => (a.effectiveOn < b.effectiveOn ? -1 : 1));
    this.#out = Map.groupBy(byDay, ({ fromUnitId }) => fromUnitId);
    this.#into = Map.groupBy(
      byDay.filter(({ toUnitId, fromUnitId }) => toUnitId !== fromUnitId),
      ({ toUnitId }) => toUnitId ?? '',
    );
    this.#later = Map.groupBy(later, ({ fromUnitId }) => fromUnitId);
    this.#units = new Map(Array.from(units, (unit) => [unit.id, unit]));
  }

  /** The unit under the name, block and parent that it had on a day, with the validity then known. */
  unitOn<T extends UnitState>(unit: T, day: CivilDate): T {
    const later = this.#later.get(unit.id) ?? [];
    const after = (this.#out.get(unit.id) ?? []).filter(({ effectiveOn }) => effectiveOn > day);
    const undone = [...after, ...later].toSorted((a, b) => (a.effectiveOn > b.effectiveOn ? -1 : 1));
    const then = undone.reduce((state, event) => ({ ...state, ...before(event) }), unit);
    return later.some(ends) ? { ...then, validTo: null } : then;
  }

  /** Undefined while no event ended the unit. */
  endingOf(unitId: string): Ending | undefined {
    const ending = (this.#out.get(unitId) ?? []).filter(ends);
    const [first] = ending;
    if (first === undefined) return undefined;
    const { kind, effectiveOn: on, documentNumber, documentDate } = first;
    const successors = ending.flatMap(({ toUnitId }) => toUnitId ?? []);
    return { kind, on, documentNumber, documentDate, successors };
  }

  nameOf(unitId: string): string {
    return this.#units.get(unitId)?.name ?? unitId;
  }

  /** The unit's year as it stood on a day of it. */
  yearOf(unitId: string, year: number, day: CivilDate): YearPart {
    return this.#part(unitId, `${year}-01-01`, day, new Set());
  }

  #part(unitId: string, start: CivilDate, until: CivilDate, seen: ReadonlySet<string>): YearPart {
    const within = (this.#into.get(unitId) ?? []).filter(
      ({ effectiveOn, fromUnitId }) =>
        effectiveOn > start && effectiveOn <= until && !seen.has(fromUnitId) && fromUnitId !== unitId,
    );
    const path = new Set([...seen, unitId]);
    const joined = within
      .filter((event) => this.#isWhole(event))
      .map(({ fromUnitId, effectiveOn }) => ({
        ...this.#part(fromUnitId, start, effectiveOn, path),
        before: effectiveOn,
      }));
    const split = within.findLast((event) => this.#isPartial(event));
    const began = this.#units.get(unitId)?.validFrom ?? undefined;
    return {
      unitId,
      name: this.nameOf(unitId),
      joined,
      ...(began === undefined || began <= start ? {} : { began }),
      ...(split === undefined
        ? {}
        : { split: { name: this.nameOf(split.fromUnitId), on: split.effectiveOn } }),
    };
  }

  /** Whether all of one unit went into another. */
  #isWhole({ kind, fromUnitId }: Succession): boolean {
    return MERGERS.includes(kind) && this.#targets(fromUnitId) === 1;
  }

  #isPartial({ kind, fromUnitId }: Succession): boolean {
    return SPLITS.includes(kind) || (MERGERS.includes(kind) && this.#targets(fromUnitId) > 1);
  }

  #targets(unitId: string): number {
    return (this.#out.get(unitId) ?? []).filter(ends).length;
  }

  /** The last merger or split of the unit until a day. */
  interruptionOf(unitId: string, until: CivilDate): Interruption | undefined {
    const own = (this.#out.get(unitId) ?? []).filter(
      ({ kind, toUnitId }) => kind === 'tách' || (MERGERS.includes(kind) && toUnitId === unitId),
    );
    const into = (this.#into.get(unitId) ?? []).filter(
      ({ kind }) => MERGERS.includes(kind) || SPLITS.includes(kind),
    );
    const past = [...own, ...into].filter(({ effectiveOn }) => effectiveOn <= until);
    const on = past
      .map(({ effectiveOn }) => effectiveOn)
      .sort()
      .at(-1);
    const last = past.filter(({ effectiveOn }) => effectiveOn === on);
    const [event] = last;
    if (event === undefined || on === undefined) return undefined;
    const ids = new Set(last.flatMap(({ fromUnitId, toUnitId }) => [fromUnitId, toUnitId ?? unitId]));
    ids.delete(unitId);
    const { kind, documentNumber } = event;
    return { kind, on, documentNumber, others: [...ids].map((id) => this.nameOf(id)) };
  }

  /** The units into whose figures of a year those of a unit go, itself included. */
  carriersOf(unitId: string, year: number, day: CivilDate): string[] {
    const carriers = [unitId];
    for (const id of carriers)
      for (const event of this.#out.get(id) ?? []) {
        const { toUnitId, effectiveOn } = event;
        const isWithin = effectiveOn > `${year}-01-01` && effectiveOn <= day;
        if (toUnitId !== null && isWithin && this.#isWhole(event) && !carriers.includes(toUnitId))
          carriers.push(toUnitId);
      }
    return carriers;
  }
}

/** What an event changed, as it was before. */
function before({ kind, nameBefore, blockBefore, parentBefore }: Succession): Partial<UnitState> {
  switch (kind) {
    case 'đổi tên':
      return nameBefore === null ? {} : { name: nameBefore };
    case 'chuyển khối':
      return blockBefore === null ? {} : { block: blockBefore };
    case 'chuyển cấp trên':
      return { parentId: parentBefore };
    default:
      return {};
  }
}

/** Every unit of a part, itself first. */
export function unitsIn(part: YearPart): string[] {
  return [part.unitId, ...part.joined.flatMap(unitsIn)];
}
