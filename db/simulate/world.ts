/** An invented registry of units with their officers, the same for the same seed. */
import { random } from '../random.ts';
import { kindAt, NHA_TRANG, type UnitKind } from './kinds.ts';
import { allot, between, type Mixture, mixed } from './range.ts';

export interface WorldOptions {
  /** 1 to 10.000. */
  readonly units: number;
  /** Any integer. */
  readonly seed: number;
  /** Received in a whole year by all units; what such units usually receive when absent. */
  readonly dossiers?: number | undefined;
  /** At least one a unit; one for every 400 dossiers when absent. */
  readonly officers?: number | undefined;
}

export interface SimulatedOfficer {
  readonly name: string;
  /** Lateness against the average of the unit, which is 1. */
  readonly lateness: number;
}

export interface SimulatedUnit {
  /** From 0. */
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly kind: UnitKind;
  /** Dossiers received in a year. */
  readonly volume: number;
  /** Lateness against other units in ordinary months. */
  readonly lateness: number;
  readonly officers: readonly SimulatedOfficer[];
}

export interface World {
  readonly seed: number;
  /** Dossiers received in a whole year. */
  readonly dossiers: number;
  readonly officers: number;
  readonly units: readonly SimulatedUnit[];
}

/** More would leave no room in the codes of dossiers. */
export const MOST_UNITS = 10_000;
const DOSSIERS_AN_OFFICER = 400;

/** Most units are near the average; some are late often, and a few very often. */
const UNIT_LATENESS: Mixture = [
  { share: 0.03, low: 4, high: 8 },
  { share: 0.1, low: 1.5, high: 3 },
  { share: 1, low: 0.2, high: 1.2 },
];
/** Late dossiers gather with a few officers. */
const OFFICER_LATENESS: Mixture = [
  { share: 0.1, low: 4, high: 8 },
  { share: 1, low: 0.3, high: 1 },
];

/** Draws a world. @throws RangeError when the numbers do not go together; its message is for people. */
export function makeWorld({ units, seed, ...options }: WorldOptions): World {
  const usual = Array.from({ length: units }, (_, index) => usualVolume(index, seed));
  const dossiers = options.dossiers ?? usual.reduce((sum, volume) => sum + volume, 0);
  const officers = options.officers ?? Math.max(units, Math.round(dossiers / DOSSIERS_AN_OFFICER));
  requireSense(units, dossiers, officers);
  const volumes = allot(dossiers, usual);
  const staff = allot(officers - units, usual).map((more) => more + 1);
  let hired = 0;
  return {
    seed,
    dossiers,
    officers,
    units: usual.map((_, index) => {
      const kind = kindAt(index);
      const number = String(index + 1).padStart(4, '0');
      const first = hired;
      hired += staff[index] ?? 0;
      return {
        index,
        id: `mo-phong-${number}`,
        name: `${kind.title} ${number} (mô phỏng)`,
        kind,
        volume: volumes[index] ?? 0,
        lateness: kind.lateness * mixed(UNIT_LATENESS, random(`${seed} ${index} lateness`)),
        officers: officersOf(first, hired, seed),
      };
    }),
  };
}

/** The first unit is as large as Nha Trang. */
function usualVolume(index: number, seed: number): number {
  if (index === 0) return NHA_TRANG.received;
  return Math.round(between(kindAt(index).volume, random(`${seed} ${index} volume`)));
}

function officersOf(first: number, before: number, seed: number): SimulatedOfficer[] {
  const drawn = Array.from({ length: before - first }, (_, offset) => {
    const number = first + offset + 1;
    return {
      name: `Cán bộ ${String(number).padStart(4, '0')}`,
      lateness: mixed(OFFICER_LATENESS, random(`${seed} officer ${number}`)),
    };
  });
  const average = drawn.reduce((sum, { lateness }) => sum + lateness, 0) / drawn.length;
  return drawn.map(({ name, lateness }) => ({ name, lateness: lateness / average }));
}

function requireSense(units: number, dossiers: number, officers: number): void {
  const words = (number: number) => number.toLocaleString('vi-VN');
  if (units < 1 || units > MOST_UNITS)
    throw new RangeError(`Số đơn vị phải từ 1 đến ${words(MOST_UNITS)}; đang là ${words(units)}.`);
  if (officers < units)
    throw new RangeError(
      `${words(units)} đơn vị cần ít nhất ${words(units)} cán bộ; đang là ${words(officers)}.`,
    );
  if (officers > dossiers)
    throw new RangeError(
      `${words(officers)} cán bộ là quá nhiều cho ${words(dossiers)} hồ sơ một năm; mỗi cán bộ phải có ít nhất một hồ sơ.`,
    );
}
