import { describe, expect, it } from 'vitest';
import { readProvince } from '../../../bot/province.ts';
import { registerFigures } from '../../../bot/registers/figures.ts';
import { readRegister } from '../../../db/registers.ts';
import type { FactState } from '../../../engine/model/facts.ts';
import { statesOf } from '../../../engine/plan/states.ts';
import { REGISTER_FACTS } from '../../../engine/registers/counts.ts';
import { type Office, offices } from '../../support/offices.ts';

const office = offices();
const HEADER = 'Đơn vị,Năm,Mã nhiệm vụ,Nhiệm vụ được giao,Hạn hoàn thành,Ngày hoàn thành,Trạng thái\n';

async function counts(at: Office, unitId: string, dataDate: string): Promise<Record<string, number>> {
  const { db, ruleSet } = await at.desk();
  const query = { unitIds: [unitId], subject: 'đơn vị', year: 2026, dataDate, facts: ruleSet.facts } as const;
  const facts = (await registerFigures(db, query)).get(unitId)?.facts ?? new Map();
  return Object.fromEntries(
    [...facts].map(([name, state]) => [name, state.status === 'known' ? Number(state.value.numerator) : -1]),
  );
}

/** The share of late tasks as rules see it. */
async function lateShare(at: Office, unitId: string): Promise<FactState> {
  const desk = await at.desk();
  const province = unitId.startsWith('dn-') ? 'dak-nong' : 'khanh-hoa';
  const { facts, scheme } = await readProvince(desk, province, 2026, {});
  const { stateOf } = statesOf(desk.ruleSet, scheme, { lawDate: '2026-11-20', year: 2026 });
  const input = { facts: facts.get(unitId) ?? new Map(), publishedRanks: new Map() };
  return stateOf('tỷ lệ nhiệm vụ được giao trễ hạn')(input, 2026);
}

