/** Rounds of appraisal: their units, what was handed in, doubted and answered, and each state they entered. */
import { and, asc, desc, eq, type SQL } from 'drizzle-orm';
import type { Doubt, Moment, RoundState, RoundUnit, Situation } from '../engine/model/appraisal.ts';
import type { Reader, Tx } from './database.ts';
import { doubts, publications, roundSteps, rounds, roundUnits, submissions, supplements } from './schema.ts';
import { batches } from './sql.ts';

export interface Round extends Situation {
  readonly id: number;
}

/** Who did something, in which office, and when. */
export interface Doing {
  readonly at: Moment;
  readonly by: string;
  readonly personId?: string;
}

export interface Step {
  readonly state: RoundState;
  readonly at: Moment;
  readonly by: string;
}

/** A doubt with what the unit answered last. */
export interface DoubtRecord extends Doubt {
  readonly item: string;
  readonly text: string;
  readonly by: string;
  readonly at: Moment;
  readonly answer?: {
    readonly text: string;
    readonly evidence: string | null;
    readonly at: Moment;
    readonly by: string;
  };
}

export type NewRound = Pick<Situation, 'province' | 'year' | 'submissionDeadline' | 'supplementDeadline'> & {
  readonly units: readonly RoundUnit[];
};

/** Opens a round with the units that take part; undefined when the province has one of that year. */
export async function openRound(tx: Tx, round: NewRound, doing: Doing): Promise<number | undefined> {
  const { units, ...columns } = round;
  const [opened] = await tx
    .insert(rounds)
    .values({ ...columns, state: 'đang nhận hồ sơ' })
    .onConflictDoNothing()
    .returning({ id: rounds.id });
  if (opened === undefined) return undefined;
  const rows = units.map(({ id, block }, index) => ({
    roundId: opened.id,
    unitId: id,
    block,
    position: index + 1,
  }));
  for (const batch of batches(rows)) await tx.insert(roundUnits).values(batch);
  await enterState(tx, opened.id, 'đang nhận hồ sơ', doing);
  return opened.id;
}

/** Moves a round on, and keeps who did it. */
export async function enterState(tx: Tx, roundId: number, state: RoundState, doing: Doing): Promise<void> {
  await tx.update(rounds).set({ state }).where(eq(rounds.id, roundId));
  await tx.insert(roundSteps).values({ roundId, state, ...doingColumns(doing) });
}

export async function addSubmission(
  tx: Tx,
  submission: { readonly roundId: number; readonly unitId: string; readonly importId?: number },
  doing: Doing,
): Promise<void> {
  await tx.insert(submissions).values({ ...submission, ...doingColumns(doing) });
}

/** Gives the doubt's number, by which it is answered. */
export async function addDoubt(
  tx: Tx,
  doubt: {
    readonly roundId: number;
    readonly unitId: string;
    readonly item: string;
    readonly text: string;
  },
  doing: Doing,
): Promise<number> {
  const [added] = await tx
    .insert(doubts)
    .values({ ...doubt, ...doingColumns(doing) })
    .returning({ id: doubts.id });
  if (added === undefined) throw new Error('the database gave no id for a doubt');
  return added.id;
}

export async function addSupplement(
  tx: Tx,
  supplement: { readonly doubtId: number; readonly text: string; readonly evidence?: string },
  doing: Doing,
): Promise<void> {
  await tx.insert(supplements).values({ ...supplement, ...doingColumns(doing) });
}

/** The rounds there are, latest year first; of all provinces or one. */
export function listRounds(
  db: Reader,
  filter: { readonly province?: string; readonly year?: number } = {},
): Promise<{ id: number; province: string; year: number; state: RoundState }[]> {
  const conditions: SQL[] = [];
  if (filter.province !== undefined) conditions.push(eq(rounds.province, filter.province));
  if (filter.year !== undefined) conditions.push(eq(rounds.year, filter.year));
  return db
    .select({ id: rounds.id, province: rounds.province, year: rounds.year, state: rounds.state })
    .from(rounds)
    .where(and(...conditions))
    .orderBy(desc(rounds.year), asc(rounds.province));
}

export async function readRound(db: Reader, id: number): Promise<Round | undefined> {
  const [round] = await db.select().from(rounds).where(eq(rounds.id, id));
  if (round === undefined) return undefined;
  const members = await db
    .select({ id: roundUnits.unitId, block: roundUnits.block })
    .from(roundUnits)
    .where(eq(roundUnits.roundId, id))
    .orderBy(asc(roundUnits.position));
  const handedIn = await db
    .select({ unitId: submissions.unitId, at: submissions.at })
    .from(submissions)
    .where(eq(submissions.roundId, id))
    .orderBy(desc(submissions.id));
  const [published] = await db
    .select({ decision: publications.decision })
    .from(publications)
    .where(eq(publications.roundId, id))
    .orderBy(desc(publications.id))
    .limit(1);
  return {
    ...round,
    units: members,
    submissions: new Map(handedIn.map(({ unitId, at }) => [unitId, momentOf(at)])),
    doubts: await listDoubts(db, id),
    ...(published === undefined ? {} : { publishedBy: published.decision }),
  };
}

/** Every time that a unit of the round handed in, first to last, with the moment as it is stored. */
export function listSubmissions(db: Reader, roundId: number): Promise<{ unit: string; at: string | null }[]> {
  return db
    .select({ unit: submissions.unitId, at: submissions.at })
    .from(submissions)
    .where(eq(submissions.roundId, roundId))
    .orderBy(asc(submissions.id));
}

/** The states that a round entered, in order. */
export async function stepsOf(db: Reader, roundId: number): Promise<Step[]> {
  const rows = await db
    .select({ state: roundSteps.state, at: roundSteps.at, by: roundSteps.by })
    .from(roundSteps)
    .where(eq(roundSteps.roundId, roundId))
    .orderBy(asc(roundSteps.id));
  return rows.map(({ at, ...step }) => ({ ...step, at: momentOf(at) }));
}

/** The doubts of a round, each with its last answer. */
export async function listDoubts(db: Reader, roundId: number): Promise<DoubtRecord[]> {
  const rows = await db
    .select({ doubt: doubts, answer: supplements })
    .from(doubts)
    .leftJoin(supplements, eq(supplements.doubtId, doubts.id))
    .where(eq(doubts.roundId, roundId))
    .orderBy(asc(doubts.id), asc(supplements.id));
  const last = new Map(rows.map((row) => [row.doubt.id, row]));
  return [...last.values()].map(({ doubt: { id, unitId, item, text, by, at }, answer }) => ({
    id,
    unitId,
    item,
    text,
    by,
    at: momentOf(at),
    isAnswered: answer !== null,
    ...(answer === null
      ? {}
      : {
          answer: {
            text: answer.text,
            evidence: answer.evidence,
            by: answer.by,
            at: momentOf(answer.at),
          },
        }),
  }));
}

/** An instant as it is, a civil date where only the day is known, null where it was only in time. */
export function doingColumns({ at, by, personId }: Doing): {
  at: string | null;
  by: string;
  personId?: string;
} {
  const when = at.known === 'instant' ? at.at : at.known === 'day' ? at.on : null;
  return { at: when, by, ...(personId === undefined ? {} : { personId }) };
}

export function momentOf(at: string | null): Moment {
  if (at === null) return { known: 'in time' };
  return at.length === 'yyyy-mm-dd'.length ? { known: 'day', on: at } : { known: 'instant', at };
}
