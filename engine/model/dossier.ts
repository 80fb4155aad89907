/** A dossier of the one-stop shop, as far as its time limits go. Moments are minutes from 1970 by the civil clock of Vietnam. */

/** The documents' words for where a dossier stands. */
export const DOSSIER_STATES = {
  'đang xử lý': 'open',
  'tạm dừng': 'paused',
  'chờ bổ sung': 'supplement',
  'đã trả kết quả': 'returned',
  'từ chối': 'refused',
  'đã rút': 'withdrawn',
} as const;
export type DossierState = (typeof DOSSIER_STATES)[keyof typeof DOSSIER_STATES];
export const DOSSIER_STATE_CODES = Object.values(DOSSIER_STATES) as [DossierState, ...DossierState[]];

export interface Dossier {
  readonly received: number;
  /** The last minute that is in time; absent where the procedure sets no limit. */
  readonly due?: number;
  /** The date promised in a letter of apology, likewise. */
  readonly promised?: number;
  /** When its result, or the refusal, was there. */
  readonly returned?: number;
  readonly state: DossierState;
  /** Since when its clock stands still, where it is paused or waits for papers and the moment is known. */
  readonly pausedAt?: number;
  /** Its lateness was disputed and does not count. */
  readonly waived: boolean;
}

/** Whether the unit still has to do something about it: neither answered nor taken back. */
export function isOpen({ state }: Pick<Dossier, 'state'>): boolean {
  return state === 'open' || isPaused({ state });
}

/** Whether its clock stands still. */
export function isPaused({ state }: Pick<Dossier, 'state'>): boolean {
  return state === 'paused' || state === 'supplement';
}

/** By which date lateness is told: the first one, or the one promised in a letter of apology where there is one. */
export const CLOCKS = { 'ngày hẹn trả': 'first', 'ngày hẹn lại': 'promised' } as const;
export type Clock = (typeof CLOCKS)[keyof typeof CLOCKS];

/** The last minute in time by a clock. */
export function limitOf(
  { due, promised }: Pick<Dossier, 'due' | 'promised'>,
  clock: Clock,
): number | undefined {
  return clock === 'promised' ? (promised ?? due) : due;
}

/** How lateness is counted. */
export interface LateCounting {
  readonly clock: Clock;
  /** Whether a late dossier counts when it is answered, or when its limit passes. */
  readonly by: 'return' | 'due';
}

/** By the first date, when it is answered: what a document means that says nothing else. */
export const FIRST_DATE: LateCounting = { clock: 'first', by: 'return' };

/** The share of late dossiers, by its name in `rules/facts.yaml`. */
export const LATE_RATE = 'tỷ lệ hồ sơ trễ hạn';

/** The facts that are counted from dossiers, by their names in `rules/facts.yaml`. */
export const DOSSIER_FACTS = {
  received: 'hồ sơ tiếp nhận',
  due: 'hồ sơ đến hạn',
  resolved: 'hồ sơ đã giải quyết',
  late: 'hồ sơ trễ hạn',
  overdue: 'hồ sơ quá hạn chưa trả',
} as const;
