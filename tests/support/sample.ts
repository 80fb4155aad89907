/** A database with the sample data, made once a test file; and a clock that stands still. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { type Desk, openDesk } from '../../bot/desk.ts';
import type { OpenDatabase } from '../../db/open.ts';
import { prepareDatabase } from '../../web/node/prepare.ts';

/** 20 November 2026, 9 o'clock in Vietnam. */
export const NOW = new Date('2026-11-20T02:00:00Z');

/** A folder that goes when the test file is done. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'kycuong-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Opens a new database with the sample data before the tests of the file; `desk` gives the desk at a moment. */
export function sampleDesk(): { desk: (now?: Date) => Promise<Desk> } {
  const folder = temporaryFolder();
  let opened: OpenDatabase | undefined;
  beforeAll(async () => {
    opened = await prepareDatabase({
      url: `file:${path.join(folder, 'mau.db')}`,
      authToken: undefined,
      now: NOW,
      sample: true,
      log: () => undefined,
    });
  });
  afterAll(() => opened?.close());
  return {
    desk: (now = NOW) => {
      if (opened === undefined) throw new Error('the database is opened before the tests');
      return openDesk(opened.db, { now });
    },
  };
}
