/**
 * Warnings that new figures give cause for. The states and the messages are written in the transaction that makes
 * the figures visible, so that nobody is warned of figures that do not count, or not warned of ones that do.
 */
import { type Alert, readAlerts, saveAlerts } from '../db/alerts.ts';
import { type Tx, write } from '../db/database.ts';
import { completeImport } from '../db/imports.ts';
import { readLineage } from '../db/lineage.ts';
import { figureYears } from '../db/observations.ts';
import { enqueue } from '../db/outbox.ts';
import { type Account, accountsOfRoles } from '../db/people.ts';
import { readPublishedRanks } from '../db/ranks.ts';
import { listUnits, type Unit } from '../db/units.ts';
import { type Signal, signalsOf } from '../engine/alerts/signals.ts';
import { transition } from '../engine/alerts/transitions.ts';
import { civilDate } from '../engine/model/dates.ts';
import { dayOfYear, isValidOn } from '../engine/model/lineage.ts';
import { correctionBlocks } from './answer/correction-message.ts';
import { warningMessage } from './answer/warning-message.ts';
import { Corrections, type DueCorrection, tellCorrections } from './corrections.ts';
import { decideInTurn, type UnitDecision } from './decisions.ts';
import type { Desk } from './desk.ts';
import { keepTold } from './told.ts';

/** Units whose figures of a year have changed. */
export interface Changed {
  readonly year: number;
  readonly unitIds: readonly string[];
}

/** A unit's warnings that are to be told. */
interface Telling {
  readonly of: UnitDecision;
  readonly told: readonly Signal[];
}

/** What new figures give cause for; of most units that is nothing, and their decisions are not kept. */
interface Review {
  /** States of warnings to be written, whether told or not. */
  readonly states: readonly Alert[];
  readonly telling: readonly Telling[];
}

/** How many warnings there are to tell, and messages to whom. */
export interface WarningCounts {
  readonly units: number;
  readonly messages: number;
}

/**
 * Completes a staged import together with the warnings that it gives cause for.
 * @param also what else becomes true in the same transaction, or fails it
 * @param then the same of what needs to know how many were warned
 * @throws ImportConflictError when the import is no longer staged whole
 */
export async function completeWithWarnings(
  desk: Desk,
  importId: number,
  changed: readonly Changed[],
  also: (tx: Tx) => Promise<void> = async () => undefined,
  then: (tx: Tx, counts: WarningCounts) => Promise<void> = async () => undefined,
): Promise<WarningCounts> {
  const reviews: Review[] = [];
  const corrections = new Corrections(desk, importId);
  for await (const decisions of decideChanged(desk, changed, importId)) {
    reviews.push(await review(desk, decisions));
    await corrections.note(decisions);
  }
  return write(desk.db, async (tx) => {
    await also(tx);
    await completeImport(tx, importId, desk.now);
    const due = await corrections.due(tx);
    const { corrected, ...counts } = await writeWarnings(tx, desk, reviews, `import-${importId}`, due);
    const left = due.filter((each) => !corrected.includes(each));
    await tellCorrections(tx, desk, left, importId);
    await then(tx, counts);
    return counts;
  });
}

/** Brings the states of warnings up to date with the figures that are visible; tells whoever is linked. */
export async function reviewWarnings(desk: Desk, changed: readonly Changed[]): Promise<WarningCounts> {
  const reviews: Review[] = [];
  for await (const decisions of decideChanged(desk, changed)) reviews.push(await review(desk, decisions));
  const cause = `review-${desk.now.toISOString()}`;
  const { units, messages } = await write(desk.db, (tx) => writeWarnings(tx, desk, reviews, cause));
  return { units, messages };
}

/** Brings them up to date with rules that are new: of every unit and year with figures and no published rank. */
export async function reviewNewRules(desk: Desk): Promise<WarningCounts> {
  const { db, ruleSet, now } = desk;
  const dataDate = civilDate(now);
  const units = (await listUnits(db)).filter(({ province }) => ruleSet.schemes.has(province));
  const ranks = await readPublishedRanks(db, { dataDate });
  const unsettled: { year: number; unitId: string }[] = [];
  for (const { id } of units) {
    const years = await figureYears(db, id, dataDate);
    const open = years.filter((year) => ranks.get(id)?.has(year) !== true);
    unsettled.push(...open.map((year) => ({ year, unitId: id })));
  }
  const changed = [...Map.groupBy(unsettled, ({ year }) => year)].map(([year, ofYear]) => ({
    year,
    unitIds: ofYear.map(({ unitId }) => unitId),
  }));
  return reviewWarnings(desk, changed);
}

