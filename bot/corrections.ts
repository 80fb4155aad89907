/** New figures that change a decision are told to whoever was told it before: what was said, what holds now, and which figure changed. */
import type { Tx } from '../db/database.ts';
import { importName } from '../db/imports.ts';
import { enqueue } from '../db/outbox.ts';
import { peopleTold, type ToldPerson } from '../db/told.ts';
import { type FactState, MISSING } from '../engine/model/facts.ts';
import { compare } from '../engine/model/ratio.ts';
import { type CorrectionTold, correctionMessage, type FigureChange } from './answer/correction-message.ts';
import { decideUnits, type UnitDecision } from './decisions.ts';
import type { Desk } from './desk.ts';
import { mayKnow } from './rights.ts';
import { parseRole } from './roles.ts';
import { keepTold, verdictOf } from './told.ts';

/** The decisions before and after an import, of units of which somebody was told. */
export interface Correction {
  readonly after: UnitDecision;
  readonly changes: readonly FigureChange[];
}

/** What an import, still staged, changes. @param after decisions that count its rows already */
export async function correctionsOf(desk: Desk, after: readonly UnitDecision[]): Promise<Correction[]> {
  const found: Correction[] = [];
  for (const [year, ofYear] of Map.groupBy(after, ({ decision }) => decision.request.year)) {
    const unitIds = ofYear.map(({ unit }) => unit.id);
    const told = new Set((await peopleTold(desk.db, { year, unitIds })).map(({ state }) => state.unitId));
    const concerned = ofYear.filter(({ unit }) => told.has(unit.id));
    const before = await decideUnits(
      desk,
      concerned.map(({ unit }) => unit),
      year,
      { unplaced: true },
    );
    const earlier = new Map(before.map((of) => [of.unit.id, of]));
    found.push(...ofYear.map((of) => ({ after: of, changes: figureChanges(earlier.get(of.unit.id), of) })));
  }
  return found;
}

/** What one person is to hear in one chat. */
export interface DueCorrection {
  readonly personId: string;
  readonly channel: string;
  readonly chatId: string;
  readonly of: UnitDecision;
  readonly told: CorrectionTold;
}

/** Who is to hear of an import; for the transaction that makes it visible, before anything is told in it. */
export async function dueCorrections(
  tx: Tx,
  corrections: readonly Correction[],
  importId: number,
): Promise<DueCorrection[]> {
  const source = (await importName(tx, importId)) ?? '';
  const due: DueCorrection[] = [];
  for (const [year, ofYear] of Map.groupBy(corrections, ({ after }) => after.decision.request.year)) {
    const byUnit = new Map(ofYear.map((correction) => [correction.after.unit.id, correction]));
    for (const person of await peopleTold(tx, { year, unitIds: [...byUnit.keys()] })) {
      const correction = byUnit.get(person.state.unitId);
      const told = correction === undefined ? undefined : otherwise(person, correction, source);
      const { channel, chatId, state } = person;
      if (told !== undefined) due.push({ personId: state.personId, channel, chatId, of: told.after, told });
    }
  }
  return due;
}

/** What the person is to hear; undefined where what they were told still holds, or is not theirs to know any more. */
function otherwise(
  { state, role }: ToldPerson,
  { after, changes }: Correction,
  source: string,
): CorrectionTold | undefined {
  const { rank, possibleRanks, effects } = state;
  const now = verdictOf(after);
  const isSame = JSON.stringify({ rank, possibleRanks, effects }) === JSON.stringify(now);
  const caller = parseRole(role);
  if (isSame || caller === undefined || !mayKnow(caller, after.unit)) return undefined;
  return { was: state, now, after, changes, source };
}

/** Tells them, each in a message of its own. */
export async function tellCorrections(
  tx: Tx,
  desk: Desk,
  due: readonly DueCorrection[],
  importId: number,
): Promise<void> {
  for (const { personId, channel, chatId, of, told } of due) {
    const body = correctionMessage(desk.ruleSet, told);
    const dedupeKey = `correction:${importId}:${of.unit.id}:${of.decision.request.year}:${channel}:${chatId}`;
    await enqueue(tx, { channel, chatId, dedupeKey, body }, desk.now);
    await keepTold(tx, [personId], [of], desk.now);
  }
}

function figureChanges(before: UnitDecision | undefined, after: UnitDecision): FigureChange[] {
  if (before === undefined) return [];
  const [old, now] = [before.decision.request.facts, after.decision.request.facts];
  return [...new Set([...old.keys(), ...now.keys()])].flatMap((fact) => {
    const [from, to] = [old.get(fact) ?? MISSING, now.get(fact) ?? MISSING];
    return sameState(from, to) ? [] : [{ fact, from, to }];
  });
}

function sameState(a: FactState, b: FactState): boolean {
  if (a.status === 'known' && b.status === 'known') return compare(a.value, b.value) === 0;
  if (a.status === 'bounded' && b.status === 'bounded') return a.phrase === b.phrase;
  return a.status === b.status;
}
