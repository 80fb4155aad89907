/** `bench decide`: deciding again what new figures change, one unit of a large province and all of them. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createClient } from '@libsql/client';
import { type Desk, openDesk } from '../bot/desk.ts';
import { write } from '../db/database.ts';
import { type OpenDatabase, openDatabase } from '../db/open.ts';
import { type PublishedRuleSet, publishRuleSet } from '../db/rule-sets.ts';
import { idOf, LOADED_ON, makeProvince } from './decide/made-province.ts';
import { decideAgain, decideAll, finishLastMonth, loadFigure, readRows } from './decide/redecide.ts';
import { perSecond, ratioTo, timeInTurn } from './measure.ts';
import { atMost, type BenchReport, MismatchError, rounded } from './report.ts';

const SMALL = 44;
const LARGE = 12_000;
const QUICK_LARGE = 1200;
const ROUNDS = 5;
/** Megabytes that the process may hold: left to itself it takes what the machine has before it throws anything away. */
const HEAP = 128;
const MEGABYTE = 1024 * 1024;

/** @throws MismatchError when the same figures decide otherwise in the large province: then nothing is timed */
export async function benchDecide({
  rules,
  quick,
  progress,
}: {
  /** Of a scheme called as the province that is made up. */
  readonly rules: PublishedRuleSet;
  readonly quick: boolean;
  readonly progress: (text: string) => void;
}): Promise<BenchReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kycuong-bench-'));
  try {
    const large = quick ? QUICK_LARGE : LARGE;
    const [smallUrl, largeUrl] = [SMALL, large].map((units) => `file:${path.join(folder, `${units}.db`)}`);
    if (smallUrl === undefined || largeUrl === undefined) throw new Error('two databases are measured');
    progress(`Tạo ${SMALL} và ${large.toLocaleString('vi-VN')} đơn vị với số liệu 12 tháng …`);
    await makeProvince(smallUrl, SMALL);
    await makeProvince(largeUrl, large);
    return await measured({ rules, smallUrl, largeUrl, large, rounds: quick ? 2 : ROUNDS, progress });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface Measured {
  readonly rules: PublishedRuleSet;
  readonly smallUrl: string;
  readonly largeUrl: string;
  readonly large: number;
  readonly rounds: number;
  readonly progress: (text: string) => void;
}

async function measured(of: Measured): Promise<BenchReport> {
  const { rules, smallUrl, largeUrl, large, rounds, progress } = of;
  const [small, whole] = [await openDatabase(smallUrl), await openDatabase(largeUrl)];
  const client = createClient({ url: largeUrl });
  try {
    const [smallDesk, largeDesk] = [await deskOf(small, rules), await deskOf(whole, rules)];
    progress('So kết quả …');
    await compareDecisions(smallDesk, largeDesk);
    progress('Đo thời gian xét lại một đơn vị …');
    const [amongFew, amongMany, loadedFew, loadedMany] = await timeInTurn(
      [
        { name: `xét lại một trong ${SMALL} đơn vị`, run: oneAfterAnother(smallDesk, decideOne) },
        { name: `xét lại một trong ${large} đơn vị`, run: oneAfterAnother(largeDesk, decideOne) },
        {
          name: `nạp một số liệu của một trong ${SMALL} đơn vị`,
          run: oneAfterAnother(smallDesk, loadFigure),
        },
        {
          name: `nạp một số liệu của một trong ${large} đơn vị`,
          run: oneAfterAnother(largeDesk, loadFigure),
        },
      ] as const,
      rounds,
    );
    await finishLastMonth(client);
    progress('Đo thời gian xét lại tất cả …');
    const [reading, deciding] = await timeInTurn(
      [
        { name: 'chỉ đọc các dòng số liệu, mỗi đơn vị', run: () => readRows(client, large) },
        { name: `xét lại cả ${large} đơn vị, mỗi đơn vị`, run: () => decideAll(largeDesk, large) },
      ] as const,
      Math.min(rounds, 3),
    );
    const memory = memoryOf(largeUrl, large);
    const [one, load, all] = [
      ratioTo(amongFew, amongMany),
      ratioTo(loadedFew, loadedMany),
      ratioTo(reading, deciding),
    ];
    const row = (timing: typeof reading, ratio: number): BenchReport['rows'][number] => ({
      name: timing.name,
      per_second: rounded(perSecond(timing)),
      ratio: rounded(ratio),
    });
    return {
      name: 'decide',
      rows: [
        row(amongFew, 1),
        row(amongMany, one),
        row(loadedFew, 1),
        row(loadedMany, load),
        row(reading, 1),
        row(deciding, all),
      ],
      targets: [
        atMost(`xét lại một trong ${large} đơn vị so với một trong ${SMALL}`, 2, one),
        atMost(`nạp một số liệu của một trong ${large} đơn vị so với một trong ${SMALL}`, 2, load),
        atMost('xét lại tất cả so với chỉ đọc các dòng ấy', 4, all),
        atMost('bộ nhớ của cả tiến trình khi xét lại tất cả (MB)', 400, memory / MEGABYTE),
      ],
    };
  } finally {
    client.close();
    small.close();
    whole.close();
  }
}

async function deskOf({ db }: OpenDatabase, rules: PublishedRuleSet): Promise<Desk> {
  await write(db, (tx) => publishRuleSet(tx, rules, 'đo', LOADED_ON));
  return openDesk(db, { now: LOADED_ON });
}

async function decideOne(desk: Desk, unit: string): Promise<void> {
  await decideAgain(desk, [unit]);
}

/** Takes one unit after another of those that both provinces have. */
function oneAfterAnother(
  desk: Desk,
  work: (desk: Desk, unit: string) => Promise<void>,
): () => Promise<number> {
  let next = 0;
  return async () => {
    next = (next + 1) % SMALL;
    await work(desk, idOf(next));
    return 1;
  };
}

/** The units of the small province by their receipts, which hold facts, outcomes, rank and effects. */
async function compareDecisions(small: Desk, large: Desk): Promise<void> {
  const ids = Array.from({ length: SMALL }, (_, index) => idOf(index));
  const [few, many] = [await decideAgain(small, ids), await decideAgain(large, ids)];
  const wrong = ids.filter((id) => few.get(id) === undefined || few.get(id) !== many.get(id));
  if (wrong.length > 0)
    throw new MismatchError(`kết quả của ${wrong.join(', ')} khác nhau ở hai cơ sở dữ liệu`);
}

/** In a process of its own: the most memory that it had resident, in bytes. */
function memoryOf(url: string, units: number): number {
  const script = path.join(import.meta.dirname, 'decide', 'all-once.ts');
  return Number(
    execFileSync(process.execPath, [`--max-old-space-size=${HEAP}`, script, url, String(units)], {
      encoding: 'utf8',
    }),
  );
}
