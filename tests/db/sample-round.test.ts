import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { listRounds, readRound, stepsOf } from '../../db/appraisal.ts';
import { frozenYears, publicationsOf } from '../../db/publications.ts';
import { loadSample } from '../../db/sample.ts';
import { submissionsOf } from '../../engine/appraisal/deadlines.ts';
import { NOW, temporaryDatabase } from './support.ts';

const TABLE = parse<Record<string, string>>(
  readFileSync(path.join(import.meta.dirname, '../../data/khanh-hoa/round-2019.csv')),
  { columns: true },
);

async function round() {
  const { db } = await temporaryDatabase();
  await loadSample(db, { now: NOW });
  await loadSample(db, { now: NOW });
  const [listed, ...more] = await listRounds(db);
  expect(more).toEqual([]);
  const found = await readRound(db, listed?.id ?? 0);
  if (found === undefined) throw new Error('no round');
  return { db, found };
}

describe('the round of 2019 in the sample', () => {
  it('has 43 of 44 units on time and the police a day late, with no time of day made up', async () => {
    const { found } = await round();
    const { onTime, late, missing } = submissionsOf(found);
    expect([found.units.length, onTime.length, missing.length]).toEqual([44, 43, 0]);
    expect(late).toEqual([
      { unitId: 'kh-cong-an', moment: { known: 'day', on: '2019-12-17' }, by: { days: 1 } },
    ]);
    const moments = [...found.submissions]
      .filter(([unit]) => unit !== 'kh-cong-an')
      .map(([, moment]) => moment);
    expect(new Set(moments.map(({ known }) => known))).toEqual(new Set(['in time']));
  });

  it('has the deadlines and days of the report, each event of the table once', async () => {
    const { db, found } = await round();
    expect(found.submissionDeadline).toBe('2019-12-16T17:00:00.000Z');
    expect(found.supplementDeadline).toBe('2019-12-30T17:00:00.000Z');
    const steps = await stepsOf(db, found.id);
    const days = TABLE.filter(
      ({ event }) => !['submitted', 'submission_deadline', 'supplement_deadline'].includes(event ?? ''),
    );
    expect(steps.map(({ at }) => (at.known === 'day' ? at.on : at))).toEqual(days.map(({ on }) => on));
    expect(found.state).toBe('đã công bố');
  });

  it('was published by 199/QĐ-UBND, which we only read of: it freezes nothing', async () => {
    const { db, found } = await round();
    expect(await publicationsOf(db, found.id)).toEqual([
      { decision: '199/QĐ-UBND', decidedOn: '2020-01-21', corrects: null },
    ]);
    expect(await frozenYears(db)).toEqual(new Map());
  });

  it('is quoted from the report: every date and number of its rows stands in the quotation', () => {
    for (const { on = '', decision = '', quote = '' } of TABLE) {
      const [, month = '', day = ''] = on.split('-');
      expect(quote).toContain(on === '' ? '' : `${day}/${month}`);
      expect(quote).toContain(decision);
    }
  });
});
