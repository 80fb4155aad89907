/** Years whose results the council has approved or a decision published here: files change them no more. */
import { listRounds } from '../db/appraisal.ts';
import type { Reader } from '../db/database.ts';
import type { Objection } from '../db/import/score-rows.ts';
import { frozenYears } from '../db/publications.ts';
import type { NamedUnit } from '../db/units.ts';
import { endedUnits } from './ended-units.ts';

type Place = Pick<NamedUnit, 'province'>;

/** Says of a unit and year why points or ranks of it are no longer taken; undefined where they are. */
export async function closedYears(db: Reader): Promise<(unit: Place, year: number) => Objection | undefined> {
  const frozen = await frozenYears(db);
  const approved = await approvedYears(db);
  return ({ province }, year) => {
    const decision = frozen.get(`${province} ${year}`);
    if (decision === undefined) return approved({ province }, year);
    return {
      reason: `Kết quả năm ${year} đã công bố tại Quyết định ${decision}, không nhận thêm thay đổi.`,
      remedy: `Đính chính bằng một lần công bố mới: round publish --year ${year} --corrects ${decision} --decision SỐ-MỚI --date NGÀY --file TỆP.`,
    };
  };
}

/** The same of years that a council has approved and no decision has published yet: what it approved is what will be published. */
export async function approvedYears(
  db: Reader,
): Promise<(unit: Place, year: number) => Objection | undefined> {
  const approved = (await listRounds(db)).filter(({ state }) => state === 'đã phê duyệt');
  return ({ province }, year) =>
    approved.some((round) => round.province === province && round.year === year)
      ? {
          reason: `Hội đồng đã phê duyệt kết quả năm ${year}, không nhận thêm thay đổi.`,
          remedy: 'Công bố kết quả (round publish); sau đó đính chính nếu cần.',
        }
      : undefined;
}

/** The same, and of units that are no more in the year. */
export async function untaken(db: Reader): Promise<(unit: NamedUnit, year: number) => Objection | undefined> {
  const [closed, ended] = [await closedYears(db), await endedUnits(db)];
  return (unit, year) => ended(unit.id, String(year)) ?? closed(unit, year);
}

/** The result was published while the file was being staged. */
export class YearClosedError extends Error {
  override readonly name = 'YearClosedError';
  readonly objection: Objection;
  constructor(objection: Objection) {
    super(objection.reason);
    this.objection = objection;
  }
}

/** The refusal that the error stands for. @throws what is another error */
export function closedRefusal(error: unknown): {
  readonly status: 'refused';
  readonly problems: readonly Objection[];
  readonly total: number;
} {
  if (!(error instanceof YearClosedError)) throw error;
  return { status: 'refused', problems: [error.objection], total: 1 };
}

/**
 * For the transaction that makes a file visible.
 * @throws YearClosedError when one of its years was published meanwhile
 */
export async function requireOpen(
  tx: Reader,
  places: Iterable<{ readonly unit: Place; readonly year: number }>,
): Promise<void> {
  const closed = await closedYears(tx);
  for (const { unit, year } of places) {
    const objection = closed(unit, year);
    if (objection !== undefined) throw new YearClosedError(objection);
  }
}
