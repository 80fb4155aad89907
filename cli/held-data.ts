/** The data held, as decisions by a rule set that need not be published: for saying whom a finding concerns. */
import { existsSync } from 'node:fs';
import { decideUnits } from '../bot/decisions.ts';
import type { Desk } from '../bot/desk.ts';
import { faultOf } from '../bot/fault.ts';
import { figureYears } from '../db/observations.ts';
import { openDatabase } from '../db/open.ts';
import { readPublishedRanks } from '../db/ranks.ts';
import { listUnits } from '../db/units.ts';
import { civilDate } from '../engine/model/dates.ts';
import type { Decision } from '../engine/model/decision.ts';
import type { RuleSet } from '../engine/model/ruleset.ts';
import { databaseUrl } from '../server.ts';
import type { CliContext } from './context.ts';

/**
 * One decision for each unit and year of which the database knows something, latest year first; none where there is no
 * database. A database that does not open is told of on standard error, for the findings stand without it.
 */
export async function* decisionsHeld(context: CliContext, ruleSet: RuleSet): AsyncGenerator<Decision> {
  const url = existingDatabase(context);
  if (url === undefined) return;
  try {
    const opened = await openDatabase(url, context.settings.databaseAuthToken);
    try {
      yield* decisionsIn({ db: opened.db, ruleSet, now: context.now(), sample: false });
    } finally {
      opened.close();
    }
  } catch (error) {
    context.err(`Không đọc được dữ liệu hiện có (${faultOf(error)}); hậu quả chỉ được nêu chung.`);
  }
}

/** The database of the environment, else the server's own, else the sample data; a file only where it exists. */
function existingDatabase({ settings }: CliContext): string | undefined {
  const urls = [databaseUrl(settings, false), databaseUrl(settings, true)];
  return urls.find((url) => !url.startsWith('file:') || existsSync(url.slice('file:'.length)));
}

async function* decisionsIn(desk: Desk): AsyncGenerator<Decision> {
  for (const province of desk.ruleSet.schemes.keys()) {
    const units = await listUnits(desk.db, { province });
    const unitsOf = new Map<number, typeof units>();
    for (const unit of units) {
      for (const year of await yearsHeld(desk, unit.id)) {
        const ofYear = unitsOf.get(year);
        if (ofYear === undefined) unitsOf.set(year, [unit]);
        else ofYear.push(unit);
      }
    }
    for (const [year, ofYear] of [...unitsOf].sort(([a], [b]) => b - a)) {
      for (const { decision } of await decideUnits(desk, ofYear, year)) yield decision;
    }
  }
}

/** The years in which the unit has figures or a published rank. */
async function yearsHeld({ db, now }: Desk, unit: string): Promise<Set<number>> {
  const dataDate = civilDate(now);
  const ranks = await readPublishedRanks(db, { unitIds: [unit], dataDate });
  return new Set([...(await figureYears(db, unit, dataDate)), ...(ranks.get(unit)?.keys() ?? [])]);
}
