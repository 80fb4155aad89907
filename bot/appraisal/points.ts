/** Points of one unit in one step of a round: those that it gives itself, and those of the appraisers. */
import { addSubmission, type Round } from '../../db/appraisal.ts';
import type { Tx } from '../../db/database.ts';
import { sha256 } from '../../db/import/sha256.ts';
import { stageScores } from '../../db/import/stage.ts';
import { completedImport, ImportConflictError } from '../../db/imports.ts';
import { scoreFiles } from '../../db/scores.ts';
import { type NamedUnit, unitDirectory } from '../../db/units.ts';
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
  requirePerson,
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
      readonly name: string;
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
  const directory = await unitDirectory(desk.db);
  return take(desk, caller, roundId, { type: 'submit', unit: unitId }, async (tx, round, { late }) => {
    const unit = unitOf(directory, unitId);
    if (scoringOf(desk).cardOf(unit, round.year) !== undefined)
      throw new StepRefusedError(
        'Hồ sơ chưa có bảng tự chấm điểm.',
        'Kèm tệp điểm: --file TỆP (mẫu: import --template scores).',
      );
    await addSubmission(tx, { roundId: round.id, unitId }, doingOf(caller, desk.now));
    return accepted(unit, 'tự chấm', 0, late);
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
    if (action.type === 'score') requirePerson(desk, caller);
    const { year } = round;
    const directory = await unitDirectory(db);
    const unit = unitOf(directory, unitId);
    requireScorecard(desk, unit, year);
    const stage = stageOf(action.type, round);
    const read = await readPointsFile(desk, { bytes: file.bytes, only: { unitId, year, stage } }, directory);
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
    return accepted(unit, stage, read.rows.length, permitted?.late);
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

function accepted(
  { id, name }: NamedUnit,
  stage: Stage,
  scores: number,
  late: Lateness | undefined,
): HandedIn {
  return { status: 'accepted', unit: id, name, stage, scores, ...(late === undefined ? {} : { late }) };
}

/** @throws StepRefusedError when the directory does not hold the unit */
function unitOf(directory: readonly NamedUnit[], unitId: string): NamedUnit {
  const unit = directory.find(({ id }) => id === unitId);
  if (unit === undefined)
    throw new StepRefusedError(`Không có đơn vị "${unitId}" trong danh mục.`, 'Kiểm tra lại mã đơn vị.');
  return unit;
}

/** @throws StepRefusedError when nothing scores the unit's block in the year: each row of the file would say so */
function requireScorecard(desk: Desk, unit: NamedUnit, year: number): void {
  if (scoringOf(desk).cardOf(unit, year) !== undefined) return;
  throw new StepRefusedError(
    `Năm ${year} không có bảng tiêu chí nào chấm khối "${unit.block}" của ${unit.name}, nên không nhận tệp điểm.`,
    `Nộp hồ sơ không kèm --file, hoặc khai bảng tiêu chí áp dụng cho năm ${year} trong rules/ rồi chạy: rules push.`,
  );
}
