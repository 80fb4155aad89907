import { describe, expect, it } from 'vitest';
import { answer } from '../../bot/answer/answer.ts';
import { renderPlain } from '../../bot/channels/plain.ts';
import type { Desk } from '../../bot/desk.ts';
import { type DisputeOutcome, decideDispute, openDispute } from '../../bot/disputes.ts';
import { invite } from '../../bot/link.ts';
import { loadFigures } from '../../bot/load-figures.ts';
import { replayReceipt } from '../../bot/receipts.ts';
import type { Caller } from '../../bot/roles.ts';
import { write } from '../../db/database.ts';
import { findDispute } from '../../db/disputes.ts';
import { figureHistory } from '../../db/figure-history.ts';
import { imports } from '../../db/schema.ts';
import { civilDate } from '../../engine/model/dates.ts';
import { countsOf, csv, dossier, load as loadDossierFile } from '../support/dossiers.ts';
import { sampleDesk } from '../support/sample.ts';

const { desk } = sampleDesk();
const STAFF: Caller = { role: 'chuyen-vien-cchc' };

function head(unit: string): Caller {
  return { role: 'thu-truong', scope: unit };
}

async function load(at: Desk, unit: string, late: number): Promise<void> {
  const text = `Đơn vị,Kỳ,Hồ sơ đã giải quyết,Hồ sơ trễ hạn\n${unit},2026,1000,${late}\n`;
  const bytes = new TextEncoder().encode(text);
  await loadFigures(at, { bytes, fileName: 'goc.csv', loadedBy: 'thử', dryRun: false });
}

/** Disputes the late dossiers of a unit in 2026, which were loaded as 60; gives the number. */
async function disputed(at: Desk, unit: string, claim = '12'): Promise<number> {
  await load(at, unit, 60);
  const outcome = await openDispute(at, head(unit), {
    unitId: unit,
    disputed: { fact: 'hồ sơ trễ hạn', period: '2026', claim },
    evidence: 'Báo cáo số 12/BC-STP',
  });
  return numberOf(outcome);
}

function numberOf(outcome: DisputeOutcome): number {
  if (outcome.status === 'refused') throw new Error(outcome.problems[0]?.reason);
  return outcome.id;
}

async function status(at: Desk, unit: string, caller: Caller = head(unit)): Promise<string> {
  return renderPlain((await answer(at, caller, { action: `status:${unit}:2026` })).reply);
}

