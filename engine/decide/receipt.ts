/** The receipt of a decision: a hash over a canonical form of what it was made from and what came out. */
import { createHash } from 'node:crypto';
import type { Decision } from '../model/decision.ts';
import type { FactState } from '../model/facts.ts';
import type { Interval } from '../model/interval.ts';
import { type Ratio, reduce } from '../model/ratio.ts';

/** Raised when the meaning of a rule file changes, so that old receipts stay with the old meaning. */
export const SEMANTICS = 1;

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const LENGTH = 26;

export function receiptOf(decision: Omit<Decision, 'receipt'>, ruleSetHash: string): string {
  return receiptCode(canonical(decision, ruleSetHash));
}

/** "KC-" and 26 base-32 characters (the first 130 bits of SHA-256) over a canonical form. */
export function receiptCode(form: string): string {
  const digest = createHash('sha256').update(form).digest();
  let bits = BigInt(`0x${digest.toString('hex')}`) >> BigInt(256 - LENGTH * 5);
  let code = '';
  for (let index = 0; index < LENGTH; index += 1) {
    code = `${ALPHABET[Number(bits & 31n)] ?? ''}${code}`;
    bits >>= 5n;
  }
  return `KC-${code}`;
}

/** The canonical form: JSON with a fixed order of members, facts by name, numbers as reduced fractions. */
export function canonical(decision: Omit<Decision, 'receipt'>, ruleSetHash: string): string {
  const { request } = decision;
  return JSON.stringify([
    SEMANTICS,
    ruleSetHash,
    [
      request.unit ?? null,
      request.scheme,
      request.subject,
      request.year,
      request.lawDate,
      request.dataDate ?? null,
    ],
    factsForm(request.facts),
    [...request.publishedRanks].sort(([a], [b]) => a - b),
    [...(request.earlierFacts ?? [])]
      .sort(([a], [b]) => a - b)
      .map(([year, facts]) => [year, factsForm(facts)]),
    [...(request.members ?? [])].map(([group, members]) => [
      group,
      members.map(({ facts, publishedRanks }) => [factsForm(facts), [...publishedRanks]]),
    ]),
    [decision.baseRank, decision.rank, decision.rankStatus, decision.possibleRanks],
    decision.rules.map(({ rule, outcome, conditions }) => [
      rule.id,
      outcome,
      conditions.map((condition) => condition.outcome),
    ]),
    decision.effects.map(({ rule, on, effect }) => [rule.id, on, effect.kind]),
  ]);
}

function factsForm(facts: ReadonlyMap<string, FactState>): unknown[] {
  return [...facts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, state]) => [name, ...stateForm(state)]);
}

function stateForm(state: FactState): unknown[] {
  switch (state.status) {
    case 'known':
      return ['known', fraction(state.value)];
    case 'bounded':
      return ['bounded', ...intervalForm(state.bound)];
    case 'missing':
    case 'exempt':
      return [state.status];
  }
}

function intervalForm({ low, lowOpen, high, highOpen }: Interval): unknown[] {
  return [
    low === undefined ? null : fraction(low),
    lowOpen === true,
    high === undefined ? null : fraction(high),
    highOpen === true,
  ];
}

function fraction(value: Ratio): string {
  const { numerator, denominator } = reduce(value);
  return `${numerator}/${denominator}`;
}
