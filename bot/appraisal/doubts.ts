/** What appraisers do not agree with, and what units answer. */
import { addDoubt, addSupplement, type DoubtRecord, listDoubts } from '../../db/appraisal.ts';
import { ItemNames } from '../../db/import/item-names.ts';
import { unitDirectory } from '../../db/units.ts';
import type { Lateness } from '../../engine/appraisal/deadlines.ts';
import type { Desk } from '../desk.ts';
import type { Caller } from '../roles.ts';
import { scoringOf } from '../scoring.ts';
import { doingOf, type Refusal, requirePerson, StepRefusedError, take } from './step.ts';

const LONGEST = 2000;

export interface Doubted {
  readonly status: 'doubted';
  /** By which it is answered. */
  readonly doubt: number;
  readonly item: string;
}

export interface Supplemented {
  readonly status: 'supplemented';
  readonly doubt: number;
  /** Doubts of the unit that wait for an answer still. */
  readonly open: number;
  readonly late?: Lateness;
}

/** @param item code or name in the scorecard of the unit's block */
export async function doubt(
  desk: Desk,
  caller: Caller,
  roundId: number,
  { unitId, item, text }: { readonly unitId: string; readonly item: string; readonly text: string },
): Promise<Doubted | Refusal> {
  const unit = (await unitDirectory(desk.db)).find(({ id }) => id === unitId);
  return take(desk, caller, roundId, { type: 'doubt', unit: unitId }, async (tx, round): Promise<Doubted> => {
    requirePerson(desk, caller);
    requireText(text, 'ý kiến');
    const card = unit && scoringOf(desk).cardOf(unit, round.year);
    const named = card && new ItemNames(card);
    const code = named === undefined ? item.trim() : named.match(item.trim())?.code;
    if (code === undefined || code === '') {
      const { reason, remedy } =
        named && card && code === undefined
          ? named.explain(item.trim(), card)
          : { reason: 'Chưa ghi tiêu chí.', remedy: 'Ghi mã tiêu chí.' };
      throw new StepRefusedError(reason, remedy);
    }
    const id = await addDoubt(
      tx,
      { roundId, unitId, item: code, text: text.trim() },
      doingOf(caller, desk.now),
    );
    return { status: 'doubted', doubt: id, item: code };
  });
}

export async function supplement(
  desk: Desk,
  caller: Caller,
  roundId: number,
  given: {
    readonly unitId: string;
    readonly doubtId: number;
    readonly text: string;
    readonly evidence?: string;
  },
): Promise<Supplemented | Refusal> {
  const { unitId, doubtId, text, evidence } = given;
  const action = { type: 'supplement', unit: unitId } as const;
  return take(desk, caller, roundId, action, async (tx, round, { late }): Promise<Supplemented> => {
    requireText(text, 'nội dung giải trình');
    if (evidence !== undefined) requireText(evidence, 'tài liệu kiểm chứng');
    const ofUnit = round.doubts.filter((each) => each.unitId === unitId);
    if (!ofUnit.some(({ id }) => id === doubtId))
      throw new StepRefusedError(
        `Đơn vị không có ý kiến thẩm định số ${doubtId}.`,
        `Ghi một trong: ${ofUnit.map(({ id }) => id).join(', ')}.`,
      );
    const answer = {
      doubtId,
      text: text.trim(),
      ...(evidence === undefined ? {} : { evidence: evidence.trim() }),
    };
    await addSupplement(tx, answer, doingOf(caller, desk.now));
    const open = ofUnit.filter(({ id, isAnswered }) => !isAnswered && id !== doubtId).length;
    return { status: 'supplemented', doubt: doubtId, open, ...(late === undefined ? {} : { late }) };
  });
}

/** The doubts of a round, of all units or one. */
export async function doubtsOf(desk: Desk, roundId: number, unitId?: string): Promise<DoubtRecord[]> {
  const all = await listDoubts(desk.db, roundId);
  return unitId === undefined ? all : all.filter((each) => each.unitId === unitId);
}

function requireText(text: string, what: string): void {
  if (text.trim() === '') throw new StepRefusedError(`Chưa ghi ${what}.`, `Ghi ${what} bằng một, hai câu.`);
  if (text.length > LONGEST)
    throw new StepRefusedError(
      `Phần ${what} dài hơn ${LONGEST} ký tự.`,
      'Ghi ngắn hơn, dẫn tên tài liệu kèm theo.',
    );
}