describe('a dispute of a figure', () => {
  it('is said of the unit while it is open, to those who may know its figures', async () => {
    const at = await desk();
    const unit = 'kh-so-tu-phap';
    const id = await disputed(at, unit);
    const words = `Có kiến nghị chưa giải quyết về hồ sơ trễ hạn năm 2026 (số ${id}).`;
    expect(await status(at, unit)).toContain(words);
    expect(await status(at, unit, { role: 'khach' })).not.toContain('kiến nghị');
    const other = renderPlain((await answer(at, head(unit), { action: `status:${unit}:2019` })).reply);
    expect(other).not.toContain('kiến nghị');
  });

  it('that is accepted becomes a correction, which names it as its source; the old receipt still replays', async () => {
    const at = await desk();
    const unit = 'kh-so-y-te';
    const id = await disputed(at, unit);
    const [before] = (await answer(at, head(unit), { action: `status:${unit}:2026` })).receipts;
    const accepted = await decideDispute(at, STAFF, id, { state: 'accepted', reason: 'Đúng theo báo cáo' });
    expect(accepted).toEqual({ status: 'done', id, state: 'accepted' });
    const source = `đính chính theo kiến nghị số ${id}, người quyết định: chuyên viên CCHC, ngày 20/11/2026`;
    const versions = await figureHistory(at.db, { unitId: unit, fact: 'hồ sơ trễ hạn', period: '2026' });
    expect(versions.at(-1)).toMatchObject({ source, reference: 'Đúng theo báo cáo', replacedBy: undefined });
    expect((await findDispute(at.db, id))?.importId).toBe(versions.at(-1)?.importId);
    const now = await answer(at, head(unit), { action: `status:${unit}:2026` });
    const text = renderPlain(now.reply);
    expect(text).toContain('12/1.000');
    expect(text).toContain(`Số liệu hồ sơ trễ hạn năm 2026: ${source}.`);
    expect(text).not.toContain('chưa giải quyết');
    expect(now.receipts[0]).not.toBe(before);
    expect(now.decisions[0]?.figures?.figures.get('hồ sơ trễ hạn')?.source.fileName).toBe(source);
    await load(at, unit, 13);
    expect(await status(at, unit)).not.toContain('đính chính');
    expect((await replayReceipt(at, 'KC-NONE')).outcome).toBe('unknown');
  });

  it('that is refused or withdrawn changes no figure', async () => {
    const at = await desk();
    for (const [unit, caller, state] of [
      ['kh-so-noi-vu', STAFF, 'refused'],
      ['kh-so-ngoai-vu', head('kh-so-ngoai-vu'), 'withdrawn'],
    ] as const) {
      const id = await disputed(at, unit);
      expect(await decideDispute(at, caller, id, { state, reason: 'Không đủ căn cứ' })).toMatchObject({
        state,
      });
      const text = await status(at, unit);
      expect(text).toContain('60/1.000');
      expect(text).not.toContain('kiến nghị');
      expect(await findDispute(at.db, id)).toMatchObject({
        state,
        reason: 'Không đủ căn cứ',
        importId: null,
      });
    }
  });

  it('is decided once, also when two decide at once', async () => {
    const at = await desk();
    const id = await disputed(at, 'kh-so-xay-dung');
    const before = (await at.db.select().from(imports)).length;
    const outcomes = await Promise.all([
      decideDispute(at, STAFF, id, { state: 'accepted', reason: 'a' }),
      decideDispute(at, STAFF, id, { state: 'refused', reason: 'b' }),
      decideDispute(at, STAFF, id, { state: 'accepted', reason: 'c', value: '13' }),
    ]);
    expect(outcomes.filter(({ status }) => status === 'done')).toHaveLength(1);
    const { state } = (await findDispute(at.db, id)) ?? {};
    expect((await at.db.select().from(imports)).length).toBe(before + (state === 'accepted' ? 1 : 0));
    const again = await decideDispute(at, STAFF, id, { state: 'accepted', reason: 'd' });
    expect(JSON.stringify(again)).toContain('đã giải quyết');
    const next = await disputed(at, 'kh-so-khcn');
    const both = await Promise.all(
      ['12', '13'].map((value) => decideDispute(at, STAFF, next, { state: 'accepted', reason: 'a', value })),
    );
    expect(both.map(({ status }) => status).sort()).toEqual(['done', 'refused']);
  });

  it('is refused as a figure would be: what contradicts, what is no number', async () => {
    const at = await desk();
    const id = await disputed(at, 'kh-so-cong-thuong');
    for (const value of ['1.001', 'mười hai', '-3'])
      expect(await decideDispute(at, STAFF, id, { state: 'accepted', reason: 'a', value })).toMatchObject({
        status: 'refused',
      });
    expect((await findDispute(at.db, id))?.state).toBe('open');
  });
});

