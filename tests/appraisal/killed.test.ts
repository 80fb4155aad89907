/** A process that is killed with -9 while it loads points or publishes: all of it counts afterwards, or nothing. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { publish } from '../../bot/appraisal/publish.ts';
import { verifyRound } from '../../bot/appraisal/verify.ts';
import { loadScores } from '../../bot/load-scores.ts';
import { write } from '../../db/database.ts';
import { discardAbandonedImports } from '../../db/imports.ts';
import { readPublishedRanks } from '../../db/ranks.ts';
import { imports } from '../../db/schema.ts';
import { readScores } from '../../db/scores.ts';
import { saveUnits } from '../../db/units.ts';
import { unit } from '../db/support.ts';
import { NOW, province } from './province.ts';
import { approvedRound, EXPERT, FIRST, PUBLISHING } from './rounds.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kycuong-killed-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Milliseconds after "go" at which the process is killed; after an endless wait: never. */
const DELAYS = { loading: [60, 150, 300, Infinity], publishing: [0, 8, 20, Infinity] } as const;

/** What the process last said before it was gone. */
async function runKilled(args: readonly string[], delay: number): Promise<string> {
  const script = path.join(import.meta.dirname, 'work-until-killed.ts');
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let last = '';
  for await (const line of createInterface({ input: child.stdout })) {
    last = line;
    if (line !== 'go' || delay === Infinity) continue;
    await wait(delay);
    child.kill('SIGKILL');
  }
  await exited;
  return last;
}

describe('killed while it loads points', () => {
  const HUNDREDS = Array.from({ length: 600 }, (_, index) => `so-${index}`);
  const CSV = `Đơn vị,Năm,Tiêu chí,Điểm\n${HUNDREDS.flatMap((id) => ['I.1', 'I.2', 'T'].map((item) => `${id},2026,${item},1`)).join('\n')}\n`;
  const file = path.join(folder, 'diem.csv');
  writeFileSync(file, CSV);

  it.each(DELAYS.loading)(
    'after %s ms',
    async (delay) => {
      const { desk, url } = await province([]);
      const { db } = await desk();
      const units = HUNDREDS.map((id, index) => unit(id, { province: 'thu', name: id, position: index + 1 }));
      await write(db, (tx) => saveUnits(tx, units, []));
      const last = await runKilled([url, NOW.toISOString(), 'load', file], delay);
      const query = { year: 2026, dataDate: '2026-12-31', from: 'tự chấm' } as const;
      const visible = (await readScores(db, query)).size;
      // It may have been killed between the last write and the word of it, and never before the first.
      expect(last === 'loaded' ? [600] : [0, 600]).toContain(visible);
      expect(delay === Infinity ? ['loaded'] : ['go', 'loaded']).toContain(last);
      const later = new Date(NOW.getTime() + 2 * 3_600_000);
      await discardAbandonedImports(db, later);
      expect((await db.select().from(imports)).length).toBe(visible === 0 ? 0 : 1);
      const upload = {
        bytes: new TextEncoder().encode(CSV),
        fileName: 'diem.csv',
        loadedBy: 'kiểm thử',
        dryRun: false,
      };
      const again = await loadScores(await desk(later), upload);
      expect(again.status).toBe(visible === 0 ? 'loaded' : 'repeated');
      expect((await readScores(db, query)).size).toBe(600);
    },
    60_000,
  );
});

describe('killed while it publishes', () => {
  it.each(DELAYS.publishing)(
    'after %s ms',
    async (delay) => {
      const { desk, url, round, roundId } = await approvedRound();
      const now = await desk(PUBLISHING);
      const last = await runKilled([url, PUBLISHING.toISOString(), 'publish'], delay);
      const ranks = (await readPublishedRanks(now.db, { dataDate: '2026-12-31' })).size;
      const { state } = await round();
      expect([
        ['đã phê duyệt', 0, 0],
        ['đã công bố', 2, 1],
      ]).toContainEqual([state, ranks, (await verifyRound(now, roundId)).length]);
      expect(delay === Infinity ? ['published'] : ['go', 'published']).toContain(last);
      expect(last === 'published' ? ['đã công bố'] : ['đã phê duyệt', 'đã công bố']).toContain(state);
      const later = new Date(PUBLISHING.getTime() + 2 * 3_600_000);
      await discardAbandonedImports(now.db, later);
      const again = await publish(await desk(later), EXPERT, roundId, FIRST);
      expect(again.status).toBe(state === 'đã công bố' ? 'refused' : 'published');
      expect(await verifyRound(now, roundId)).toMatchObject([{ outcome: 'same' }]);
    },
    60_000,
  );
});
