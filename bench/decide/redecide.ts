/** The work that is measured: decisions after new figures, and the reading of the same rows alone. */
import type { Client } from '@libsql/client';
import { decideInTurn } from '../../bot/decisions.ts';
import type { Desk } from '../../bot/desk.ts';
import { storeFigures } from '../../bot/store-figures.ts';
import { reviewWarnings } from '../../bot/warnings.ts';
import { listUnits } from '../../db/units.ts';
import { ratio } from '../../engine/model/ratio.ts';
import { idOf, LAST_MONTH, LATE, YEAR } from './made-province.ts';

/** Units whose rows are asked for at once. */
const AT_ONCE = 500;

/** The receipts of units by id, with the month counted that is still staged. */
export async function decideAgain(desk: Desk, ids: readonly string[]): Promise<Map<string, string>> {
  const units = await listUnits(desk.db, { ids });
  const options = { includeImport: LAST_MONTH, unplaced: true as const };
  const receipts = new Map<string, string>();
  for await (const some of decideInTurn(desk, units, YEAR, options))
    for (const { unit, decision } of some) receipts.set(unit.id, decision.receipt);
  return receipts;
}

let loads = 0;

/** One figure of one unit from its check to its warnings. */
export async function loadFigure(desk: Desk, unitId: string): Promise<void> {
  loads += 1;
  const state = { status: 'known' as const, value: ratio(loads % 20) };
  const stored = await storeFigures(desk, {
    rows: [{ unitId, fact: LATE, period: `${YEAR}-11`, state, sourceRow: 1 }],
    fileName: 'đo',
    sha256: `đo ${loads}`,
    loadedBy: 'đo',
    dryRun: false,
  });
  if (stored.status !== 'loaded') throw new Error(`the figure is ${stored.status}`);
}

/** Makes the last month visible. */
export async function finishLastMonth(client: Client): Promise<void> {
  await client.execute({
    sql: `update imports set completed_at = recorded_at where id = ?`,
    args: [LAST_MONTH],
  });
}

/** Decides all units and brings their warnings up to date; gives how many there are. */
export async function decideAll(desk: Desk, units: number): Promise<number> {
  const unitIds = Array.from({ length: units }, (_, index) => idOf(index));
  await reviewWarnings(desk, [{ year: YEAR, unitIds }]);
  return units;
}

/** Reads what the decisions of the units are made from, and does nothing with it; gives how many units there are. */
export async function readRows(client: Client, units: number): Promise<number> {
  let rows = 0;
  for (let from = 0; from < units; from += AT_ONCE) {
    const ids = Array.from({ length: Math.min(AT_ONCE, units - from) }, (_, index) => idOf(from + index));
    const found = await client.execute({
      sql: `select unit_id, officer, fact, period, status, numerator, denominator, bound, bound_interval, found_by,
              quote, source_row, known_on, file_name, simulated
            from observations join imports on imports.id = import_id
            where unit_id in (select value from json_each(?)) and period between ? and ?`,
      args: [JSON.stringify(ids), String(YEAR), `${YEAR}-Q4`],
    });
    rows += found.rows.length;
  }
  if (rows < units) throw new Error('the rows to be read are gone');
  return units;
}
