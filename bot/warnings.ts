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
import { correctionsOf, type DueCorrection, dueCorrections, tellCorrections } from './corrections.ts';
import { decideUnits, type UnitDecision } from './decisions.ts';
import type { Desk } from './desk.ts';
import { keepTold } from './told.ts';

/** Units whose figures of a year have changed. */
export interface Changed {
  readonly year: number;
  readonly unitIds: readonly string[];
}

/** A unit's warnings that are to be told, and the states to be written whether told or not. */
interface Review {
  readonly of: UnitDecision;
  readonly states: readonly Alert[];
  readonly told: readonly Signal[];
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
  const decisions = await decideChanged(desk, changed, importId);
  const reviews = await review(desk, decisions);
  const corrections = await correctionsOf(desk, decisions);
  return write(desk.db, async (tx) => {
    await also(tx);
    await completeImport(tx, importId, desk.now);
    const due = await dueCorrections(tx, corrections, importId);
    const { corrected, ...counts } = await writeWarnings(tx, desk, reviews, `import-${importId}`, due);
    const left = due.filter((each) => !corrected.includes(each));
    await tellCorrections(tx, desk, left, importId);
    await then(tx, counts);
    return counts;
  });
}

/** Brings the states of warnings up to date with the figures that are visible; tells whoever is linked. */
export async function reviewWarnings(desk: Desk, changed: readonly Changed[]): Promise<WarningCounts> {
  const reviews = await review(desk, await decideChanged(desk, changed));
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
async function decideChanged(
  desk: Desk,
  changed: readonly Changed[],
  includeImport?: number,
): Promise<UnitDecision[]> {
  const options = { unplaced: true as const, ...(includeImport === undefined ? {} : { includeImport }) };
  const today = civilDate(desk.now);
  const lineage = await readLineage(desk.db, { unitIds: changed.flatMap(({ unitIds }) => unitIds) });
  const decisions: UnitDecision[] = [];
  for (const { year, unitIds: given } of changed) {
    const carriers = given.flatMap((id) => lineage.carriersOf(id, year, dayOfYear(year, today)));
    const units = await listUnits(desk.db, { ids: [...new Set(carriers)] });
    const living = units.filter((unit) => isValidOn(unit, today));
    decisions.push(...(await decideUnits(desk, living, year, options)));
  }
  return decisions;
}

/** A year whose rank is published is settled: it is read in the history and warned of no more. */
async function review(desk: Desk, decisions: readonly UnitDecision[]): Promise<Review[]> {
  const open = Map.groupBy(
    decisions.filter(({ published }) => published === undefined),
    ({ decision }) => decision.request.year,
  );
  const reviews: Review[] = [];
  for (const [year, ofYear] of open) {
    const unitIds = ofYear.map(({ unit }) => unit.id);
    const last = await readAlerts(desk.db, { unitIds, years: [year] });
    reviews.push(...ofYear.map((of) => reviewOf(desk, of, last)));
  }
  return reviews;
}

function reviewOf(desk: Desk, of: UnitDecision, last: readonly Alert[]): Review {
  const now = desk.now.toISOString();
  const unitId = of.unit.id;
  const { year } = of.decision.request;
  const before = new Map(
    last.filter((alert) => alert.unitId === unitId).map((alert) => [alert.ruleId, alert]),
  );
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
  const telling = reviews.filter(({ told }) => told.length > 0);
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
        (each) => each.of === of && each.channel === channel && each.chatId === chatId,
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

/** The unit's head and its officers. */
function contactsOf(tx: Tx, unit: Unit): Promise<Account[]> {
  return accountsOfRoles(tx, [`thu-truong:${unit.id}`, `can-bo:${unit.id}`]);
}
