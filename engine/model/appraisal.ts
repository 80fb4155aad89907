/** A round of appraisal: the units of a province hand in their own points, appraisers check them, a council approves, a decision publishes. */
import type { CivilDate } from './dates.ts';

/** In order; a round only ever moves on. */
export const ROUND_STATES = [
  'đang nhận hồ sơ',
  'thẩm định lần 1',
  'bổ sung',
  'thẩm định lần 2',
  'trình hội đồng',
  'đã phê duyệt',
  'đã công bố',
] as const;
export type RoundState = (typeof ROUND_STATES)[number];

/** When something happened, so far as it is known; a report may tell the day alone, or only that it was in time. */
export type Moment =
  /** UTC, ISO text. */
  | { readonly known: 'instant'; readonly at: string }
  | { readonly known: 'day'; readonly on: CivilDate }
  | { readonly known: 'in time' };

/** A unit that takes part, in the block in which it did when the round was opened. */
export interface RoundUnit {
  readonly id: string;
  readonly block: string;
}

/** What appraisers did not agree with in one item of a unit. */
export interface Doubt {
  readonly id: number;
  readonly unitId: string;
  readonly isAnswered: boolean;
}

/** All of a round that bears on what may be done in it. */
export interface Situation {
  readonly province: string;
  readonly year: number;
  readonly state: RoundState;
  /** UTC instants, ISO text: the first moment that is late. */
  readonly submissionDeadline: string;
  readonly supplementDeadline: string;
  readonly units: readonly RoundUnit[];
  /** When each unit first handed in; by unit id. */
  readonly submissions: ReadonlyMap<string, Moment>;
  readonly doubts: readonly Doubt[];
  /** The decision that published the result, the last where it was corrected. */
  readonly publishedBy?: string;
}
