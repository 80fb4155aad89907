/** A load of dossiers that is killed with -9 at any moment: nothing of it counts, nothing of it stays, and it loads again whole. */
import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createClient } from '@libsql/client';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { discardAbandonedImports } from '../../db/imports.ts';
import { openDatabase } from '../../db/open.ts';
import { prepareDatabase } from '../../web/node/prepare.ts';
import { contents, countsOf, csv, dossier, load, open } from '../support/dossiers.ts';
import { Office } from '../support/offices.ts';
import { NOW, temporaryFolder } from '../support/sample.ts';
import { importInChild } from './child.ts';

const KILLS = Number(process.env['KYCUONG_KILLS'] ?? 8);
const SEED = Number(process.env['KYCUONG_SEED'] ?? 20_261_120);
const folder = temporaryFolder();
const file = path.join(folder, 'ho-so.csv');
const base = path.join(folder, 'truoc.db');
const LATER = new Date(NOW.getTime() + 2 * 3_600_000);
const STAGED = ['dossiers', 'dossier_days', 'dossiers_met', 'dossier_coverage', 'dossier_loads', 'imports'];

/** A third is known and unchanged, a third is answered meanwhile, a third is new. */
const KNOWN = Array.from({ length: 10_000 }, (_, index) => open(index, '12/10/2026 17:00'));
const ROWS = Array.from({ length: 15_000 }, (_, index) =>
  index % 2 === 0 && index < KNOWN.length ? open(index, '12/10/2026 17:00') : dossier(index),
);
/** Milliseconds that the load takes here. */
let usual = 0;

async function withOffice<T>(url: string, work: (at: Office) => Promise<T>): Promise<T> {
  const opened = await openDatabase(url);
  try {
    return await work(new Office(opened.db));
  } finally {
    opened.close();
  }
}

/** A copy of the database with the known dossiers. */
function copied(name: string): string {
  const copy = path.join(folder, name);
  copyFileSync(base, copy);
  return `file:${copy}`;
}

beforeAll(async () => {
  const url = `file:${base}`;
  const made = await prepareDatabase({
    url,
    authToken: undefined,
    now: NOW,
    sample: false,
    log: () => undefined,
  });
  const at = new Office(made.db);
  await at.load('units', 'Mã đơn vị,Tên đơn vị,Tỉnh,Khối\nso-tu-phap,Sở Tư pháp,khanh-hoa,so\n');
  const known = await load(at, csv(KNOWN), { asOf: '2026-10-15' });
  if (known.status !== 'loaded') throw new Error(`the file before was ${known.status}`);
  made.close();
  const client = createClient({ url });
  await client.execute('pragma wal_checkpoint(truncate)');
  client.close();
  writeFileSync(file, csv(ROWS));
  const child = importInChild(copied('mau.db'), NOW, file);
  await child.begun;
  const begun = performance.now();
  const ended = await child.ended;
  if (ended !== 'loaded') throw new Error(`the undisturbed import ended ${String(ended)}`);
  usual = performance.now() - begun;
}, 300_000);

it(
  `the database stays whole at ${KILLS} moments (seed ${SEED})`,
  async () => {
    const before = await withOffice(`file:${base}`, countsOf);
    const whole = await withOffice(`file:${path.join(folder, 'mau.db')}`, countsOf);
    expect(whole).not.toEqual(before);
    const moments = fc.sample(fc.double({ min: 0, max: 1.02, noNaN: true }), { seed: SEED, numRuns: KILLS });
    let killed = 0;
    for (const [index, moment] of moments.entries()) {
      const name = `kill-${index}.db`;
      const url = copied(name);
      const child = importInChild(url, NOW, file);
      await child.begun;
      await wait(moment * usual);
      child.kill();
      const said = await child.ended;
      await withOffice(url, async (at) => {
        const context = { seed: SEED, index, moment, said };
        const [{ integrity_check: state } = { integrity_check: '' }] = await at.db.all<{
          integrity_check: string;
        }>('pragma integrity_check');
        expect({ ...context, state }).toEqual({ ...context, state: 'ok' });
        const counts = await countsOf(at);
        const isLoaded = JSON.stringify(counts) === JSON.stringify(whole);
        if (said === undefined && !isLoaded) killed += 1;
        // It may have ended, or died after its last write and before it could say so.
        expect({ ...context, counts }).toEqual({
          ...context,
          counts: said === 'loaded' || isLoaded ? whole : before,
        });
        await discardAbandonedImports(at.db, LATER);
        const [left, clean] = await Promise.all([contents(at), withOffice(copied('sach.db'), contents)]);
        const remains = isLoaded ? [] : STAGED.filter((table) => left[table] !== clean[table]);
        expect({ ...context, remains }).toEqual({ ...context, remains: [] });
        const again = await load(at, csv(ROWS));
        expect({ ...context, again: again.status }).toEqual({
          ...context,
          again: isLoaded ? 'repeated' : 'loaded',
        });
        expect({ ...context, counts: await countsOf(at) }).toEqual({ ...context, counts: whole });
      });
      for (const end of ['', '-wal', '-shm']) rmSync(path.join(folder, `${name}${end}`), { force: true });
    }
    expect(killed).toBeGreaterThan(0);
  },
  KILLS * 60_000,
);
