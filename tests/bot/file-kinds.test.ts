import { describe, expect, it } from 'vitest';
import { FILE_KINDS, type FileKind, TEMPLATES, templateCsv } from '../../bot/load-templates.ts';
import { officersOfUnit } from '../../bot/personal.ts';
import type { Caller } from '../../bot/roles.ts';
import { readFigures } from '../../db/observations.ts';
import { type Office, offices } from '../support/offices.ts';

const office = offices();
const BY_THEMSELVES: readonly FileKind[] = FILE_KINDS.filter((kind) => !['units', 'scores'].includes(kind));

const TOTALS: readonly FileKind[] = ['task-totals', 'online', 'discipline', 'index-766'];

async function figure(at: Office, name: string) {
  const { db, ruleSet } = await at.desk();
  const query = { subject: 'đơn vị', year: 2026, dataDate: '2026-11-20', facts: ruleSet.facts } as const;
  return (await readFigures(db, query)).get('so-tu-phap')?.figures.get(name);
}

describe('every kind of file', () => {
  it('has an example cell under each heading of its template', () => {
    for (const kind of FILE_KINDS)
      expect(TEMPLATES[kind].example).toHaveLength(TEMPLATES[kind].header.length);
  });

  it('takes its own template', async () => {
    const at = await office();
    for (const kind of BY_THEMSELVES)
      expect([kind, await at.load(kind, templateCsv(TEMPLATES[kind]))]).toMatchObject([
        kind,
        { status: 'loaded' },
      ]);
  });

  it('knows the templates of the others and names them, where it does not take them', async () => {
    const at = await office();
    const named: string[] = [];
    const expected: string[] = [];
    for (const said of FILE_KINDS)
      for (const kind of FILE_KINDS.filter((each) => each !== said)) {
        const outcome = await at.load(said, templateCsv(TEMPLATES[kind]), undefined, true);
        const remedy = outcome.status === 'refused' ? outcome.problems[0]?.remedy : 'taken';
        named.push(`${kind} as ${said}: ${remedy}`);
        // Any totals are figures.
        const isTaken = said === 'figures' && TOTALS.includes(kind);
        expected.push(`${kind} as ${said}: ${isTaken ? 'taken' : `Dùng --kind ${kind}.`}`);
      }
    expect(named).toEqual(expected);
  });

  it('is named for nothing that looks like none', async () => {
    const outcome = await (await office()).load('figures', 'Tên,Tuổi\na,1\n');
    expect(JSON.stringify(outcome)).not.toContain('--kind');
  });
});

describe('a survey', () => {
  const HEADER =
    'Đơn vị,Kỳ,Cỡ mẫu khảo sát,Cỡ mẫu khảo sát tối thiểu,Chỉ số hài lòng,Số quyết định miễn,Lý do miễn\n';
  const survey = (cells: string): string => `${HEADER}Sở Tư pháp,Quý III/2026,${cells}\n`;

  it('with fewer answers than it needs is unknown, and its loading says so', async () => {
    const at = await office();
    const outcome = await at.load('satisfaction', survey('99,100,95%,,'));
    expect((await figure(at, 'chỉ số hài lòng'))?.state).toEqual({ status: 'missing' });
    expect(JSON.stringify(outcome)).toContain(
      'Sở Tư pháp, năm 2026: khảo sát quý III/2026 chưa đủ cỡ mẫu tối thiểu; chỉ số hài lòng chưa biết',
    );
  });

  it('with as many as it needs is known', async () => {
    const at = await office();
    await at.load('satisfaction', survey('100,100,95%,,'));
    expect((await figure(at, 'chỉ số hài lòng'))?.state).toMatchObject({ status: 'known' });
  });

  it('is exempt by a decision, for a reason, and not before that was loaded', async () => {
    const at = await office();
    await at.load('satisfaction', survey('99,100,95%,,'), '2026-10-10');
    await at.load('satisfaction', survey('99,100,95%,12/QĐ-HĐTĐ,Không phát sinh giao dịch'));
    expect(await figure(at, 'chỉ số hài lòng')).toMatchObject({
      state: { status: 'exempt' },
      source: { foundBy: 'Quyết định 12/QĐ-HĐTĐ', quote: 'Không phát sinh giao dịch' },
    });
    const { db, ruleSet } = await at.desk();
    const before = { subject: 'đơn vị', year: 2026, dataDate: '2026-10-10', facts: ruleSet.facts } as const;
    const facts = (await readFigures(db, before)).get('so-tu-phap')?.facts;
    expect(facts?.get('chỉ số hài lòng')).toEqual({ status: 'missing' });
  });

  it.each([
    ['99,100,miễn,,', 'Số quyết định miễn', 'Miễn mà chưa ghi số quyết định.'],
    ['99,100,95%,12/QĐ,', 'Lý do miễn', 'Miễn mà chưa ghi lý do.'],
    [',100,95%,,', 'Cỡ mẫu khảo sát', 'Chưa ghi cỡ mẫu khảo sát, chưa biết khảo sát có đủ mẫu không.'],
    ['1,100,195%,,', 'Chỉ số hài lòng', undefined],
  ])('of %j is refused', async (cells, column, reason) => {
    const outcome = await (await office()).load('satisfaction', survey(cells));
    expect(outcome).toMatchObject({
      status: 'refused',
      problems: [{ row: 2, column, ...(reason && { reason }) }],
    });
  });

  it('of another period than its sample is judged by none', async () => {
    const at = await office();
    await at.load('satisfaction', survey('99,100,95%,,'));
    await at.load('figures', 'Đơn vị,Kỳ,Chỉ số hài lòng\nSở Tư pháp,2026,91%\n');
    expect((await figure(at, 'chỉ số hài lòng'))?.state).toMatchObject({ status: 'known' });
  });
});

