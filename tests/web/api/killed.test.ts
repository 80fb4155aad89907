/** A server that is killed with -9 while it takes figures in: all of them count afterwards, or none, and once. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { openDesk } from '../../../bot/desk.ts';
import { discardAbandonedImports } from '../../../db/imports.ts';
import { openDatabase } from '../../../db/open.ts';
import { imports, observations } from '../../../db/schema.ts';
import { prepareDatabase } from '../../../web/node/prepare.ts';
import { NOW, temporaryFolder } from '../../support/sample.ts';
import { apiOver, keyFor, push } from './support.ts';

const folder = temporaryFolder();
const MONTHS = Array.from({ length: 12 }, (_, index) => `2016-${String(index + 1).padStart(2, '0')}`);

async function runKilled(args: readonly string[], delay: number): Promise<string> {
  const script = path.join(import.meta.dirname, 'push-until-killed.ts');
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

it.each([5, 40, 90, 150, Infinity])('after %s ms', async (delay) => {
  const url = `file:${path.join(folder, `kill-${delay}.db`)}`;
  const made = await prepareDatabase({
    url,
    authToken: undefined,
    now: NOW,
    sample: true,
    log: () => undefined,
  });
  const desk = await openDesk(made.db, { now: NOW });
  const key = await keyFor(desk, { provinces: ['khanh-hoa'] });
  const units = (await made.db.query.units.findMany()).filter(({ province }) => province === 'khanh-hoa');
  made.close();
  const figures = units
    .slice(0, 20)
    .flatMap(({ id }) => MONTHS.map((period) => ({ unit: id, fact: 'hồ sơ trễ hạn', period, value: 0 })));
  const body = JSON.stringify({ source: 'thử', observations: figures });
  const said = await runKilled([url, NOW.toISOString(), key, body], delay);
  const later = new Date(NOW.getTime() + 2 * 3_600_000);
  const opened = await openDatabase(url);
  const { db } = opened;
  await discardAbandonedImports(db, later);
  const stored = async (): Promise<number> =>
    (
      await db
        .select({ id: observations.id })
        .from(observations)
        .innerJoin(imports, eq(imports.id, observations.importId))
        .where(eq(imports.fileName, 'thử'))
    ).length;
  expect(said === '201' ? [figures.length] : [0, figures.length]).toContain(await stored());
  expect(delay === Infinity ? ['201'] : ['go', '201']).toContain(said);
  const again = await push(apiOver(await openDesk(db, { now: later })), {
    key,
    idempotencyKey: 'once',
    body,
  });
  expect(again.status).toBe(201);
  expect(await stored()).toBe(figures.length);
  opened.close();
});