describe('a register', () => {
  it('counts what is late on the data date, whatever was known later', async () => {
    const at = await office();
    await at.load('assigned-tasks', `${HEADER}Sở Tư pháp,2026,1,Việc một,15/03/2026,,\n`, '2026-03-10');
    await at.load(
      'assigned-tasks',
      `${HEADER}Sở Tư pháp,2026,1,Việc một,15/03/2026,20/03/2026,\n`,
      '2026-04-01',
    );
    const late = async (day: string) => (await counts(at, 'so-tu-phap', day))['nhiệm vụ được giao trễ hạn'];
    expect(await late('2026-03-09')).toBeUndefined();
    expect(await late('2026-03-15')).toBe(0);
    expect(await late('2026-03-16')).toBe(1);
    expect((await counts(at, 'so-tu-phap', '2026-03-31'))['nhiệm vụ được giao đã hoàn thành']).toBe(0);
    expect(await counts(at, 'so-tu-phap', '2026-04-01')).toEqual({
      'nhiệm vụ được giao': 1,
      'nhiệm vụ được giao đã hoàn thành': 1,
      'nhiệm vụ được giao trễ hạn': 1,
    });
  });

  it('says nothing of a province where it was not loaded, and of a unit without entries that it has none', async () => {
    const at = await office();
    await at.load('assigned-tasks', `${HEADER}Sở Tư pháp,2026,1,Việc một,15/03/2026,,\n`);
    expect((await counts(at, 'so-noi-vu', '2026-11-20'))['nhiệm vụ được giao']).toBe(0);
    expect(await counts(at, 'dn-so-y-te', '2026-11-20')).toEqual({});
    expect(await lateShare(at, 'so-tu-phap')).toMatchObject({ status: 'known' });
    expect(await lateShare(at, 'so-noi-vu')).toEqual({ status: 'exempt' });
    expect(await lateShare(at, 'dn-so-y-te')).toEqual({ status: 'missing' });
  });

  it('gives a task to the unit that its newest version names, and leaves the other without', async () => {
    const at = await office();
    await at.load('assigned-tasks', `${HEADER}Sở Tư pháp,2026,1,Việc một,15/03/2026,,\n`, '2026-03-01');
    const moved = await at.load('assigned-tasks', `${HEADER}Sở Nội vụ,2026,1,Việc một,15/03/2026,,\n`);
    expect(moved).toMatchObject({ status: 'loaded', entries: 1, replaced: 1 });
    expect((await counts(at, 'so-tu-phap', '2026-11-20'))['nhiệm vụ được giao']).toBe(0);
    expect((await counts(at, 'so-noi-vu', '2026-11-20'))['nhiệm vụ được giao']).toBe(1);
  });

  it('keeps codes apart that units number for themselves', async () => {
    const at = await office();
    const header = 'Đơn vị,Kỳ báo cáo,Mã báo cáo,Báo cáo,Hạn gửi,Ngày gửi,Chất lượng\n';
    await at.load(
      'reports',
      `${header}Sở Tư pháp,Quý I/2026,BC,Báo cáo quý,15/03/2026,16/03/2026,chất lượng thấp\nSở Nội vụ,Quý I/2026,BC,Báo cáo quý,15/03/2026,15/03/2026,\nSở Tư pháp,Quý II/2026,BC,Báo cáo quý,15/06/2026,,\n`,
    );
    expect(await counts(at, 'so-tu-phap', '2026-11-20')).toEqual({
      'báo cáo định kỳ đến hạn': 2,
      'báo cáo định kỳ đúng hạn': 0,
      'báo cáo định kỳ trễ hạn': 1,
      'báo cáo định kỳ không gửi': 1,
      'báo cáo định kỳ chất lượng thấp': 1,
    });
    const { db, ruleSet } = await at.desk();
    const query = { subject: 'đơn vị', year: 2026, dataDate: '2026-11-20', facts: ruleSet.facts } as const;
    const ofQuarter = await registerFigures(db, { ...query, period: '2026-Q1' });
    expect(ofQuarter.get('so-tu-phap')?.facts.get('báo cáo định kỳ đến hạn')).toMatchObject({
      value: { numerator: 1n },
    });
  });

  it('shows each count with the rows of the file that it counts', async () => {
    const at = await office();
    await at.load(
      'assigned-tasks',
      `${HEADER}Sở Tư pháp,2026,1,Việc một,15/12/2026,,\nSở Tư pháp,2026,2,Việc hai,15/03/2026,,\n`,
    );
    const { db, ruleSet } = await at.desk();
    const query = { subject: 'đơn vị', year: 2026, dataDate: '2026-11-20', facts: ruleSet.facts } as const;
    const figure = (await registerFigures(db, query))
      .get('so-tu-phap')
      ?.figures.get('nhiệm vụ được giao trễ hạn');
    expect(figure?.sources).toMatchObject([{ fileName: 'assigned-tasks.csv', row: 3, period: '2026' }]);
  });

  it('has facts that the rules declare', async () => {
    const { ruleSet } = await (await office()).desk();
    const counted = Object.values(REGISTER_FACTS).flatMap((facts) => Object.keys(facts));
    expect(counted.filter((name) => ruleSet.facts.get(name)?.kind !== 'count')).toEqual([]);
  });
});

