/** One fact may be stated as a total and counted from rows: the rows win, and what differs is told. */
import type { UnitFigures } from '../db/observations.ts';
import type { Figure } from '../db/roll-up.ts';
import type { FactDefinition, FactState } from '../engine/model/facts.ts';
import { equal } from '../engine/model/ratio.ts';

type Definitions = ReadonlyMap<string, FactDefinition>;

/** A total that the rows contradict. */
export interface FigureDifference {
  readonly fact: string;
  readonly stated: FactState;
  readonly counted: FactState;
}

/**
 * What is known of one unit in one year from both. A stated share gives way where both its parts are counted; an
 * exemption stands, for rows do not undo a decision.
 * @param definitions of the facts that are shares of others
 */
export function mergeFigures(
  stated: UnitFigures | undefined,
  counted: UnitFigures | undefined,
  definitions: Definitions = new Map(),
): UnitFigures {
  const figures = new Map(stated?.figures);
  for (const fact of figures.keys()) if (isShareOf(counted, definitions.get(fact))) figures.delete(fact);
  for (const [fact, figure] of counted?.figures ?? [])
    if (figures.get(fact)?.state.status !== 'exempt') figures.set(fact, figure);
  for (const [fact, figure] of stated?.figures ?? [])
    if (figure.state.status === 'exempt') figures.set(fact, figure);
  const all = [...figures];
  return {
    facts: new Map(all.map(([fact, { state }]) => [fact, state])),
    figures,
    simulated: all.some(([, { simulated }]) => simulated),
  };
}

/** The same for many units, by unit id. */
export function mergeUnits(
  stated: ReadonlyMap<string, UnitFigures>,
  counted: ReadonlyMap<string, UnitFigures>,
  definitions: Definitions,
): ReadonlyMap<string, UnitFigures> {
  if (counted.size === 0) return stated;
  const unitIds = new Set([...stated.keys(), ...counted.keys()]);
  return new Map([...unitIds].map((id) => [id, mergeFigures(stated.get(id), counted.get(id), definitions)]));
}

/** The totals of one unit that its rows contradict. */
export function differencesOf(
  stated: UnitFigures | undefined,
  counted: UnitFigures | undefined,
): FigureDifference[] {
  return [...(counted?.figures ?? [])].flatMap(([fact, { state }]) => {
    const total: Figure | undefined = stated?.figures.get(fact);
    return total === undefined || agrees(total.state, state)
      ? []
      : [{ fact, stated: total.state, counted: state }];
  });
}

function isShareOf(counted: UnitFigures | undefined, definition: FactDefinition | undefined): boolean {
  const { numerator, denominator } = definition ?? {};
  return (
    numerator !== undefined &&
    denominator !== undefined &&
    counted?.figures.has(numerator) === true &&
    counted.figures.has(denominator)
  );
}

/** Only a known total can contradict: a bound or an exemption is no count. */
function agrees(stated: FactState, counted: FactState): boolean {
  if (stated.status !== 'known' || counted.status !== 'known') return true;
  return equal(stated.value, counted.value);
}
