/** The receipt of a publication: a hash over what was published, by which decision, and from which decisions of units. */
import { receiptCode } from '../decide/receipt.ts';
import type { CivilDate } from '../model/dates.ts';

export interface Publication {
  readonly province: string;
  readonly year: number;
  /** The decision that publishes ("199/QĐ-UBND"), and its date. */
  readonly decision: string;
  readonly decidedOn: CivilDate;
  /** The decision whose publication this one replaces. */
  readonly corrects: string | null;
  readonly lawDate: CivilDate;
  /** Figures and points known later did not count. */
  readonly dataDate: CivilDate;
  readonly ruleSetHash: string;
  /** Of every unit the rank published and the receipt of its decision, in any order. */
  readonly units: readonly PublishedUnit[];
  /** How the dossiers came in; undefined only of receipts of the first form, which did not cover it. */
  readonly handedIn?: HandedIn;
}

export interface PublishedUnit {
  readonly unit: string;
  readonly rank: string;
  readonly receipt: string;
  /** The decision as it stands beside the rank, and its date; the first form did not cover them. */
  readonly decision: string | null;
  readonly decidedOn: CivilDate | null;
}

/** Who was late follows from the moments and the deadline. */
export interface HandedIn {
  /** UTC instants, ISO text. */
  readonly submissionDeadline: string;
  readonly supplementDeadline: string;
  /** Every time that a unit handed in, first to last; null where only known to be in time. */
  readonly submissions: readonly { readonly unit: string; readonly at: string | null }[];
}

/** Raised when the meaning of the form changes, so that old receipts stay with the old meaning. */
const FORMS = { first: 'công bố 1', now: 'công bố 2' } as const;

export function publicationReceipt(published: Publication): string {
  const { province, year, decision, decidedOn, corrects, lawDate, dataDate, ruleSetHash } = published;
  const { handedIn } = published;
  const units = published.units
    .toSorted((a, b) => (a.unit < b.unit ? -1 : 1))
    .map(({ unit, rank, receipt, ...by }) =>
      handedIn === undefined ? [unit, rank, receipt] : [unit, rank, receipt, by.decision, by.decidedOn],
    );
  return receiptCode(
    JSON.stringify([
      handedIn === undefined ? FORMS.first : FORMS.now,
      ruleSetHash,
      [province, year, lawDate, dataDate],
      [decision, decidedOn, corrects],
      units,
      ...(handedIn === undefined ? [] : [handedInCells(handedIn)]),
    ]),
  );
}

function handedInCells({ submissionDeadline, supplementDeadline, submissions }: HandedIn): unknown[] {
  return [submissionDeadline, supplementDeadline, submissions.map(({ unit, at }) => [unit, at])];
}
