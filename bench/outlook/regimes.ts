/** The circumstances under which the outlook is tried: offices that live through what the reports tell of. */
import type { CivilDate } from '../../engine/model/dates.ts';
import type { Chance } from './chance.ts';
import type { Conditions } from './office.ts';

export const REGIMES = [
  'năm bình thường',
  'mùa cao điểm dời hai tháng',
  'đột biến trễ hạn',
  'số liệu cập nhật chậm',
  'đất đai tăng đột biến, đổi phần mềm (Nha Trang 2018)',
  'đơn vị chuyển biến dần',
] as const;
export type Regime = (typeof REGIMES)[number];

/** An office as it was drawn. */
interface Temper {
  /** Dossiers a working day. */
  readonly volume: number;
  readonly officers: number;
  /** Capacity over what comes in, in an average month. */
  readonly slack: number;
  readonly peak: number;
  readonly swing: number;
  readonly toAgency: number;
  readonly forgotten: number;
  readonly months: ReadonlyMap<string, number>;
}

const WORKING_DAYS = 248;

/** The conditions of every day for one office. @param days working days of last year and of this year */
export function conditionsOf(
  regime: Regime,
  days: readonly CivilDate[],
  chance: Chance,
): (day: number) => Conditions {
  const temper = drawTemper(regime, days, chance);
  const thisYear = (days.at(-1) ?? '').slice(0, 4);
  const usual = (day: number, shift = 0): Conditions => usually(temper, days[day] ?? '', shift);
  switch (regime) {
    case 'năm bình thường':
      return (day) => usual(day);
    case 'mùa cao điểm dời hai tháng': {
      const shift = chance.pick([-2, 2]);
      return (day) => usual(day, (days[day] ?? '').startsWith(thisYear) ? shift : 0);
    }
    case 'đột biến trễ hạn': {
      const from = `${thisYear}-${String(chance.whole(3, 10)).padStart(2, '0')}`;
      const times = chance.happens(2 / 3) ? 4 : 1 / 4;
      return (day) => {
        const now = usual(day);
        return (days[day] ?? '') < from
          ? now
          : { ...now, forgotten: now.forgotten * times, toAgency: Math.min(now.toAgency * times, 0.6) };
      };
    }
    case 'số liệu cập nhật chậm': {
      const uploadWeeks = chance.whole(2, 6);
      return (day) => ({ ...usual(day), uploadWeeks });
    }
    case 'đất đai tăng đột biến, đổi phần mềm (Nha Trang 2018)':
      return landAndSoftware(usual, days, thisYear, chance);
    case 'đơn vị chuyển biến dần':
      return drifting(usual, days.length, chance);
  }
}

function drawTemper(regime: Regime, days: readonly CivilDate[], chance: Chance): Temper {
  const land = regime === REGIMES[4];
  const yearly = land
    ? chance.between(20_000, 58_053)
    : Math.exp(chance.between(Math.log(300), Math.log(15_000)));
  const volume = yearly / WORKING_DAYS;
  const officers = Math.max(3, Math.round(volume / chance.between(3, 8)));
  const names = new Set(days.map((day) => day.slice(0, 7)));
  return {
    volume,
    officers,
    slack: chance.between(1.1, 1.5),
    peak: chance.whole(1, 12),
    swing: chance.between(0, 0.35),
    toAgency: land ? chance.between(0.006, 0.022) : Math.exp(chance.between(Math.log(0.005), Math.log(0.15))),
    forgotten: land
      ? chance.between(0.0018, 0.0045)
      : Math.exp(chance.between(Math.log(0.001), Math.log(0.03))),
    months: new Map(Array.from(names, (name) => [name, Math.exp(0.08 * chance.bell())])),
  };
}

function usually(temper: Temper, day: CivilDate, shift: number): Conditions {
  const month = Number(day.slice(5, 7));
  const season = 1 + temper.swing * Math.cos((2 * Math.PI * (month - temper.peak - shift)) / 12);
  return {
    arrivals: temper.volume * season * (temper.months.get(day.slice(0, 7)) ?? 1),
    officers: temper.officers,
    perOfficer: (temper.volume * temper.slack) / temper.officers,
    toAgency: temper.toAgency,
    forgotten: temper.forgotten,
    misrecorded: 0,
    uploadWeeks: 0,
  };
}

/**
 * As 2286/BC-UBND tells of 2018: in the first half-year the demand for land dossiers rises suddenly and overloads intake
 * until officers are added; land dossiers pass through other agencies. From the middle of August new software: the link
 * to the server fails on some days, officers are slow at first, and dossiers returned in time stand as late in it.
 */
function landAndSoftware(
  usual: (day: number) => Conditions,
  days: readonly CivilDate[],
  thisYear: string,
  chance: Chance,
): (day: number) => Conditions {
  const surge = { from: chance.whole(2, 3), until: chance.whole(5, 6), more: chance.between(0.25, 0.6) };
  const relief = chance.between(0.5, 1);
  const slow = chance.between(0.7, 0.95);
  const wrong = chance.between(0.005, 0.03);
  const fails = new Set(days.map((_, day) => day).filter(() => chance.happens(0.08)));
  return (day) => {
    const date = days[day] ?? '';
    const now = usual(day);
    const month = Number(date.slice(5, 7));
    if (!date.startsWith(thisYear)) return now;
    if (month >= surge.from && month <= surge.until) {
      const added = month >= surge.from + 2 ? 1 + surge.more * relief : 1;
      return {
        ...now,
        arrivals: now.arrivals * (1 + surge.more),
        perOfficer: now.perOfficer * added,
        toAgency: now.toAgency * (1 + surge.more),
      };
    }
    if (date < `${thisYear}-08-15`) return now;
    const weeks = (Date.parse(date) - Date.parse(`${thisYear}-08-15`)) / (7 * 86_400_000);
    const fading = Math.exp(-weeks / 8);
    return {
      ...now,
      perOfficer: fails.has(day) && weeks < 12 ? 0 : now.perOfficer * (1 - (1 - slow) * fading),
      misrecorded: wrong * fading,
    };
  };
}

/** Attention and capacity wander, month by month of 21 working days. */
function drifting(
  usual: (day: number) => Conditions,
  days: number,
  chance: Chance,
): (day: number) => Conditions {
  let attention = 0;
  let strength = 0;
  const trend = chance.between(-0.06, 0.06);
  const months = Array.from({ length: Math.ceil(days / 21) }, () => {
    attention += trend + 0.1 * chance.bell();
    strength += 0.015 * chance.bell();
    return { attention: Math.exp(attention), strength: Math.exp(Math.min(Math.max(strength, -0.12), 0.3)) };
  });
  return (day) => {
    const now = usual(day);
    const { attention: times = 1, strength: more = 1 } = months[Math.floor(day / 21)] ?? {};
    return {
      ...now,
      forgotten: Math.min(now.forgotten * times, 0.3),
      toAgency: Math.min(now.toAgency * times, 0.6),
      perOfficer: now.perOfficer * more,
    };
  };
}
