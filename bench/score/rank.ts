/** One ranking of the country from its points, and the reading of the same rows alone. */
import type { Client } from '@libsql/client';
import { rankUnits } from '../../bot/decisions.ts';
import type { Desk } from '../../bot/desk.ts';
import { placesOf } from '../../engine/score/ranking.ts';
import { idOf, PROVINCE, YEAR } from './country.ts';

/** Units whose rows are asked for at once. */
const AT_ONCE = 500;

/** The index of every unit as "<numerator>/<denominator>", in the order of the ranking. */
export async function rankCountry(desk: Desk): Promise<Map<string, string>> {
  const units = await rankUnits(desk, PROVINCE, YEAR);
  const ranked = units.flatMap((unit) => unit.ranked ?? []);
  const scheme = desk.ruleSet.schemes.get(PROVINCE);
  if (scheme === undefined) throw new Error('the scheme for measuring is gone');
  placesOf(ranked, scheme.ranking);
  return new Map(ranked.map(({ unit, index }) => [unit, `${index.numerator}/${index.denominator}`]));
}

/** Reads the rows of all units, and does nothing with them; gives how many there were. */
export async function readCountry(client: Client, units: number): Promise<number> {
  let rows = 0;
  for (let from = 0; from < units; from += AT_ONCE) {
    const ids = Array.from({ length: Math.min(AT_ONCE, units - from) }, (_, index) => idOf(from + index));
    const found = await client.execute({
      sql: `select unit_id, item, stage, status, numerator, denominator, bound_interval, reduction from scores
            where year = ? and unit_id in (select value from json_each(?)) order by unit_id, known_on, id`,
      args: [YEAR, JSON.stringify(ids)],
    });
    rows += found.rows.length;
  }
  return rows;
}
