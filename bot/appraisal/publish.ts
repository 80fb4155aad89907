/** Publishing the result of a round by a decision: ranks and receipt become true in one transaction, and stay. */
import { enterState, listSubmissions, type Round } from '../../db/appraisal.ts';
import type { Tx } from '../../db/database.ts';
import type { ScoreRow } from '../../db/import/score-rows.ts';
import { sha256 } from '../../db/import/sha256.ts';
import { appendRanks, beginImport } from '../../db/imports.ts';
import { addPublication, publicationsOf } from '../../db/publications.ts';
import { appendScores } from '../../db/scores.ts';
import { unitDirectory } from '../../db/units.ts';
import type { Actor } from '../../engine/appraisal/rights.ts';
import { type CivilDate, civilDate, vietnameseDate, yearOf } from '../../engine/model/dates.ts';
import { decideUnits } from '../decisions.ts';
import type { Desk } from '../desk.ts';
import { type RankCorrection, yearsAfter } from '../load-ranks.ts';
import { known, orDiscard, readPointsFile } from '../load-scores.ts';
import type { Caller } from '../roles.ts';
import { completeWithWarnings } from '../warnings.ts';
import { unitsOfRound } from './advance.ts';
import type { PointsFile } from './points.ts';
import { correctionsOf, groundsOf, ranksToPublish } from './published-ranks.ts';
import {
  actorOf,
  doingOf,
  type Refusal,
  requirePermit,
  roleText,
  StepRefusedError,
  stepRefusal,
} from './step.ts';

export interface NewPublication {
  /** "199/QĐ-UBND", and its date. */
  readonly decision: string;
  readonly decidedOn: CivilDate;
  /** The decision whose publication this one replaces. */
  readonly corrects?: string;
  /** Of units of which the rules leave several ranks: the one that was decided. */
  readonly ranks: ReadonlyMap<string, string>;
  /** Points that a correction changes. */
  readonly file?: PointsFile;
}

export interface Published {
  readonly status: 'published';
  readonly receipt: string;
  readonly units: number;
  /** Ranks that the corrected publication gave otherwise. */
  readonly corrections: readonly RankCorrection[];
}

const LONGEST_DECISION = 100;

export async function publish(
  desk: Desk,
  caller: Caller,
  roundId: number,
  publication: NewPublication,
): Promise<Published | Refusal> {
  try {
    const actor = await actorOf(desk, caller);
    const { round } = await requirePermit(desk.db, roundId, actionOf(publication), actor, desk.now);
    await requireSound(desk, round, publication);
    const points = await pointsOf(desk, round, publication);
    return await stageAndPublish(desk, { caller, actor }, round, publication, points);
  } catch (error) {
    if (error instanceof FileRefusedError) return error.refusal;
    return stepRefusal(error);
  }
}

function actionOf({ decision, corrects }: NewPublication) {
  return { type: 'publish', decision, ...(corrects === undefined ? {} : { corrects }) } as const;
}

/** Points and ranks are rows of one import, which nobody sees before it is complete. */
async function stageAndPublish(
  desk: Desk,
  by: { readonly caller: Caller; readonly actor: Actor },
  round: Round,
  publication: NewPublication,
  points: readonly ScoreRow[],
): Promise<Published> {
  const { db, now } = desk;
  const { decision } = publication;
  const meta = {
    kind: 'ranks',
    fileName: `Quyết định ${decision}`,
    sha256: sha256(JSON.stringify(['công bố', round.id, decision])),
    simulated: false,
    rowCount: points.length + round.units.length,
    loadedBy: roleText(by.caller),
  } as const;
  const importId = await beginImport(db, meta, now);
  return orDiscard(desk, importId, async () => {
    await appendScores(db, importId, known(points, now));
    const units = await unitsOfRound(desk, round);
    const decided = await decideUnits(desk, units, round.year, {
      beforePublication: true,
      includeImport: importId,
    });
    const ranks = ranksToPublish(decided, publication, civilDate(now));
    const corrections = await correctionsOf(desk, decided, ranks);
    await appendRanks(db, importId, ranks);
    const grounds = groundsOf(desk, round, publication, {
      decided,
      ranks,
      importId,
      submissions: await listSubmissions(db, round.id),
    });
    const freeze = async (tx: Tx): Promise<void> => {
      const { permitted } = await requirePermit(tx, round.id, actionOf(publication), by.actor, now);
      const doing = doingOf(by.caller, now);
      await enterState(tx, round.id, permitted.state, doing);
      const { decidedOn, corrects = null } = publication;
      await addPublication(tx, round.id, { decision, decidedOn, corrects, grounds }, doing);
    };
    await completeWithWarnings(desk, importId, await yearsAfter(desk, ranks), freeze);
    return { status: 'published', receipt: grounds.receipt, units: ranks.length, corrections };
  });
}

/** @throws StepRefusedError when the decision cannot be what it is said to be */
async function requireSound({ db, now }: Desk, round: Round, publication: NewPublication): Promise<void> {
  const { decision, decidedOn } = publication;
  if (decision.trim() === '' || decision.length > LONGEST_DECISION)
    throw new StepRefusedError(
      'Chưa ghi số quyết định công bố.',
      'Ghi số, ký hiệu, ví dụ: --decision 199/QĐ-UBND.',
    );
  if (decidedOn > civilDate(now))
    throw new StepRefusedError(
      `Ngày quyết định ${vietnameseDate(decidedOn)} chưa tới.`,
      'Công bố sau khi quyết định được ban hành.',
    );
  if (yearOf(decidedOn) < round.year)
    throw new StepRefusedError(
      `Quyết định có trước năm đánh giá ${round.year}.`,
      'Kiểm tra lại ngày quyết định.',
    );
  const used = await publicationsOf(db, round.id);
  if (used.some((earlier) => earlier.decision === decision))
    throw new StepRefusedError(
      `Quyết định ${decision} đã công bố kết quả vòng này.`,
      'Ghi số của quyết định mới.',
    );
}

/** @throws StepRefusedError when the file is no part of a correction, or holds points of another year, province or round */
async function pointsOf(
  desk: Desk,
  round: Round,
  { corrects, file }: NewPublication,
): Promise<readonly ScoreRow[]> {
  if (file === undefined) return [];
  if (corrects === undefined)
    throw new StepRefusedError(
      'Công bố lần đầu không kèm điểm mới.',
      'Tệp điểm chỉ dùng khi đính chính (--corrects).',
    );
  const directory = await unitDirectory(desk.db);
  const members = new Set(round.units.map(({ id }) => id));
  const read = await readPointsFile(desk, { bytes: file.bytes }, directory, ({ id, name }, year) =>
    year === round.year && members.has(id)
      ? undefined
      : {
          reason: `${name}, năm ${year} không thuộc vòng thẩm định được đính chính.`,
          remedy: `Chỉ ghi đơn vị của vòng năm ${round.year}.`,
        },
  );
  if (!read.ok) throw new FileRefusedError(read.problems, read.total);
  const other = read.rows.find(({ stage }) => stage !== 'phê duyệt');
  if (other !== undefined)
    throw new StepRefusedError(
      `Dòng ${other.sourceRow}: đính chính chỉ nhận điểm đã được phê duyệt.`,
      'Bỏ cột vòng, hoặc ghi "phê duyệt".',
    );
  return read.rows;
}

class FileRefusedError extends Error {
  override readonly name = 'FileRefusedError';
  readonly refusal: Refusal;
  constructor(problems: Refusal['problems'], total: number) {
    super('the file of points is refused');
    this.refusal = { status: 'refused', problems, total };
  }
}
