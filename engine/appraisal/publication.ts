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
  readonly units: readonly { readonly unit: string; readonly rank: string; readonly receipt: string }[];
}

/** Raised when the meaning of the form changes, so that old receipts stay with the old meaning. */
const FORM = 'công bố 1';

export function publicationReceipt(published: Publication): string {
  const { province, year, decision, decidedOn, corrects, lawDate, dataDate, ruleSetHash } = published;
  const units = published.units
    .map(({ unit, rank, receipt }) => [unit, rank, receipt] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return receiptCode(
    JSON.stringify([
      FORM,
      ruleSetHash,
      [province, year, lawDate, dataDate],
      [decision, decidedOn, corrects],
      units,
    ]),
  );
}
