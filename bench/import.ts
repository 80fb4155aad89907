/** Loading a province's dossiers, against `csv-parse` and `node:sqlite` that keep the same cells as text. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { read } from '@e965/xlsx';
import { createClient } from '@libsql/client';
import { openTable } from '../db/import/table/open.ts';
import { loadRegistry, NOW, type Province, writeProvince, writeWorkbook } from './import/world.ts';
import { median } from './measure.ts';
import { atMost, type BenchReport, MismatchError, rounded } from './report.ts';

const ROWS = 1_000_000;
const QUICK_ROWS = 50_000;
const SMALL = 100_000;
const LARGE = 3_000_000;
const WORKBOOK_ROWS = 99_000;
const ROUNDS = 3;
const KILOBYTES_OF_MEGABYTE = 1024;
const SCRIPTS = path.join(import.meta.dirname, 'import');

interface Run {
  readonly rows: number;
  readonly seconds: number;
  /** The most that the process ever held. */
  readonly kilobytes: number;
}

/** @throws MismatchError when both do not count the same dossiers as answered, and answered late. */
export async function benchImport({
  quick,
  prepare,
  progress,
}: {
  readonly quick: boolean;
  /** Makes a database at an address, with the rules of the project. */
  readonly prepare: (url: string, now: Date) => Promise<void>;
  readonly progress: (text: string) => void;
}): Promise<BenchReport> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kycuong-bench-'));
  const load = async (province: Province, database: string): Promise<Run> => {
    const url = `file:${database}`;
    await prepare(url, NOW);
    await loadRegistry(url, province);
    return runScript('load.ts', province.dossiers, url, NOW.toISOString());
  };
  try {
    const rows = quick ? QUICK_ROWS : ROWS;
    progress(`Sinh ${rows.toLocaleString('vi-VN')} hồ sơ mô phỏng …`);
    const province = inFolder(folder, 'chinh', rows);
    const loads: Run[] = [];
    const peers: Run[] = [];
    for (let round = 0; round < (quick ? 1 : ROUNDS); round += 1) {
      progress(`Lượt ${round + 1} …`);
      const peer = path.join(folder, `doi-chung-${round}.db`);
      peers.push(runPeer(province, peer));
      const own = path.join(folder, `nap-${round}.db`);
      loads.push(await load(province, own));
      await compare(own, peer);
      for (const file of [peer, own]) rmSync(file);
    }
    const ratio = median(loads.map(({ seconds }, round) => seconds / (peers[round]?.seconds ?? Number.NaN)));
    progress('Đo lúc có người nhắn tin …');
    const meanwhile = `file:${path.join(folder, 'cung-luc.db')}`;
    await prepare(meanwhile, NOW);
    await loadRegistry(meanwhile, province);
    const waiting = await longestWait(province, meanwhile);
    progress('Đo bộ nhớ …');
    const sizes = quick ? [rows] : [SMALL, LARGE];
    const memory: number[] = [];
    for (const size of sizes) {
      const other = size === rows ? province : inFolder(folder, `co-${size}`, size);
      const run = await load(other, path.join(folder, `bo-nho-${size}.db`));
      memory.push(run.kilobytes / KILOBYTES_OF_MEGABYTE);
      rmSync(path.join(folder, `bo-nho-${size}.db`));
    }
    const [least = 0] = memory;
    progress('Đo bảng tính …');
    const workbook = await workbookRatio(folder, quick ? 5000 : WORKBOOK_ROWS);
    return {
      name: 'import',
      rows: [
        row('csv-parse và node:sqlite', peers, 1),
        row('nạp hồ sơ: đọc, kiểm tra, ghi, đếm', loads, ratio),
      ],
      targets: [
        atMost('nạp hồ sơ so với csv-parse và node:sqlite', 3, ratio),
        atMost('bộ nhớ cao nhất khi nạp (MB)', 250, Math.max(...memory)),
        ...(quick
          ? []
          : [atMost('bộ nhớ: 3.000.000 dòng so với 100.000 dòng', 1.25, Math.max(...memory) / least)]),
        atMost('lâu nhất mà một lần ghi khác phải chờ (ms)', 1000, waiting),
        atMost('bảng tính so với @e965/xlsx chỉ đọc', 2, workbook),
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function inFolder(folder: string, name: string, rows: number): Province {
  return writeProvince(mkdtempSync(path.join(folder, `${name}-`)), rows);
}

function row(name: string, runs: readonly Run[], ratio: number): BenchReport['rows'][number] {
  const perSecond = median(runs.map(({ rows, seconds }) => rows / seconds));
  return { name, per_second: rounded(perSecond), ratio: rounded(ratio) };
}

function runPeer({ dossiers }: Province, database: string): Run {
  return runScript('peer.ts', dossiers, database);
}

function runScript(script: string, ...parts: readonly string[]): Run {
  const text = execFileSync(process.execPath, [path.join(SCRIPTS, script), ...parts], { encoding: 'utf8' });
  return JSON.parse(text) as Run;
}

/** Milliseconds that another process's write waits at most while the file is loaded. */
async function longestWait(province: Province, url: string): Promise<number> {
  const writer = spawn(process.execPath, [path.join(SCRIPTS, 'writer.ts'), url], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(writer.stdout)[Symbol.asyncIterator]();
  await lines.next();
  const load = spawn(
    process.execPath,
    [path.join(SCRIPTS, 'load.ts'), province.dossiers, url, NOW.toISOString()],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  await ended(load);
  writer.stdin.end('stop\n');
  const { value } = await lines.next();
  await ended(writer);
  return (JSON.parse(String(value)) as { longest: number }).longest;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

/** Dossiers answered and answered late, by unit, from the daily book and from the cells as they stand in the file. */
async function compare(own: string, peer: string): Promise<void> {
  const counted = await numbers(
    own,
    `select u.name as unit, sum(d.resolved) as resolved, sum(d.late) as late
     from dossier_days d join units u on u.id = d.unit_id where d.clock = 'first' group by u.name having sum(d.resolved) > 0`,
  );
  const moment = (cell: string): string =>
    `substr(${cell}, 7, 4) || substr(${cell}, 4, 2) || substr(${cell}, 1, 2) || substr(${cell}, 12, 5)`;
  const naive = await numbers(
    peer,
    `select c1 as unit, count(*) as resolved, sum(${moment('c6')} > ${moment('c5')}) as late
     from dossiers where c6 <> '' and c7 <> 'Đã rút' group by c1`,
  );
  if (counted !== naive) throw new MismatchError('số hồ sơ đã giải quyết, trễ hạn của các đơn vị');
}

async function numbers(file: string, query: string): Promise<string> {
  const client = createClient({ url: `file:${file}` });
  const { rows } = await client.execute(query);
  client.close();
  return rows
    .map(({ unit, resolved, late }) => JSON.stringify([unit, resolved, late]))
    .sort()
    .join('\n');
}

/** Reading a workbook of dossiers row by row, against the library's own reading of the same bytes. */
async function workbookRatio(folder: string, rows: number): Promise<number> {
  const file = path.join(folder, 'ho-so.xlsx');
  writeWorkbook(inFolder(folder, 'bang-tinh', rows).dossiers, file);
  const bytes = readFileSync(file);
  const ratios: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    let start = performance.now();
    read(bytes);
    const library = performance.now() - start;
    start = performance.now();
    await readAll(bytes);
    ratios.push((performance.now() - start) / library);
  }
  return median(ratios);
}

async function readAll(bytes: Uint8Array): Promise<number> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield bytes;
  }
  const table = await openTable(
    { fileName: 'ho-so.xlsx', chunks },
    { isHeading: (cell) => cell === 'Mã hồ sơ' || cell === 'Ngày tiếp nhận' },
  );
  if (!table.ok) throw new Error(table.problems[0]?.reason);
  let rows = 0;
  for await (const page of table.rows()) rows += page.length;
  return rows;
}
