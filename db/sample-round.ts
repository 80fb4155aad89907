/** The round of appraisal of 2019 as a report tells it: days where it prints them, and no times of day, for it prints none. */
import type { Moment, RoundState } from '../engine/model/appraisal.ts';
import { endOfDay } from '../engine/model/deadline.ts';
import { addSubmission, type Doing, enterState, openRound } from './appraisal.ts';
import type { Tx } from './database.ts';
import { addPublication } from './publications.ts';
import { ROUND } from './sample-sources.ts';
import type { TableRow } from './sample-tables.ts';
import type { Unit } from './units.ts';

/** @throws when an event is missing. */
export async function writeRound(tx: Tx, rows: readonly TableRow[], units: readonly Unit[]): Promise<void> {
  const on = (name: string): string => cell(eventOf(rows, name), 'on');
  const [first] = units;
  const round = {
    province: first?.province ?? '',
    year: ROUND.year,
    submissionDeadline: endOfDay(on('submission_deadline')),
    supplementDeadline: endOfDay(on('supplement_deadline')),
    units: units.map(({ id, block }) => ({ id, block })),
  };
  const roundId = await openRound(tx, round, doing(day(on('opened'))));
  // Somebody has opened one of that year by hand.
  if (roundId === undefined) return;
  for (const [unitId, moment] of handedIn(rows, units))
    await addSubmission(tx, { roundId, unitId }, doing(moment));
  const [, ...steps] = Object.entries<RoundState>(ROUND.states);
  for (const [event, state] of steps) await enterState(tx, roundId, state, doing(day(on(event))));
  const published = eventOf(rows, 'published');
  await addPublication(
    tx,
    roundId,
    { decision: cell(published, 'decision'), decidedOn: cell(published, 'on'), corrects: null },
    doing(day(on('published'))),
  );
}

/** When each unit handed in: those named on their day, "others" in time. */
function handedIn(rows: readonly TableRow[], units: readonly Unit[]): Map<string, Moment> {
  const events = rows.filter((row) => cell(row, 'event') === 'submitted');
  const named = new Map(events.map((row) => [cell(row, 'units'), momentOf(row)]));
  const others = named.get('others');
  return new Map(
    units.flatMap(({ id }) => {
      const moment = named.get(id) ?? others;
      return moment === undefined ? [] : [[id, moment] as const];
    }),
  );
}

function momentOf(row: TableRow): Moment {
  return cell(row, 'known') === 'in_time' ? { known: 'in time' } : day(cell(row, 'on'));
}

function day(on: string): Moment {
  return { known: 'day', on };
}

function doing(at: Moment): Doing {
  return { at, by: ROUND.document.name };
}

function eventOf(rows: readonly TableRow[], name: string): TableRow {
  const row = rows.find((each) => cell(each, 'event') === name);
  if (row === undefined) throw new Error(`the sample round has no event \`${name}\``);
  return row;
}

function cell(row: TableRow, column: string): string {
  const text = row.get(column);
  if (text === undefined) throw new Error(`the sample round has no column \`${column}\``);
  return text;
}
