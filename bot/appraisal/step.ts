/** Doing something in a round: permitted on what the transaction itself reads, so that two hands cannot both be first. */
import { type Doing, type Round, readRound } from '../../db/appraisal.ts';
import { type Reader, type Tx, write } from '../../db/database.ts';
import { officesOf } from '../../db/holders.ts';
import type { ImportProblem } from '../../db/import/problems.ts';
import { readLineage } from '../../db/lineage.ts';
import { findUnit } from '../../db/units.ts';
import type { Actor } from '../../engine/appraisal/rights.ts';
import { type Action, type Permit, permit } from '../../engine/appraisal/round.ts';
import { civilDate } from '../../engine/model/dates.ts';
import type { Desk } from '../desk.ts';
import { endOf, endSentence } from '../lineage-words.ts';
import { type Caller, ownUnit, parseRole } from '../roles.ts';

/** Nothing was done; each problem has reason and remedy, and of a file its place. */
export interface Refusal {
  readonly status: 'refused';
  readonly problems: readonly ImportProblem[];
  readonly total: number;
}

export type Permitted = Extract<Permit, { readonly ok: true }>;

/** A step that the round or the rights do not allow. */
export class StepRefusedError extends Error {
  override readonly name = 'StepRefusedError';
  readonly refusal: Refusal;
  constructor(reason: string, remedy: string) {
    super(reason);
    this.refusal = refused(reason, remedy);
  }
}

export function refused(reason: string, remedy: string): Refusal {
  return { status: 'refused', problems: [{ reason, remedy }], total: 1 };
}

/** The refusal that the error stands for. @throws what is another error */
export function stepRefusal(error: unknown): Refusal {
  if (error instanceof StepRefusedError) return error.refusal;
  throw error;
}

/** Who acts, with every unit to which the person belongs by any of their offices. */
export async function actorOf({ db }: Pick<Desk, 'db'>, caller: Caller): Promise<Actor> {
  const offices = caller.personId === undefined ? [] : await officesOf(db, caller.personId);
  const units = offices.flatMap(({ role, unitId }) => {
    const held = parseRole(role);
    const own = held && ownUnit(held);
    return [own, unitId].filter((unit) => unit !== undefined && unit !== null);
  });
  const { role, scope } = caller;
  return { role, ...(scope === undefined ? {} : { scope }), belongsTo: new Set(units) };
}

/**
 * Whoever appraises is a person: of a bare office nobody knows where its holder works. On the sample it is let through, for trials.
 * @throws StepRefusedError
 */
export function requirePerson({ sample }: Pick<Desk, 'sample'>, caller: Caller): void {
  if (sample || caller.role !== 'tham-dinh' || caller.personId !== undefined) return;
  const role = roleText(caller);
  throw new StepRefusedError(
    `Vai ${role} không nói người thẩm định là ai, nên không biết người ấy công tác ở đơn vị nào để tránh chấm đơn vị của mình.`,
    `Mời người thẩm định: user invite ${role} --unit NƠI-CÔNG-TÁC, rồi ghi mã được cấp: --as p-….`,
  );
}

/**
 * After its end nobody speaks for a unit: to whom the office goes is for a person to say.
 * @throws StepRefusedError
 */
async function requireSpeaker(db: Reader, caller: Caller, now: Date): Promise<void> {
  const ended = await endOfOwn(db, caller, now);
  if (ended === undefined) return;
  throw new StepRefusedError(ended, 'Đề nghị quản trị giao vai ở đơn vị kế thừa: user invite.');
}

/** What became of the unit that a caller speaks for; undefined while there is one, or where the role is of none. */
export async function endOfOwn(db: Reader, caller: Caller, now: Date): Promise<string | undefined> {
  const own = ownUnit(caller);
  const unit = own === undefined ? undefined : await findUnit(db, own);
  const end = unit && endOf(unit, civilDate(now));
  if (unit === undefined || end === undefined) return undefined;
  return endSentence(unit, end, await readLineage(db, { unitIds: [unit.id] }));
}

/** "tham-dinh:so". */
export function roleText({ role, scope }: Caller): string {
  return scope === undefined ? role : `${role}:${scope}`;
}

export function doingOf(caller: Caller, now: Date): Doing {
  const person = caller.personId === undefined ? {} : { personId: caller.personId };
  return { at: { known: 'instant', at: now.toISOString() }, by: roleText(caller), ...person };
}

/** @throws StepRefusedError when there is no such round, or the step is not permitted in it */
export async function requirePermit(
  db: Pick<Tx, 'select' | 'selectDistinct'>,
  roundId: number,
  action: Action,
  actor: Actor,
  now: Date,
): Promise<{ readonly round: Round; readonly permitted: Permitted }> {
  const round = await readRound(db, roundId);
  if (round === undefined)
    throw new StepRefusedError('Không có vòng thẩm định này.', 'Kiểm tra lại năm và tỉnh.');
  const permitted = permit(round, action, actor, now);
  if (!permitted.ok) throw new StepRefusedError(permitted.reason, permitted.remedy);
  return { round, permitted };
}

/** Does one permitted step in a transaction of its own. */
export async function take<T>(
  desk: Desk,
  caller: Caller,
  roundId: number,
  action: Action,
  work: (tx: Tx, round: Round, permitted: Permitted) => Promise<T>,
): Promise<T | Refusal> {
  const actor = await actorOf(desk, caller);
  try {
    return await write(desk.db, async (tx) => {
      await requireSpeaker(tx, caller, desk.now);
      const { round, permitted } = await requirePermit(tx, roundId, action, actor, desk.now);
      return work(tx, round, permitted);
    });
  } catch (error) {
    return stepRefusal(error);
  }
}