describe('who disputes and who decides', () => {
  it('is the unit itself, and policy staff of no part in it', async () => {
    const at = await desk();
    const unit = 'kh-so-gtvt';
    const id = await disputed(at, unit);
    const of = { fact: 'hồ sơ trễ hạn', period: '2026' };
    const opening = { unitId: unit, disputed: of, evidence: 'x' };
    for (const caller of [STAFF, head('kh-so-y-te'), { role: 'khach' } as const])
      expect(await openDispute(at, caller, opening)).toMatchObject({ status: 'refused' });
    expect(JSON.stringify(await openDispute(at, head(unit), opening))).toContain('chưa giải quyết');
    const accept = { state: 'accepted', reason: 'x' } as const;
    for (const caller of [head(unit), { role: 'lanh-dao-tinh' }, { role: 'khach' }] as const)
      expect(await decideDispute(at, caller, id, accept)).toMatchObject({ status: 'refused' });
    const own = await write(at.db, (tx) => invite(tx, 'chuyen-vien-cchc', at.now, unit));
    const colleague: Caller = { ...STAFF, personId: own?.person.id ?? '' };
    expect(JSON.stringify(await decideDispute(at, colleague, id, accept))).toContain('đơn vị mình');
    expect(await decideDispute({ ...at, sample: false }, STAFF, id, accept)).toMatchObject({
      status: 'refused',
    });
    expect(await decideDispute(at, STAFF, id, { state: 'withdrawn', reason: 'x' })).toMatchObject({
      status: 'refused',
    });
    expect((await findDispute(at.db, id))?.state).toBe('open');
  });

  it('needs evidence, a figure that was stated, and a reason', async () => {
    const at = await desk();
    const unit = 'kh-so-tttt';
    const of = { fact: 'hồ sơ trễ hạn', period: '2026-09' };
    const open = (changes: object) =>
      openDispute(at, head(unit), { unitId: unit, disputed: of, evidence: 'x', ...changes });
    for (const wrong of [
      { evidence: ' ' },
      { evidence: 'x'.repeat(2001) },
      { disputed: { fact: 'hồ sơ trễ hạn', period: '1999-01' } },
      { disputed: { ...of, claim: 'nhiều' } },
      { disputed: { code: ' ' } },
      { disputed: { code: 'H01-cua-ai' } },
    ])
      expect(await open(wrong)).toMatchObject({ status: 'refused' });
    const id = numberOf(await open({}));
    for (const decision of [{ reason: '' }, { reason: 'đúng' }])
      expect(await decideDispute(at, STAFF, id, { state: 'accepted', ...decision })).toMatchObject({
        status: 'refused',
      });
  });
});

describe('a dispute of a dossier', () => {
  const LATE = dossier(1, { 'Đơn vị': 'kh-so-gddt', 'Ngày trả kết quả': '20/10/2026 10:00' });
  const IN_TIME = dossier(2, { 'Đơn vị': 'kh-so-gddt' });

  it('that is accepted takes its lateness off the counts from then on, whatever the next export says', async () => {
    const at = await desk();
    const unit = 'kh-so-gddt';
    const office = { db: at.db, desk: async () => at };
    const loaded = await loadDossierFile(office, csv([LATE, IN_TIME]), { asOf: '2026-11-01' });
    expect(loaded).toMatchObject({ status: 'loaded', added: 2 });
    const today = civilDate(at.now);
    expect(await countsOf(at, unit, today)).toMatchObject({ resolved: 2, late: 1 });
    const opening = { unitId: unit, disputed: { code: 'H32-1' }, evidence: 'Phiếu hẹn' };
    const id = numberOf(await openDispute(at, head(unit), opening));
    expect(await status(at, unit)).toContain('việc trễ hạn của hồ sơ H32-1');
    const accept = { state: 'accepted', reason: 'Trả đúng hẹn' } as const;
    expect(await decideDispute(at, STAFF, id, accept)).toMatchObject({ status: 'done' });
    expect(await countsOf(at, unit, today)).toMatchObject({ resolved: 2, late: 0 });
    expect((await findDispute(at.db, id))?.importId).not.toBeNull();
    expect(await status(at, unit)).not.toContain('chưa giải quyết');
    expect(await openDispute(at, head(unit), opening)).toMatchObject({ status: 'refused' });
    await loadDossierFile(office, csv([LATE, IN_TIME, dossier(3, { 'Đơn vị': unit })]));
    expect(await countsOf(at, unit, today)).toMatchObject({ resolved: 3, late: 0 });
  });

  it('is of a dossier that the unit has', async () => {
    const at = await desk();
    const office = { db: at.db, desk: async () => at };
    await loadDossierFile(office, csv([LATE]), { asOf: '2026-11-01' });
    const opening = { disputed: { code: 'H32-1' }, evidence: 'Phiếu hẹn' };
    const unitId = 'kh-so-tu-phap';
    expect(await openDispute(at, head(unitId), { unitId, ...opening })).toMatchObject({ status: 'refused' });
  });
});
