/** Ranking a country of 12,000 units by 100 criteria each, against reading the same rows from libSQL. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@libsql/client';
import { openDatabase } from '../db/open.ts';
import { perSecond, ratioTo, timeInTurn } from './measure.ts';
import { atMost, type BenchReport, MismatchError, rounded } from './report.ts';
import { makeCountry, ruleSetOfCountry, YEAR } from './score/country.ts';
import { rankCountry, readCountry } from './score/rank.ts';

const UNITS = 12_000;
const QUICK_UNITS = 1200;
const ROUNDS = 3;
const MEGABYTE = 1024 * 1024;

/** @throws MismatchError when the ranking's sums are not those of the database. */
export async function benchScore({
  quick,
  progress,
}: {
  readonly quick: boolean;
  readonly progress: (text: string) => void;
}): Promise<BenchReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kycuong-bench-'));
  try {
    const url = `file:${path.join(folder, 'diem.db')}`;
    const units = quick ? QUICK_UNITS : UNITS;
    progress(`Tạo ${units.toLocaleString('vi-VN')} đơn vị, mỗi đơn vị 100 tiêu chí …`);
    await makeCountry(url, units);
    return await measured(url, units, quick ? 1 : ROUNDS);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(url: string, units: number, rounds: number): Promise<BenchReport> {
  const client = createClient({ url });
  const { db, close } = await openDatabase(url);
  const desk = { db, ruleSet: ruleSetOfCountry(), now: new Date('2026-06-01'), sample: false };
  await compareSums(await rankCountry(desk), url);
  const [reading, ranking] = await timeInTurn(
    [
      { name: 'đọc các dòng điểm từ libSQL', run: () => readCountry(client, units) },
      {
        name: 'đọc, chấm và xếp thứ',
        run: async () => (await rankCountry(desk)).size * 100,
      },
    ] as const,
    rounds,
  );
  close();
  client.close();
  const memory = Number(
    execFileSync(process.execPath, [path.join(import.meta.dirname, 'score', 'rank-once.ts'), url], {
      encoding: 'utf8',
    }),
  );
  const ratio = ratioTo(reading, ranking);
  return {
    name: 'score',
    rows: [
      { name: reading.name, per_second: rounded(perSecond(reading)), ratio: 1 },
      { name: ranking.name, per_second: rounded(perSecond(ranking)), ratio: rounded(ratio) },
    ],
    targets: [
      atMost('xếp hạng so với chỉ đọc các dòng ấy', 5, ratio),
      atMost('bộ nhớ thêm khi xếp hạng (MB)', 300, memory / MEGABYTE),
    ],
  };
}

/** Each index against the sum that the database itself makes of the points. */
async function compareSums(indices: ReadonlyMap<string, string>, url: string): Promise<void> {
  const client = createClient({ url });
  const { rows } = await client.execute({
    sql: 'select unit_id, sum(numerator) as points from scores where year = ? group by unit_id',
    args: [YEAR],
  });
  client.close();
  const wrong = rows.filter(({ unit_id: unit, points }) => {
    const [numerator = '0', denominator = '1'] = (indices.get(String(unit)) ?? '').split('/');
    // Points are in hundredths, out of a hundred points.
    return BigInt(numerator) * 10_000n !== BigInt(Number(points)) * BigInt(denominator);
  });
  if (wrong.length > 0 || rows.length !== indices.size)
    throw new MismatchError(`${wrong.length} đơn vị có tổng điểm khác tổng trong cơ sở dữ liệu`);
}