/** Figures of a unit that went into another are figures of that one; ended units are decided no more. */
async function* decideChanged(
  desk: Desk,
  changed: readonly Changed[],
  includeImport?: number,
): AsyncGenerator<readonly UnitDecision[]> {
  const options = { unplaced: true as const, ...(includeImport === undefined ? {} : { includeImport }) };
  const today = civilDate(desk.now);
  const lineage = await readLineage(desk.db, { unitIds: changed.flatMap(({ unitIds }) => unitIds) });
  for (const { year, unitIds: given } of changed) {
    const carriers = given.flatMap((id) => lineage.carriersOf(id, year, dayOfYear(year, today)));
    const units = await listUnits(desk.db, { ids: [...new Set(carriers)] });
    const living = units.filter((unit) => isValidOn(unit, today));
    yield* decideInTurn(desk, living, year, options);
  }
}

/** A year whose rank is published is settled: it is read in the history and warned of no more. */
async function review(desk: Desk, decisions: readonly UnitDecision[]): Promise<Review> {
  const open = decisions.filter(({ published }) => published === undefined);
  const last = await readAlerts(desk.db, {
    unitIds: open.map(({ unit }) => unit.id),
    years: [...new Set(open.map(({ decision }) => decision.request.year))],
  });
  const byUnit = Map.groupBy(last, ({ unitId, year }) => `${unitId} ${year}`);
  const reviewed = open.map((of) =>
    reviewOf(desk, of, byUnit.get(`${of.unit.id} ${of.decision.request.year}`) ?? []),
  );
  return {
    states: reviewed.flatMap(({ states }) => states),
    telling: reviewed.flatMap(({ of, told }) => (told.length > 0 ? [{ of, told }] : [])),
  };
}

/** @param last the unit's warnings of the year as they stand */
function reviewOf(desk: Desk, of: UnitDecision, last: readonly Alert[]): Telling & Pick<Review, 'states'> {
  const now = desk.now.toISOString();
  const unitId = of.unit.id;
  const { year } = of.decision.request;
  const before = new Map(last.map((alert) => [alert.ruleId, alert]));
  const signals = new Map(signalsOf(of.decision).map((signal) => [signal.outcome.rule.id, signal]));
  const states: Alert[] = [];
  const told: Signal[] = [];
  for (const ruleId of new Set([...signals.keys(), ...before.keys()])) {
    const known = before.get(ruleId);
    const signal = signals.get(ruleId);
    const step = transition(known, signal?.severity);
    if (step === undefined || step.reason === 'unchanged') continue;
    const since = known === undefined || known.state !== step.next.state ? now : known.since;
    states.push({ ruleId, unitId, year, ...step.next, since, updatedAt: now });
    if (step.tell && signal !== undefined) told.push(signal);
  }
  return { of, states, told };
}

async function writeWarnings(
  tx: Tx,
  desk: Desk,
  reviews: readonly Review[],
  cause: string,
  due: readonly DueCorrection[] = [],
): Promise<WarningCounts & { readonly corrected: readonly DueCorrection[] }> {
  await saveAlerts(
    tx,
    reviews.flatMap(({ states }) => states),
  );
  const telling = reviews.flatMap((each) => each.telling);
  const corrected: DueCorrection[] = [];
  let messages = 0;
  for (const { of, told } of telling) {
    const warning = warningMessage(desk.ruleSet, of, told);
    const contacts = await contactsOf(tx, of.unit);
    const personIds = [...new Set(contacts.map(({ personId }) => personId))];
    await keepTold(tx, personIds, [of], desk.now);
    for (const { channel, chatId } of contacts) {
      // Who was told otherwise before hears of both in one message.
      const correction = due.find(
        (each) => isSame(each.of, of) && each.channel === channel && each.chatId === chatId,
      );
      const more = correction === undefined ? [] : correctionBlocks(desk.ruleSet, correction.told);
      const body = { ...warning, blocks: [...warning.blocks, ...more] };
      if (correction !== undefined) corrected.push(correction);
      const dedupeKey = `warning:${cause}:${of.unit.id}:${of.decision.request.year}:${channel}:${chatId}`;
      if (await enqueue(tx, { channel, chatId, dedupeKey, body }, desk.now)) messages += 1;
    }
  }
  return { units: telling.length, messages, corrected };
}

function isSame(a: UnitDecision, b: UnitDecision): boolean {
  return a.unit.id === b.unit.id && a.decision.request.year === b.decision.request.year;
}

/** The unit's head and its officers. */
function contactsOf(tx: Tx, unit: Unit): Promise<Account[]> {
  return accountsOfRoles(tx, [`thu-truong:${unit.id}`, `can-bo:${unit.id}`]);
}