describe('a file of a register', () => {
  it.each([
    ['Sở Tu pháp X,2026,1,Việc,15/03/2026,,', 'Đơn vị', 'Không có đơn vị này'],
    ['Sở Tư pháp,Quý I/2026,1,Việc,15/03/2026,,', 'Năm', 'Cột này ghi năm'],
    ['Sở Tư pháp,2036,1,Việc,15/03/2026,,', 'Năm', 'Kỳ chưa tới'],
    ['Sở Tư pháp,2026,,Việc,15/03/2026,,', 'Mã nhiệm vụ', 'Chưa ghi mã'],
    ['Sở Tư pháp,2026,1,,15/03/2026,,', 'Nhiệm vụ được giao', 'Chưa ghi nội dung'],
    ['Sở Tư pháp,2026,1,Việc,31/02/2026,,', 'Hạn hoàn thành', 'Không đọc được ngày'],
    ['Sở Tư pháp,2026,1,Việc,15/03/2026,21/11/2026,', 'Ngày hoàn thành', 'chưa tới'],
    ['Sở Tư pháp,2026,1,Việc,15/03/2026,,hoàn thành', 'Ngày hoàn thành', 'mà chưa ghi ngày'],
    ['Sở Tư pháp,2026,1,Việc,15/03/2026,10/03/2026,đang thực hiện', 'Trạng thái', 'chưa xong'],
    ['Sở Tư pháp,2026,1,Việc,15/03/2026,,gần xong', 'Trạng thái', 'Không có trạng thái này'],
    ['Sở Tư pháp,2026,0,Việc,15/03/2026,,', 'Mã nhiệm vụ', 'đã có ở dòng 2'],
  ])('with the row %j is refused whole', async (row, column, reason) => {
    const at = await office();
    const outcome = await at.load('assigned-tasks', `${HEADER}Sở Nội vụ,2026,0,Việc,,,\n${row}\n`);
    expect(outcome).toMatchObject({
      status: 'refused',
      total: 1,
      problems: [{ row: 3, column, reason: expect.stringContaining(reason), remedy: expect.any(String) }],
    });
    expect(await counts(at, 'so-noi-vu', '2026-11-20')).toEqual({});
  });

  it.each([
    ['findings', 'Kiến nghị sau kiểm tra', 'Mã kiến nghị', 'Hạn khắc phục', 'Ngày khắc phục'],
    ['complaints', 'Nội dung phản ánh', 'Mã phản ánh', 'Hạn trả lời', 'Ngày trả lời'],
  ] as const)('of %s must say by when', async (kind, title, code, due, done) => {
    const at = await office();
    const header = `Đơn vị,Năm,${code},${title},${due},${done}\n`;
    expect(await at.load(kind, `${header}Sở Tư pháp,2026,1,Việc,,\n`)).toMatchObject({
      status: 'refused',
      problems: [{ row: 2, column: due, reason: 'Chưa ghi hạn.' }],
    });
    expect(await at.load(kind, `${header}Sở Tư pháp,2026,1,Việc,15/03/2026,\n`)).toMatchObject({
      status: 'loaded',
    });
  });

  it('is checked only in a dry run, taken once, and the second time changes nothing', async () => {
    const at = await office();
    const csv = `${HEADER}Sở Tư pháp,2026,1,Việc,15/03/2026,,\n`;
    expect(await at.load('assigned-tasks', csv, undefined, true)).toMatchObject({
      status: 'checked',
      entries: 1,
    });
    expect(await counts(at, 'so-tu-phap', '2026-11-20')).toEqual({});
    expect(await at.load('assigned-tasks', csv)).toMatchObject({ status: 'loaded', replaced: 0 });
    expect(await at.load('assigned-tasks', csv)).toEqual({ status: 'repeated' });
    const query = { kinds: ['assigned-tasks' as const], period: '2026', dataDate: '2026-11-20' };
    expect(await readRegister(at.db, query)).toHaveLength(1);
  });
});

it('a total that the rows contradict gives way to them and is reported by either file', async () => {
  const at = await office();
  const totals = 'Đơn vị,Kỳ,Nhiệm vụ được giao,Nhiệm vụ được giao trễ hạn\nSở Tư pháp,2026,40,0\n';
  await at.load('task-totals', totals);
  const rows = `${HEADER}Sở Tư pháp,2026,1,Việc một,15/03/2026,,\nSở Tư pháp,2026,2,Việc hai,,,\n`;
  const outcome = await at.load('assigned-tasks', rows);
  expect(JSON.stringify(outcome)).toContain(
    'Sở Tư pháp, năm 2026: nhiệm vụ được giao: số tổng đã nạp là 40 nhiệm vụ, đếm từng dòng được 2 nhiệm vụ',
  );
  expect(await lateShare(at, 'so-tu-phap')).toMatchObject({ value: { numerator: 1n, denominator: 2n } });
  const again = await at.load('task-totals', totals.replace(',40,', ',41,'));
  expect(JSON.stringify(again)).toContain('số tổng đã nạp là 41 nhiệm vụ');
});
