/** Real databases and small vocabularies for the tests of the data layer. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { type Db, write } from '../../db/database.ts';
import type { StatedFact } from '../../db/fact-columns.ts';
import { stageObservations } from '../../db/import/stage.ts';
import { completeImport, type NewObservation } from '../../db/imports.ts';
import { openDatabase } from '../../db/open.ts';
import { saveUnits, type Unit } from '../../db/units.ts';
import type { FactDefinition, FactKind, RollUp } from '../../engine/model/facts.ts';
import { ratio } from '../../engine/model/ratio.ts';

export const NOW = new Date('2026-11-20T03:00:00Z');

/** A migrated database in a file of its own, gone when the test ends. */
export async function temporaryDatabase(): Promise<{ db: Db; url: string }> {
  const folder = await mkdtemp(path.join(tmpdir(), 'kycuong-db-'));
  const url = `file:${path.join(folder, 'test.db')}`;
  const opened = await openDatabase(url);
  onTestFinished(async () => {
    opened.close();
    await rm(folder, { recursive: true, force: true });
  });
  return { db: opened.db, url };
}

export function unit(id: string, changes: Partial<Unit> = {}): Unit {
  return {
    id,
    province: 'khanh-hoa',
    block: 'so',
    name: id,
    position: 1,
    validFrom: null,
    validTo: null,
    parentId: null,
    ...changes,
  };
}

/** A database that knows these units. */
export async function databaseWithUnits(...ids: string[]): Promise<{ db: Db; url: string }> {
  const opened = await temporaryDatabase();
  await write(opened.db, (tx) =>
    saveUnits(
      tx,
      ids.map((id) => unit(id)),
      [],
    ),
  );
  return opened;
}

export function fact(name: string, kind: FactKind, rollUp: RollUp, aliases: string[] = []): FactDefinition {
  return {
    name,
    kind,
    rollUp,
    aliases,
    unit: kind === 'count' ? 'hồ sơ' : '',
    domain: kind === 'ratio' ? { low: ratio(0), high: ratio(1) } : { low: ratio(0) },
    zeroDenominator: 'missing',
    subjects: ['đơn vị'],
    supplier: 'Sở Nội vụ',
  };
}

export const FACTS: ReadonlyMap<string, FactDefinition> = new Map(
  [
    fact('điểm chuẩn', 'points', 'latest'),
    fact('điểm thẩm định', 'points', 'latest'),
    fact('chỉ số CCHC', 'ratio', 'latest'),
    fact('hồ sơ tiếp nhận', 'count', 'sum', ['tổng số hồ sơ tiếp nhận']),
    fact('hồ sơ đã giải quyết', 'count', 'sum', ['đã giải quyết']),
    fact('hồ sơ trễ hạn', 'count', 'sum', ['trễ hạn', 'quá hạn']),
    fact('tỷ lệ hồ sơ trễ hạn', 'ratio', 'latest'),
    fact('chỉ số hài lòng', 'ratio', 'latest', ['SIPAS']),
    fact('xếp hạng CCHC', 'rank', 'latest'),
  ].map((definition) => [definition.name, definition]),
);

export function known(numerator: number, denominator = 1): StatedFact {
  return { status: 'known', value: ratio(numerator, denominator) };
}

/** An observation of 50 late dossiers of unit "a" in March 2026, with changes. */
export function observation(changes: Partial<NewObservation> = {}): NewObservation {
  return {
    unitId: 'a',
    fact: 'hồ sơ trễ hạn',
    period: '2026-03',
    state: known(50),
    sourceRow: 2,
    knownOn: '2026-04-01',
    ...changes,
  };
}

let files = 0;

/** Stages rows as a file of their own; gives the import, not yet completed. */
export function stage(db: Db, rows: readonly NewObservation[], simulated = false): Promise<number> {
  files += 1;
  const origin = { fileName: `tệp-${files}.csv`, sha256: `sha-${files}`, simulated, loadedBy: 'kiểm thử' };
  return stageObservations(db, rows, origin, NOW);
}

/** Stages rows and completes their import. */
export async function load(db: Db, rows: readonly NewObservation[], simulated = false): Promise<void> {
  const importId = await stage(db, rows, simulated);
  await write(db, (tx) => completeImport(tx, importId, NOW));
}
