/** Points of one unit in one step of a round: those that it gives itself, and those of the appraisers. */
import { addSubmission, type Round, readRound } from '../../db/appraisal.ts';
import type { Tx } from '../../db/database.ts';
import { sha256 } from '../../db/import/sha256.ts';
import { stageScores } from '../../db/import/stage.ts';
import { completedImport, ImportConflictError } from '../../db/imports.ts';
import { scoreFiles } from '../../db/scores.ts';
import { unitDirectory } from '../../db/units.ts';
import type { Lateness } from '../../engine/appraisal/deadlines.ts';
import type { Stage } from '../../engine/model/scorecard.ts';
import type { Desk } from '../desk.ts';
import { changedBy, known, orDiscard, readPointsFile } from '../load-scores.ts';
import type { Caller } from '../roles.ts';
import { scoringOf } from '../scoring.ts';
import { completeWithWarnings } from '../warnings.ts';
import {
  actorOf,
  doingOf,
  type Permitted,
  type Refusal,
  requirePermit,
  roleText,
  StepRefusedError,
  stepRefusal,
  take,
} from './step.ts';

export interface PointsFile {
  readonly bytes: Uint8Array;
  readonly fileName: string;
}

export type HandedIn =
  | {
      readonly status: 'accepted';
      readonly unit: string;
      readonly stage: Stage;
      readonly scores: number;
      /** It came after the deadline. */
      readonly late?: Lateness;
    }
  /** The file is the one that was handed in last: nothing has changed. */
  | { readonly status: 'repeated' };

/** A unit hands in its dossier; where a scorecard scores its block, with its own points. */
export async function submit(
  desk: Desk,
  caller: Caller,
  roundId: number,
  unitId: string,
  file?: PointsFile,
): Promise<HandedIn | Refusal> {
  if (file !== undefined) return handIn(desk, caller, roundId, { type: 'submit', unit: unitId }, file);
  const needsPoints = await isScored(desk, roundId, unitId);
  return take(desk, caller, roundId, { type: 'submit', unit: unitId }, async (tx, round, { late }) => {
    if (needsPoints)
      throw new StepRefusedError(
        'Hồ sơ chưa có bảng tự chấm điểm.',
        'Kèm tệp điểm: --file TỆP (mẫu: import --template scores).',
      );
    await addSubmission(tx, { roundId: round.id, unitId }, doingOf(caller, desk.now));
    return accepted(unitId, 'tự chấm', 0, late);
  });
}

/** Appraisers give their points, of the first round or the second as the round stands. */
export function score(
  desk: Desk,
  caller: Caller,
  roundId: number,
  unitId: string,
  file: PointsFile,
): Promise<HandedIn | Refusal> {
  return handIn(desk, caller, roundId, { type: 'score', unit: unitId }, file);
}

async function handIn(
  desk: Desk,
  caller: Caller,
  roundId: number,
  action: { readonly type: 'submit' | 'score'; readonly unit: string },
  file: PointsFile,
): Promise<HandedIn | Refusal> {
  const { db, now } = desk;
  const unitId = action.unit;
  try {
    const actor = await actorOf(desk, caller);
    const { round } = await requirePermit(db, roundId, action, actor, now);
    const { year } = round;
    const stage = stageOf(action.type, round);
    const read = await readPointsFile(
      desk,
      { bytes: file.bytes, only: { unitId, year, stage } },
      await unitDirectory(db),
    );
    if (!read.ok) return { status: 'refused', problems: read.problems, total: read.total };
    const earlier = await scoreFiles(db, { unitId, year, stage });
    const hash = (nth: number): string => sha256(JSON.stringify([roundId, unitId, stage, nth, read.sha256]));
    if (earlier.at(-1)?.sha256 === hash(earlier.length - 1)) return { status: 'repeated' };
    const { fileName } = file;
    const once = hash(earlier.length);
    const origin = { fileName, sha256: once, simulated: false, loadedBy: roleText(caller) };
    const importId = await stageScores(db, known(read.rows, now), origin, now);
    let permitted: Permitted | undefined;
    const inRound = async (tx: Tx): Promise<void> => {
      const again = await requirePermit(tx, roundId, action, actor, now);
      if (stageOf(action.type, again.round) !== stage)
        throw new StepRefusedError(
          'Vòng thẩm định vừa chuyển bước.',
          'Xem lại trạng thái của vòng và chấm lại.',
        );
      permitted = again.permitted;
      if (action.type === 'submit')
        await addSubmission(tx, { roundId, unitId, importId }, doingOf(caller, now));
    };
    const isNew = await orDiscard(desk, importId, () =>
      completeWithWarnings(desk, importId, changedBy(read.rows), inRound),
    ).then(
      () => true,
      (error: unknown) => repeatedBy(desk, once, error),
    );
    if (!isNew) return { status: 'repeated' };
    return accepted(unitId, stage, read.rows.length, permitted?.late);
  } catch (error) {
    return stepRefusal(error);
  }
}

/** False when the error is that another hand has just handed in the very same file. @throws the error otherwise */
async function repeatedBy({ db }: Desk, hash: string, error: unknown): Promise<false> {
  if (error instanceof ImportConflictError && (await completedImport(db, hash)) !== undefined) return false;
  throw error;
}

function stageOf(step: 'submit' | 'score', { state }: Pick<Round, 'state'>): Stage {
  if (step === 'submit') return 'tự chấm';
  return state === 'thẩm định lần 2' ? 'thẩm định lần 2' : 'thẩm định lần 1';
}

function accepted(unit: string, stage: Stage, scores: number, late: Lateness | undefined): HandedIn {
  return { status: 'accepted', unit, stage, scores, ...(late === undefined ? {} : { late }) };
}

/** Whether a scorecard scores the unit's block in the year of the round. */
async function isScored(desk: Desk, roundId: number, unitId: string): Promise<boolean> {
  const round = await readRound(desk.db, roundId);
  const unit = (await unitDirectory(desk.db)).find(({ id }) => id === unitId);
  return round !== undefined && unit !== undefined && scoringOf(desk).cardOf(unit, round.year) !== undefined;
}
