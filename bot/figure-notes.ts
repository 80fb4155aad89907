/** What somebody must know of figures that were just loaded, though nothing is wrong with the file. */
import { readFigures, type UnitFigures } from '../db/observations.ts';
import type { PeriodConflict } from '../db/roll-up.ts';
import { listUnits } from '../db/units.ts';
import { stateWords, valueWords } from '../engine/explain/words.ts';
import { civilDate, vietnameseDate } from '../engine/model/dates.ts';
import type { FactDefinition, FactState } from '../engine/model/facts.ts';
import type { Desk } from './desk.ts';
import { differencesOf, type FigureDifference } from './merge-figures.ts';
import { registerFigures } from './registers/figures.ts';
import type { Changed } from './warnings.ts';

/** Notes of one load; more would bury the first ones. */
const MOST = 50;

/**
 * Totals of the facts that were loaded that their parts or the rows of a register contradict, and surveys that do not count, of units whose figures
 * have changed. Each is a Vietnamese sentence.
 */
export async function figureNotes(
  desk: Desk,
  changed: readonly Changed[],
  loaded: ReadonlySet<string>,
): Promise<string[]> {
  const { db, ruleSet, now } = desk;
  const names = new Map((await listUnits(db)).map(({ id, name }) => [id, name]));
  const facts = new Map([...ruleSet.facts].filter(([name]) => loaded.has(name)));
  const notes: string[] = [];
  for (const { year, unitIds } of changed) {
    const query = {
      unitIds,
      subject: 'đơn vị' as const,
      year,
      dataDate: civilDate(now),
      facts: ruleSet.facts,
    };
    const stated = await readFigures(db, query);
    const counted = await registerFigures(db, query);
    for (const unitId of unitIds) {
      const of = (words: string): string => `${names.get(unitId) ?? unitId}, năm ${year}: ${words}`;
      notes.push(...notesOf(facts, stated.get(unitId), counted.get(unitId)).map(of));
    }
  }
  const left = notes.length - MOST;
  return left > 0 ? [...notes.slice(0, MOST), `và ${left} điều nữa.`] : notes;
}

function notesOf(
  facts: ReadonlyMap<string, FactDefinition>,
  stated: UnitFigures | undefined,
  counted: UnitFigures | undefined,
): string[] {
  const notes = differencesOf(stated, counted).flatMap((difference) => {
    const definition = facts.get(difference.fact);
    return definition === undefined ? [] : [differenceWords(definition, difference)];
  });
  for (const [fact, { state, conflicts = [], through }] of stated?.figures ?? []) {
    const definition = facts.get(fact);
    if (definition === undefined) continue;
    notes.push(...conflicts.map((conflict) => conflictWords(definition, conflict)));
    if (definition.sample !== undefined && state.status === 'missing')
      notes.push(
        `khảo sát ${vietnameseDate(through)} chưa đủ cỡ mẫu tối thiểu; ${fact} chưa biết, cho đến khi được miễn.`,
      );
  }
  return notes;
}

function differenceWords(definition: FactDefinition, { stated, counted }: FigureDifference): string {
  const words = (state: FactState): string => stateWords(definition, state);
  return `${definition.name}: số tổng đã nạp là ${words(stated)}, đếm từng dòng được ${words(counted)}; dùng số đếm từng dòng.`;
}

function conflictWords(
  definition: FactDefinition,
  { period, stated, parts, complete }: PeriodConflict,
): string {
  const sum = valueWords(definition, parts);
  const than = complete ? `các kỳ trong đó cộng lại là ${sum}` : `một phần các kỳ trong đó đã là ${sum}`;
  const total = valueWords(definition, stated);
  return `${definition.name} ${vietnameseDate(period)} là ${total}, nhưng ${than}; dùng số của kỳ dài hơn.`;
}
