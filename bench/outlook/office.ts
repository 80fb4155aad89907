/**
 * One office, dossier by dossier: people hand them in, some wait for another agency, some are forgotten, officers of
 * limited capacity take the most urgent first. Lateness follows from queues; no rate is drawn anywhere.
 */
import { addDays, type CivilDate } from '../../engine/model/dates.ts';
import { isWorkingDay, type WorkingCalendar } from '../../engine/model/working-days.ts';
import type { Chance } from './chance.ts';

/** How the office is on one working day; `day` counts working days from the first. */
export interface Conditions {
  /** Dossiers handed in, on average. */
  readonly arrivals: number;
  /** Dossiers that one officer present finishes, on average. */
  readonly perOfficer: number;
  readonly officers: number;
  /** Shares of the dossiers, from 0 to 1: sent to another agency, forgotten for a while, returned in time but recorded late. */
  readonly toAgency: number;
  readonly forgotten: number;
  readonly misrecorded: number;
  /** Whole weeks between two uploads of what happened; 0 uploads every day. */
  readonly uploadWeeks: number;
}

/** Indices into the working days; `returned` and `uploaded` are beyond them for what is never done. */
export interface Dossier {
  readonly received: number;
  readonly receivedUploaded: number;
  readonly due: number;
  returned: number;
  returnUploaded: number;
  late: boolean;
}

/** Terms of procedures in working days, the common ones more than once. */
const TERMS = [1, 3, 3, 5, 5, 5, 7, 10, 10, 15, 20, 30];
/** Chance a day that an officer falls ill or goes on leave, and for how long. Working days. */
const ABSENCE = { chance: 0.006, least: 2, most: 10 };
/** How many times as much officers finish while the most urgent dossier is due the next day, or late. */
const OVERTIME = 1.6;

/** The working days from one civil day to another, both included. */
export function workingDays(calendar: WorkingCalendar, from: CivilDate, to: CivilDate): CivilDate[] {
  const days: CivilDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) {
    const works = isWorkingDay(calendar, day);
    if (!works.known) throw new RangeError(`no calendar for \`${day}\``);
    if (works.value) days.push(day);
  }
  return days;
}

/** Every dossier handed in on the days, with what became of it. */
export function runOffice(days: number, conditions: (day: number) => Conditions, chance: Chance): Dossier[] {
  const never = days + 1000;
  const dossiers: Dossier[] = [];
  /** By the day on which an officer can take them up. */
  const ready: Dossier[][] = Array.from({ length: days + 400 }, () => []);
  const desk: Dossier[] = [];
  const backOn: number[] = [];
  for (let day = 0; day < days; day += 1) {
    const now = conditions(day);
    for (let left = chance.count(now.arrivals); left > 0; left -= 1) {
      const term = chance.pick(TERMS);
      const dossier: Dossier = {
        received: day,
        receivedUploaded: uploadedOn(day, now.uploadWeeks),
        due: day + term,
        returned: never,
        returnUploaded: never,
        late: false,
      };
      dossiers.push(dossier);
      ready[day + waiting(term, now, chance)]?.push(dossier);
    }
    takeUp(desk, ready[day] ?? []);
    const most = capacity(now, backOn, day, chance) * (isPressed(desk, day) ? OVERTIME : 1);
    for (let left = Math.round(most); left > 0 && desk.length > 0; left -= 1) {
      const dossier = desk.pop();
      if (dossier === undefined) break;
      dossier.returned = day;
      dossier.returnUploaded = uploadedOn(day, now.uploadWeeks);
      dossier.late = day > dossier.due || chance.happens(now.misrecorded);
    }
  }
  return dossiers;
}

/** Working days until an officer can finish it. */
function waiting(term: number, now: Conditions, chance: Chance): number {
  const examined = chance.below(Math.max(1, Math.ceil(term * 0.7)));
  const agency = chance.happens(now.toAgency) ? Math.round(term * 0.5 * Math.exp(0.8 * chance.bell())) : 0;
  const forgotten = chance.happens(now.forgotten) ? term + chance.count(5) : 0;
  return Math.min(examined + agency + forgotten, 300);
}

/** The most urgent last, for it is taken from the end. */
function takeUp(desk: Dossier[], more: readonly Dossier[]): void {
  if (more.length === 0) return;
  desk.push(...more);
  desk.sort((a, b) => b.due - a.due);
}

function isPressed(desk: readonly Dossier[], day: number): boolean {
  const urgent = desk.at(-1);
  return urgent !== undefined && urgent.due <= day + 1;
}

function capacity(
  { officers, perOfficer }: Conditions,
  backOn: number[],
  day: number,
  chance: Chance,
): number {
  let present = 0;
  for (let officer = 0; officer < officers; officer += 1) {
    if ((backOn[officer] ?? 0) > day) continue;
    if (chance.happens(ABSENCE.chance)) backOn[officer] = day + chance.whole(ABSENCE.least, ABSENCE.most);
    else present += 1;
  }
  return chance.count(present * perOfficer);
}

/** Uploads happen at the end of every so many weeks of five working days. */
function uploadedOn(day: number, weeks: number): number {
  if (weeks === 0) return day;
  const span = weeks * 5;
  return (Math.floor(day / span) + 1) * span;
}
