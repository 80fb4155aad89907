/** New figures that change a decision are told to whoever was told it before: what was said, what holds now, and which figure changed. */
import type { Tx } from '../db/database.ts';
import { importName } from '../db/imports.ts';
import { enqueue } from '../db/outbox.ts';
import { peopleTold, type ToldPerson } from '../db/told.ts';
import { listUnits } from '../db/units.ts';
import { type FactState, MISSING } from '../engine/model/facts.ts';
import { compare } from '../engine/model/ratio.ts';
import { type CorrectionTold, correctionMessage, type FigureChange } from './answer/correction-message.ts';
import { decideUnits, type UnitDecision } from './decisions.ts';
import type { Desk } from './desk.ts';
import { mayKnow } from './rights.ts';
import { parseRole } from './roles.ts';
import { keepTold, verdictOf } from './told.ts';

/** The decisions before and after an import, of a unit of which somebody was told. */
interface Correction {
  readonly after: UnitDecision;
  readonly changes: readonly FigureChange[];
}

/** What one person is to hear in one chat. */
export interface DueCorrection {
  readonly personId: string;
  readonly channel: string;
  readonly chatId: string;
  readonly of: UnitDecision;
  readonly told: CorrectionTold;
}

/** What an import, still staged, changes of what people were told. */
export class Corrections {
  readonly #desk: Desk;
  readonly #importId: number;
  /** By year and then by unit id; undefined of units of which nobody had been told when they were decided. */
  readonly #byYear = new Map<number, Map<string, Correction | undefined>>();

  constructor(desk: Desk, importId: number) {
    this.#desk = desk;
    this.#importId = importId;
  }

  /** @param after decisions that count the rows of the import already */
  async note(after: readonly UnitDecision[]): Promise<void> {
    for (const [year, ofYear] of Map.groupBy(after, ({ decision }) => decision.request.year)) {
      const unitIds = ofYear.map(({ unit }) => unit.id);
      const told = new Set(
        (await peopleTold(this.#desk.db, { year, unitIds })).map(({ state }) => state.unitId),
      );
      const concerned = ofYear.filter(({ unit }) => told.has(unit.id));
      const before = await decideUnits(
        this.#desk,
        concerned.map(({ unit }) => unit),
        year,
        { unplaced: true },
      );
      const earlier = new Map(before.map((of) => [of.unit.id, of]));
      const noted = this.#byYear.get(year) ?? new Map<string, Correction | undefined>();
      for (const id of unitIds) noted.set(id, undefined);
      for (const of of concerned)
        noted.set(of.unit.id, { after: of, changes: figureChanges(earlier.get(of.unit.id), of) });
      this.#byYear.set(year, noted);
    }
  }

  /** Who is to hear of the import; for the transaction that makes it visible, before anything is told in it. */
  async due(tx: Tx): Promise<DueCorrection[]> {
    const source = (await importName(tx, this.#importId)) ?? '';
    const due: DueCorrection[] = [];
    for (const [year, noted] of this.#byYear) {
      const people = await peopleTold(tx, { year, unitIds: [...noted.keys()] });
      await this.#decideMeanwhile(tx, year, people);
      for (const person of people) {
        const correction = noted.get(person.state.unitId);
        const told = correction === undefined ? undefined : otherwise(person, correction, source);
        const { channel, chatId, state } = person;
        if (told !== undefined) due.push({ personId: state.personId, channel, chatId, of: told.after, told });
      }
    }
    return due;
  }

  /** Units of which somebody was told for the first time since they were decided. */
  async #decideMeanwhile(tx: Tx, year: number, people: readonly ToldPerson[]): Promise<void> {
    const noted = this.#byYear.get(year);
    const ids = people.map(({ state }) => state.unitId).filter((id) => noted?.get(id) === undefined);
    if (ids.length === 0) return;
    const units = await listUnits(tx, { ids });
    const options = { unplaced: true as const, includeImport: this.#importId };
    for (const after of await decideUnits({ ...this.#desk, db: tx }, units, year, options))
      noted?.set(after.unit.id, { after, changes: [] });
  }
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
