/** Decisions given are kept by receipt, and come out the same again: by the rules, the data and the dates of then. */
import { type Tx, write } from '../db/database.ts';
import { findReceipt, type KeptReceipt, saveReceipts } from '../db/receipts.ts';
import { ruleSetByHash } from '../db/rule-sets.ts';
import { listUnits, type Unit } from '../db/units.ts';
import { loadRuleSet } from '../engine/language/load.ts';
import type { RuleSet } from '../engine/model/ruleset.ts';
import { decideUnit, type UnitDecision } from './decisions.ts';
import type { Desk } from './desk.ts';
import type { DecisionOptions } from './province.ts';

export async function keepReceipts({ db, now }: Desk, decisions: readonly UnitDecision[]): Promise<void> {
  if (decisions.some(({ replay }) => replay !== undefined))
    await write(db, (tx) => keepReceiptsIn(tx, decisions, now));
}

export function keepReceiptsIn(tx: Tx, decisions: readonly UnitDecision[], now: Date): Promise<void> {
  return saveReceipts(
    tx,
    decisions.flatMap((of) => receiptOf(of, now) ?? []),
  );
}

function receiptOf({ unit, decision, replay }: UnitDecision, now: Date): KeptReceipt | undefined {
  const { year, lawDate, dataDate } = decision.request;
  if (replay === undefined || dataDate === undefined) return undefined;
  return {
    receipt: decision.receipt,
    unitId: unit.id,
    year,
    lawDate,
    dataDate,
    ruleSetHash: replay.ruleSetHash,
    lastImport: replay.asOf.importId,
    completedBy: replay.asOf.completedAt,
    withImport: replay.includeImport ?? null,
    givenAt: now.toISOString(),
  };
}

export type Replayed =
  | { readonly outcome: 'unknown' }
  /** The rules or the unit of then are not held any more. */
  | { readonly outcome: 'lost'; readonly kept: KeptReceipt }
  | {
      readonly outcome: 'same' | 'different';
      readonly kept: KeptReceipt;
      readonly unit: Unit;
      /** The desk with the rules of then, and by which law and data it was decided. */
      readonly desk: Desk;
      readonly at: DecisionOptions;
      readonly of: UnitDecision;
    };

/** Decides again as it was decided then. */
export async function replayReceipt(desk: Desk, receipt: string): Promise<Replayed> {
  const kept = await findReceipt(desk.db, receipt);
  if (kept === undefined) return { outcome: 'unknown' };
  const unit = (await listUnits(desk.db)).find(({ id }) => id === kept.unitId);
  const ruleSet = await ruleSetOf(desk, kept.ruleSetHash);
  if (unit === undefined || ruleSet === undefined) return { outcome: 'lost', kept };
  const { lawDate, dataDate, lastImport, completedBy, withImport } = kept;
  const at: DecisionOptions = {
    lawDate,
    dataDate,
    asOf: { importId: lastImport, completedAt: completedBy },
    ...(withImport === null ? {} : { includeImport: withImport }),
  };
  const then = { ...desk, ruleSet };
  const of = await decideUnit(then, unit, kept.year, at);
  const outcome = of.decision.receipt === receipt ? 'same' : 'different';
  return { outcome, kept, unit, desk: then, at, of };
}

/** A rule set by hash, also one that is in use no more; undefined where it is not held or not readable. */
export async function ruleSetOf({ db, ruleSet }: Desk, hash: string): Promise<RuleSet | undefined> {
  if (ruleSet.hash === hash) return ruleSet;
  const published = await ruleSetByHash(db, hash);
  const loaded = published && loadRuleSet(published.files);
  return loaded?.ok === true ? loaded.ruleSet : undefined;
}
