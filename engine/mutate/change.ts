/** Another version of a part of a rule. */
export interface Change<T> {
  readonly to: T;
  /** "từ 5% trở lên → trên 5%". */
  readonly change: string;
  /** What it says of the cases when none of them notices, as a sentence. */
  readonly why: string;
}

/** The changes of a part as changes of the whole that holds it. */
export function within<Part, Whole>(
  changes: readonly Change<Part>[],
  rebuild: (part: Part) => Whole,
): Change<Whole>[] {
  return changes.map(({ to, ...words }) => ({ to: rebuild(to), ...words }));
}