it('a quarter that its months contradict counts, and its loading says so', async () => {
  const at = await office();
  const header = 'Đơn vị,Kỳ,Hồ sơ đã giải quyết\n';
  await at.load('figures', `${header}Sở Tư pháp,01/2026,10\nSở Tư pháp,02/2026,10\nSở Tư pháp,03/2026,10\n`);
  const outcome = await at.load('figures', `${header}Sở Tư pháp,Quý I/2026,29\n`);
  expect(JSON.stringify(outcome)).toContain(
    'hồ sơ đã giải quyết quý I/2026 là 29 hồ sơ, nhưng các kỳ trong đó cộng lại là 30 hồ sơ',
  );
  expect((await figure(at, 'hồ sơ đã giải quyết'))?.state).toMatchObject({ value: { numerator: 29n } });
});

it('points of the national index lie within the most of their group', async () => {
  const at = await office();
  const csv = 'Đơn vị,Kỳ,"Công khai, minh bạch"\nSở Tư pháp,2026,"18,5"\n';
  expect(await at.load('figures', csv)).toMatchObject({ status: 'refused', problems: [{ row: 2 }] });
  expect(await at.load('figures', csv.replace('18,5', '18'))).toMatchObject({ status: 'loaded' });
});

describe('what is held of single officers', () => {
  const PERSONAL = 'Đơn vị,Mã cán bộ,Kỳ,Hồ sơ đã giải quyết,Hồ sơ trễ hạn\n';
  const GRADES = 'Đơn vị,Tháng,Mã cán bộ,Xếp loại\n';

  async function seenBy(at: Office, caller: Caller): Promise<string[]> {
    const of = { unitId: 'so-tu-phap', year: 2026 };
    return (await officersOfUnit(await at.desk(), caller, of)).map(({ officer }) => officer);
  }

  it('is seen by the officer, the head and the provincial organiser only', async () => {
    const at = await office();
    await at.load('personal', `${PERSONAL}Sở Tư pháp,CB-1,10/2026,40,1\nSở Tư pháp,CB-2,10/2026,30,0\n`);
    await at.load('evaluations', `${GRADES}Sở Tư pháp,10/2026,CB-2,Hoàn thành tốt nhiệm vụ\n`);
    const both = ['CB-1', 'CB-2'];
    expect(await seenBy(at, { role: 'to-chuc-tinh' })).toEqual(both);
    expect(await seenBy(at, { role: 'thu-truong', scope: 'so-tu-phap' })).toEqual(both);
    expect(await seenBy(at, { role: 'can-bo', scope: 'so-tu-phap', personId: 'CB-2' })).toEqual(['CB-2']);
    for (const role of ['lanh-dao-tinh', 'chuyen-vien-cchc', 'quan-tri', 'khach'] as const)
      expect([role, await seenBy(at, { role })]).toEqual([role, []]);
    expect(await seenBy(at, { role: 'thu-truong', scope: 'so-noi-vu' })).toEqual([]);
    expect(await seenBy(at, { role: 'can-bo', scope: 'so-tu-phap' })).toEqual([]);
  });

  it('changes no figure of the unit', async () => {
    const at = await office();
    await at.load('personal', `${PERSONAL}Sở Tư pháp,CB-1,10/2026,40,1\n`);
    expect(await figure(at, 'hồ sơ trễ hạn')).toBeUndefined();
  });

  it('adds up by officer, and is refused where more are late than resolved', async () => {
    const at = await office();
    const first = `${PERSONAL}Sở Tư pháp,CB-1,09/2026,10,2\nSở Tư pháp,CB-2,09/2026,10,2\n`;
    expect(await at.load('personal', first)).toMatchObject({ status: 'loaded' });
    const more = 'Đơn vị,Mã cán bộ,Kỳ,Hồ sơ trễ hạn\nSở Tư pháp,CB-2,10/2026,9\n';
    expect(await at.load('personal', more)).toMatchObject({ status: 'refused', problems: [{ row: 2 }] });
    expect(await at.load('personal', more.replace(',9', ',8'))).toMatchObject({ status: 'loaded' });
  });

  it.each([
    ['personal', `${PERSONAL}Sở Tư pháp,Cán bộ A,10/2026,40,1\n`, 'Mã cán bộ', 'Không phải là mã cán bộ.'],
    [
      'evaluations',
      `${GRADES}Sở Tư pháp,10/2026,Cán bộ A,Hoàn thành nhiệm vụ\n`,
      'Mã cán bộ',
      'Không phải là mã cán bộ.',
    ],
    ['evaluations', `${GRADES}Sở Tư pháp,10/2026,CB-1,Giỏi\n`, 'Xếp loại', 'Không có mức này.'],
    ['evaluations', `${GRADES}Sở Tư pháp,12/2026,CB-1,Hoàn thành nhiệm vụ\n`, 'Tháng', 'Kỳ chưa tới.'],
    ['evaluations', `${GRADES}Sở Tư pháp,2026,CB-1,Hoàn thành nhiệm vụ\n`, 'Tháng', 'Không đọc được kỳ.'],
  ] as const)('in a file of %s is refused: %j', async (kind, csv, column, reason) => {
    expect(await (await office()).load(kind, csv)).toMatchObject({
      status: 'refused',
      problems: [{ row: 2, column, reason }],
    });
  });

  it('is one row an officer and period', async () => {
    const csv = `${PERSONAL}Sở Tư pháp,CB-1,10/2026,40,1\nSở Tư pháp,CB-1,10/2026,41,1\n`;
    expect(await (await office()).load('personal', csv)).toMatchObject({
      status: 'refused',
      problems: [{ row: 3 }],
    });
  });
});
