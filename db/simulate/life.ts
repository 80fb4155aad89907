/** The whole life of a dossier, as it is drawn when it is received; what is seen of it depends on the day. */
import { type Calendar, CLOSING, officeMinute, WORK } from './calendar.ts';
import type { Procedure } from './kinds.ts';
import { below, type Mixture, mixed } from './range.ts';

export type Ending = 'Đã trả kết quả' | 'Từ chối' | 'Đã rút';
export type Waiting = 'Chờ bổ sung' | 'Tạm dừng';

/** Instants are minutes from 1970 by the clock of Vietnam. */
export interface Life {
  readonly due: number;
  readonly endsAt: number;
  readonly ending: Ending;
  readonly waiting: { readonly as: Waiting; readonly from: number; readonly to: number } | undefined;
  /** The new date that the letter of apology names. */
  readonly rescheduled: number | undefined;
}

export interface Reception {
  /** The working day, as its place in the calendar. */
  readonly place: number;
  /** Minutes of work before it, 0 to 449. */
  readonly worked: number;
  readonly procedure: Procedure;
  /** 0 to 1. */
  readonly lateChance: number;
}

/** Shares of all dossiers. */
const REFUSED = 0.008;
const WITHDRAWN = 0.004;
const NEVER_SUPPLEMENTED = 0.004;
const SUPPLEMENTED = 0.035;
const PAUSED = 0.01;
/** Working days after which a dossier is given back whose supplement never comes. */
const PATIENCE = 22;
/** Of those in time, the share that is returned on the very day. */
const ON_THE_DAY = 0.12;
/** The least part of the days that it takes. */
const QUICKEST = 0.2;
/** Procedures of fewer days leave no time to wait. */
const LONG_ENOUGH = 3;

/** Working days past the due date. */
const OVERDUE: Mixture = [
  { share: 0.7, low: 1, high: 6 },
  { share: 0.25, low: 6, high: 21 },
  { share: 1, low: 21, high: 121 },
];
/** Of the late ones, the share with a new date and an apology, and the working days that it leaves at most. */
const APOLOGISED = 0.45;
const MARGIN = 4;

/** Draws what becomes of a dossier. */
export function drawLife(reception: Reception, calendar: Calendar, next: () => number): Life {
  const { place, worked, procedure } = reception;
  const { days } = procedure;
  const due = calendar.startOf(place + days) + (days === 0 ? CLOSING : officeMinute(worked));
  const fate = next();
  if (fate < REFUSED) return ended(inTime(reception, calendar, next), due, 'Từ chối');
  if (fate < REFUSED + WITHDRAWN) return ended(inTime(reception, calendar, next), due, 'Đã rút');
  if (fate < REFUSED + WITHDRAWN + NEVER_SUPPLEMENTED && days >= LONG_ENOUGH)
    return neverSupplemented(reception, calendar, due);
  if (next() < reception.lateChance) return late(reception, calendar, due, next);
  const { day, at } = inTime(reception, calendar, next);
  return { ...ended({ at }, due, 'Đã trả kết quả'), waiting: waitingOf(place, day, calendar, next) };
}

function ended({ at }: { readonly at: number }, due: number, ending: Ending): Life {
  return { due, endsAt: at, ending, waiting: undefined, rescheduled: undefined };
}

/** A working day no later than the due one, counted from reception, and the instant. */
function inTime(
  { place, worked, procedure: { days } }: Reception,
  calendar: Calendar,
  next: () => number,
): { readonly day: number; readonly at: number } {
  const early = QUICKEST + (1 - QUICKEST) * next();
  const day = days === 0 || next() < ON_THE_DAY ? days : Math.min(days - 1, Math.floor(days * early));
  const hour = next();
  // On the day of reception after it, on the due day before the hour.
  const minute =
    day === 0
      ? worked + Math.floor((WORK - worked) * hour)
      : Math.floor((day === days ? worked + 1 : WORK) * hour);
  return { day, at: calendar.startOf(place + day) + officeMinute(minute) };
}

function late(
  { place, procedure: { days } }: Reception,
  calendar: Calendar,
  due: number,
  next: () => number,
): Life {
  const day = place + days + Math.floor(mixed(OVERDUE, next));
  const endsAt = calendar.startOf(day) + officeMinute(below(WORK, next));
  const again = next() < APOLOGISED ? calendar.startOf(day + below(MARGIN, next)) + CLOSING : undefined;
  return { due, endsAt, ending: 'Đã trả kết quả', waiting: undefined, rescheduled: again };
}

function neverSupplemented({ place }: Reception, calendar: Calendar, due: number): Life {
  const from = calendar.startOf(place + 1) + officeMinute(0);
  const to = calendar.startOf(place + PATIENCE) + officeMinute(0);
  return {
    due,
    endsAt: to,
    ending: 'Đã rút',
    waiting: { as: 'Chờ bổ sung', from, to },
    rescheduled: undefined,
  };
}

/** A wait lies within the days that the dossier takes anyway, so that its due date stays. */
function waitingOf(place: number, days: number, calendar: Calendar, next: () => number): Life['waiting'] {
  const drawn = next();
  if (days < LONG_ENOUGH || drawn >= SUPPLEMENTED + PAUSED) return undefined;
  return {
    as: drawn < SUPPLEMENTED ? 'Chờ bổ sung' : 'Tạm dừng',
    from: calendar.startOf(place + 1) + officeMinute(0),
    to: calendar.startOf(place + days) + officeMinute(0),
  };
}
