import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { count } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { type Db, write } from '../../db/database.ts';
import {
  appendObservations,
  beginImport,
  completedImport,
  completeImport,
  discardAbandonedImports,
  discardImport,
  ImportConflictError,
} from '../../db/imports.ts';
import { readFigures } from '../../db/observations.ts';
import { imports, observations } from '../../db/schema.ts';
import { databaseWithUnits, FACTS, known, load, NOW, observation, stage } from './support.ts';

const META = {
  kind: 'figures',
  fileName: 'tháng 3.csv',
  sha256: 'abc',
  simulated: false,
  rowCount: 1,
  loadedBy: 'can-bo:a',
} as const;
const TWO_HOURS_LATER = new Date(NOW.getTime() + 2 * 3_600_000);

async function rowsIn(db: Db, table: typeof imports | typeof observations): Promise<number> {
  const [row] = await db.select({ rows: count() }).from(table);
  return row?.rows ?? 0;
}

async function visibleUnits(db: Db): Promise<number> {
  const query = { subject: 'đơn vị', year: 2026, dataDate: '2026-12-31', facts: FACTS } as const;
  return (await readFigures(db, query)).size;
}

describe('staging', () => {
  it('rows are invisible until their import is completed', async () => {
    const { db } = await databaseWithUnits('a');
    const importId = await stage(db, [observation()]);
    expect(await visibleUnits(db)).toBe(0);
    await write(db, (tx) => completeImport(tx, importId, NOW));
    expect(await visibleUnits(db)).toBe(1);
  });

  it('an import of more rows than one statement takes is stored whole', async () => {
    const { db } = await databaseWithUnits('a');
    const rows = Array.from({ length: 1234 }, (_, index) => observation({ sourceRow: index }));
    await load(db, rows);
    expect(await rowsIn(db, observations)).toBe(1234);
  });

  it('a row that cannot be stored leaves nothing of its file behind', async () => {
    const { db } = await databaseWithUnits('a');
    const rows = [...Array.from({ length: 600 }, () => observation()), observation({ unitId: 'nowhere' })];
    await expect(stage(db, rows)).rejects.toThrow('insert into "observations"');
    expect([await rowsIn(db, imports), await rowsIn(db, observations)]).toEqual([0, 0]);
  });

  it('numbers that a column would round are refused', async () => {
    const { db } = await databaseWithUnits('a');
    const state = { status: 'known', value: { numerator: 2n ** 53n, denominator: 1n } } as const;
    await expect(stage(db, [observation({ state })])).rejects.toThrow(RangeError);
  });
});

describe('completing', () => {
  it('is known by the hash of the file from then on', async () => {
    const { db } = await databaseWithUnits('a');
    const importId = await beginImport(db, META, NOW);
    await appendObservations(db, importId, [observation()]);
    expect(await completedImport(db, META.sha256)).toBeUndefined();
    await write(db, (tx) => completeImport(tx, importId, NOW));
    expect(await completedImport(db, META.sha256)).toBe(importId);
  });

  it('of the same file twice fails the second time, and takes its transaction with it', async () => {
    const { db } = await databaseWithUnits('a');
    const [first, second] = await Promise.all([beginImport(db, META, NOW), beginImport(db, META, NOW)]);
    await appendObservations(db, first, [observation()]);
    await appendObservations(db, second, [observation()]);
    await write(db, (tx) => completeImport(tx, first, NOW));
    const again = write(db, async (tx) => {
      await tx.update(imports).set({ fileName: 'đổi tên' });
      await completeImport(tx, second, NOW);
    });
    await expect(again).rejects.toThrow(ImportConflictError);
    expect(await db.select({ name: imports.fileName }).from(imports)).toEqual([
      { name: META.fileName },
      { name: META.fileName },
    ]);
  });

  it('fails when rows are missing, when it was done before, and when it was discarded', async () => {
    const { db } = await databaseWithUnits('a');
    const partial = await beginImport(db, { ...META, rowCount: 2 }, NOW);
    await appendObservations(db, partial, [observation()]);
    const done = await stage(db, [observation()]);
    await write(db, (tx) => completeImport(tx, done, NOW));
    const discarded = await stage(db, [observation()]);
    await discardImport(db, discarded);
    for (const id of [partial, done, discarded]) {
      await expect(write(db, (tx) => completeImport(tx, id, NOW))).rejects.toThrow(ImportConflictError);
    }
    expect(await rowsIn(db, observations)).toBe(2);
  });
});

