/** What a handler is asked, and what it tells. */
import type { Unit } from '../../db/units.ts';
import type { UnitDecision } from '../decisions.ts';
import type { Desk } from '../desk.ts';
import type { DecisionOptions } from '../province.ts';
import type { Reply } from '../reply.ts';
import type { Caller } from '../roles.ts';
import type { AskedFigure } from '../understand/figures.ts';
import type { LossView } from './losses.ts';

export interface Ask {
  readonly desk: Desk;
  readonly caller: Caller;
  /** The units named, or the caller's own. */
  readonly units: readonly Unit[];
  readonly block: string | null;
  /** The province that is meant when no unit is. */
  readonly province: string;
  readonly year: number | null;
  /** The points lost are asked for, and of what. */
  readonly losses: LossView | null;
  /** Of a round its state is asked for first. */
  readonly asksState: boolean;
  /** Of warnings, what falls due by the registers is asked for. */
  readonly asksDue: boolean;
  /** The law and the data asked by, where that is not the usual. */
  readonly at: AskedAt;
  /** The figure whose history is asked for. */
  readonly figure: AskedFigure | null;
  /** Every unit, for lists. */
  readonly directory: readonly Unit[];
}

/** By which law and which data a question is to be answered. */
export type AskedAt = Pick<DecisionOptions, 'lawDate' | 'dataDate' | 'asOf' | 'includeImport'>;

export interface Told {
  readonly reply: Reply;
  /** What the reply tells of. */
  readonly decisions?: readonly UnitDecision[];
  readonly refused?: boolean;
}

/** An ask about one unit. */
export interface UnitAsk extends Ask {
  readonly unit: Unit;
}
