/** How a document counts late dossiers: what its late rate is made of, and when a dossier counts as late. */
import type { Calculation, ShareParts } from './calculation.ts';
import { DOSSIER_FACTS, LATE_RATE, type LateCounting } from './dossier.ts';
import type { Interpretation, LegalDocument, Position, Validity, Years } from './ruleset.ts';

const { received, due, resolved, late, overdue } = DOSSIER_FACTS;

/** Over which dossiers the rate is taken: the facts added up below the line. */
export const LATE_OVER = {
  'hồ sơ đã giải quyết': [resolved],
  'hồ sơ đến hạn': [due],
  'hồ sơ tiếp nhận': [received],
  'hồ sơ đã giải quyết và quá hạn chưa trả': [resolved, overdue],
} as const;
export type LateOver = keyof typeof LATE_OVER;

export const COUNTED_IN = { 'ngày trả kết quả': 'return', 'ngày hẹn trả': 'due' } as const;
export const AFTER_APOLOGY = { 'vẫn trễ hạn': 'first', 'tính theo ngày hẹn lại': 'promised' } as const;

/** What a declaration says. */
export interface LateMeaning {
  readonly over: LateOver;
  /** Whether what is late and not yet answered counts as late. */
  readonly withOverdue: boolean;
  readonly counting: LateCounting;
}

export interface LateDeclaration extends LateMeaning {
  /** "<document code>/hồ sơ trễ hạn"; the same for all declarations of a document. */
  readonly id: string;
  readonly document: LegalDocument;
  readonly clause: string;
  readonly quote: string;
  /** Documents, or declarations by their ids, that do not count where this one is in force. */
  readonly exceptionTo: readonly string[];
  readonly interpretations: readonly Interpretation[];
  /** Of the late rate; absent where it is late dossiers over resolved ones, as without a declaration. */
  readonly calculation?: Calculation;
  readonly validity?: Validity;
  readonly years?: Years;
  readonly at: Position;
}

/** What the late rate is made of. A count by due date holds those not yet answered already. */
export function latePartsOf(meaning: LateMeaning): ShareParts {
  const isAdded = meaning.withOverdue && meaning.counting.by === 'return';
  const alsoBelow = addsBelow(meaning);
  return {
    top: isAdded ? [late, overdue] : [late],
    bottom: LATE_OVER[meaning.over],
    ...(alsoBelow === undefined ? {} : { oneMore: { of: isAdded ? overdue : late, alsoBelow } }),
  };
}

/** Whether a dossier that becomes late is new below the line as well; undefined where some are and some are not. */
function addsBelow({ over, withOverdue }: LateMeaning): boolean | undefined {
  switch (over) {
    case 'hồ sơ đã giải quyết':
      // It becomes late before it is resolved, unless only resolved ones count as late.
      return !withOverdue;
    case 'hồ sơ đến hạn':
    case 'hồ sơ đã giải quyết và quá hạn chưa trả':
      // Late only once it is answered, it may have been below the line before.
      return withOverdue ? true : undefined;
    case 'hồ sơ tiếp nhận':
      return undefined;
  }
}

/** Whether more dossiers may be late than there are below the line. */
export function mayExceedWhole({ over, withOverdue, counting: { by } }: LateMeaning): boolean {
  switch (over) {
    case 'hồ sơ đã giải quyết':
      return withOverdue;
    case 'hồ sơ đến hạn':
      // By return, dossiers that were due in an earlier year count as well.
      return by === 'return';
    case 'hồ sơ tiếp nhận':
      return true;
    case 'hồ sơ đã giải quyết và quá hạn chưa trả':
      return false;
  }
}

/** Whether two declarations come to the same. */
export function sameMeaning(a: LateMeaning, b: LateMeaning): boolean {
  return (
    a.over === b.over &&
    a.withOverdue === b.withOverdue &&
    a.counting.by === b.counting.by &&
    a.counting.clock === b.counting.clock
  );
}

/** A declaration with what follows from it. */
export function declarationOf(declared: Omit<LateDeclaration, 'calculation'>): LateDeclaration {
  const { id, document, clause, quote, validity, years, at } = declared;
  const parts = latePartsOf(declared);
  const { calculation: _, ...own }: LateDeclaration = declared;
  if (parts.top.join() === late && parts.bottom.join() === resolved) return own;
  const calculation: Calculation = {
    id,
    fact: LATE_RATE,
    document,
    clause,
    quote,
    steps: [],
    parts,
    at,
    ...(validity === undefined ? {} : { validity }),
    ...(years === undefined ? {} : { years }),
  };
  return { ...own, calculation };
}

/** The declaration, and what follows from it, with its document as it stands in its scheme. */
export function placedLate(
  declared: LateDeclaration,
  placed: <T extends { readonly document: LegalDocument }>(item: T) => T,
): LateDeclaration {
  return declarationOf(placed(declared));
}
