/** Puts what is known of a subject into a row of a table: the facts and ranks that a plan reads, and no others. */
import { NO_STEP } from '../decide/ranks.ts';
import type { DecisionRequest } from '../model/decision.ts';
import { MISSING } from '../model/facts.ts';
import { UNRANKED } from '../model/ruleset.ts';
import { bitOf } from './rank-sets.ts';
import type { Reading } from './reading.ts';
import { Table } from './table.ts';

/** What is known of one subject: the part of a request that differs from row to row. */
export type PlanInput = Pick<
  DecisionRequest,
  'facts' | 'publishedRanks' | 'earlierFacts' | 'members' | 'interrupted'
>;

/** Overwrites a row. */
export type FillRow = (row: number, input: PlanInput) => void;

export function rowFiller(reading: Reading, table: Table): FillRow {
  const fills = [...factFillers(reading, table), ...rankFillers(reading, table)];
  return (row, input) => {
    for (const fill of fills) fill(row, input);
  };
}

/** A table with a row for each input. */
export function tableOf(reading: Reading, inputs: readonly PlanInput[]): Table {
  const table = new Table(inputs.length);
  const fill = rowFiller(reading, table);
  inputs.forEach((input, row) => fill(row, input));
  return table;
}

function factFillers({ ruleSet, slots, year, stateOf, isMade }: Reading, table: Table): FillRow[] {
  const read = slots.flatMap(({ source }) => (source.type === 'fact' ? [source.name] : []));
  const given = read.flatMap((name) => {
    const { numerator, denominator } = ruleSet.facts.get(name) ?? {};
    return isMade(name) ? [] : [name, numerator, denominator];
  });
  return [...new Set(given.filter((name) => name !== undefined))]
    .map((name): FillRow => {
      const column = table.fact(name);
      return (row, { facts }) => column.set(row, facts.get(name) ?? MISSING);
    })
    .concat(
      read.filter(isMade).map((name): FillRow => {
        const column = table.fact(name);
        const state = stateOf(name);
        return (row, input) => column.set(row, state(input, year));
      }),
    );
}

function rankFillers({ scale, slots, year }: Reading, table: Table): FillRow[] {
  const ranks = new Map([
    [UNRANKED, bitOf(NO_STEP)],
    ...scale.map((rank, step): [string, number] => [rank, bitOf(step)]),
  ]);
  const backs = slots.flatMap(({ source }) =>
    source.type === 'published' ? [source.back] : source.type === 'decided' ? [0] : [],
  );
  return backs.map((back): FillRow => {
    const column = table.ranks(year - back);
    return (row, { publishedRanks }) => {
      column[row] = ranks.get(publishedRanks.get(year - back) ?? '') ?? 0;
    };
  });
}