describe('discarding', () => {
  it('deletes a staged import with its rows and leaves others alone', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [observation()]);
    const importId = await stage(
      db,
      Array.from({ length: 6000 }, () => observation({ state: known(1) })),
    );
    await discardImport(db, importId);
    expect([await rowsIn(db, imports), await rowsIn(db, observations)]).toEqual([1, 1]);
  });

  it('does nothing to a completed import', async () => {
    const { db } = await databaseWithUnits('a');
    const importId = await stage(db, [observation()]);
    await write(db, (tx) => completeImport(tx, importId, NOW));
    await discardImport(db, importId);
    expect(await visibleUnits(db)).toBe(1);
  });

  it('the sweep takes what was begun over an hour ago and never completed', async () => {
    const { db } = await databaseWithUnits('a');
    await load(db, [observation()]);
    await stage(db, [observation()]);
    expect(await discardAbandonedImports(db, NOW)).toBe(0);
    expect(await rowsIn(db, imports)).toBe(2);
    expect(await discardAbandonedImports(db, TWO_HOURS_LATER)).toBe(1);
    expect([await rowsIn(db, imports), await rowsIn(db, observations)]).toEqual([1, 1]);
  });
});

describe('a process killed while it stages', () => {
  it('leaves nothing visible; the sweep removes its rows, and others write meanwhile', async () => {
    const { db, url } = await databaseWithUnits('a', 'b');
    const script = path.join(import.meta.dirname, 'stage-until-killed.ts');
    const child = spawn(process.execPath, [script, url, NOW.toISOString()], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let batches = 0;
    for await (const line of createInterface(child.stdout)) {
      expect(line).toBe('batch');
      batches += 1;
      if (batches === 2) await load(db, [observation({ unitId: 'b' })]);
      if (batches === 4) break;
    }
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    expect(child.signalCode).toBe('SIGKILL');

    expect(await rowsIn(db, observations)).toBeGreaterThanOrEqual(4 * 500);
    expect(await visibleUnits(db)).toBe(1);
    expect(await discardAbandonedImports(db, TWO_HOURS_LATER)).toBe(1);
    expect([await rowsIn(db, imports), await rowsIn(db, observations)]).toEqual([1, 1]);
  }, 30_000);
});

describe('many writers at once', () => {
  it('all imports of one process are stored, and readers see each whole or not at all', async () => {
    const { db } = await databaseWithUnits('a', 'b');
    const monthly = (unitId: string) =>
      Array.from({ length: 12 }, (_, month) =>
        observation({ unitId, period: `2026-${String(month + 1).padStart(2, '0')}`, state: known(1) }),
      );
    const query = { subject: 'đơn vị', year: 2026, dataDate: '2026-12-31', facts: FACTS } as const;
    const seen: unknown[] = [];
    const watch = async () => {
      for (let turn = 0; turn < 40; turn += 1) {
        for (const { facts } of (await readFigures(db, query)).values())
          seen.push(facts.get('hồ sơ trễ hạn'));
      }
    };
    const writers = Array.from({ length: 20 }, (_, index) => load(db, monthly(index % 2 === 0 ? 'a' : 'b')));
    await Promise.all([...writers, watch(), watch()]);
    await watch();
    expect(await rowsIn(db, observations)).toBe(20 * 12);
    expect(seen).not.toHaveLength(0);
    for (const state of seen) expect(state).toEqual(known(12));
  });
});
