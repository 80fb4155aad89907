/** A province of many units with a year of monthly figures, in a database of its own; its last month is staged. */
import { type Client, createClient } from '@libsql/client';
import { openDatabase } from '../../db/open.ts';
import { Random } from '../random.ts';

export const PROVINCE = 'khanh-hoa';
export const BLOCK = 'so';
export const YEAR = 2026;
/** Of the clock: the last month is loaded on the last day of the year. */
export const LOADED_ON = new Date('2026-12-31T03:00:00Z');
/** The import of the last month, not yet completed. */
export const LAST_MONTH = 2;
export const LATE = 'hồ sơ trễ hạn';

const MONTHS = 12;
const FACTS_A_MONTH = 4;
const WHOLE = 10_000;
/** Rows of one INSERT. */
const BATCH = 500;

/** Fills a new database file. The units of a small province have the figures of the same units of a large one. */
export async function makeProvince(url: string, units: number): Promise<void> {
  const made = await openDatabase(url);
  made.close();
  const client = createClient({ url });
  await client.executeMultiple(`
    insert into imports (id, kind, file_name, sha256, simulated, row_count, loaded_by, recorded_at, completed_at) values
      (1, 'figures', 'đo', 'mot', 1, 0, 'đo', '2026-12-01', '2026-12-01'),
      (${LAST_MONTH}, 'figures', 'đo tháng 12', 'hai', 1, ${units * FACTS_A_MONTH}, 'đo', '2026-12-31', null)`);
  for (let from = 0; from < units; from += BATCH) {
    const some = Array.from({ length: Math.min(BATCH, units - from) }, (_, index) => from + index);
    await insert(
      client,
      'units (id, province, block, name, position)',
      some.map((unit) => `('${idOf(unit)}', '${PROVINCE}', '${BLOCK}', 'Đơn vị ${unit}', ${unit})`),
    );
    await insert(client, FIGURES, some.flatMap(figuresOf));
  }
  client.close();
}

export function idOf(unit: number): string {
  return `u${String(unit).padStart(6, '0')}`;
}

const FIGURES =
  'observations (unit_id, fact, period, status, numerator, denominator, import_id, source_row, known_on)';

async function insert(client: Client, into: string, rows: readonly string[]): Promise<void> {
  await client.execute(`insert into ${into} values ${rows.join(', ')}`);
}

/** The index of the year, and month by month what a unit reports; by the number of the unit. */
function figuresOf(unit: number): string[] {
  const random = new Random(unit);
  const row = (fact: string, period: string, numerator: number, denominator: number, of: number): string =>
    `('${idOf(unit)}', '${fact}', '${period}', 'known', ${numerator}, ${denominator}, ${of}, ${unit + 2}, '2026-12-${of === 1 ? '01' : '31'}')`;
  const months = Array.from({ length: MONTHS }, (_, index) => {
    const period = `${YEAR}-${String(index + 1).padStart(2, '0')}`;
    const of = index === MONTHS - 1 ? LAST_MONTH : 1;
    const received = 50 + random.below(200);
    const resolved = received - random.below(20);
    return [
      row('hồ sơ tiếp nhận', period, received, 1, of),
      row('hồ sơ đã giải quyết', period, resolved, 1, of),
      row(LATE, period, Math.floor((resolved * random.below(12)) / 100), 1, of),
      row('chỉ số hài lòng', period, 6000 + random.below(4000), WHOLE, of),
    ];
  });
  return [row('chỉ số CCHC', String(YEAR), 5000 + random.below(5000), WHOLE, 1), ...months.flat()];
}
