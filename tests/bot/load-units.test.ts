import path from 'node:path';
import { count } from 'drizzle-orm';
import { describe, expect, it, onTestFinished } from 'vitest';
import { answer } from '../../bot/answer/answer.ts';
import { type Desk, openDesk } from '../../bot/desk.ts';
import { loadFigures } from '../../bot/load-figures.ts';
import { TEMPLATES, templateCsv } from '../../bot/load-templates.ts';
import { loadUnits, type UnitsOutcome } from '../../bot/load-units.ts';
import { UNIT_COLUMNS } from '../../db/import/units-file.ts';
import { blockAliases, imports, unitAliases, units } from '../../db/schema.ts';
import { listBlocks, listUnits, unitDirectory } from '../../db/units.ts';
import { fold } from '../../engine/model/text.ts';
import { prepareDatabase } from '../../web/node/prepare.ts';
import { NOW, province } from '../appraisal/province.ts';
import { temporaryFolder } from '../support/sample.ts';

const HEADER = 'Mã đơn vị,Tên đơn vị,Khối,Thứ tự,Tên khác\n';
const GOOD = 'so-a,Sở A,so,1,Ban A | SA\n';

function bytesOf(csv: string): Uint8Array {
  return new TextEncoder().encode(csv);
}

function load(at: Desk, csv: string, dryRun = false): Promise<UnitsOutcome> {
  return loadUnits(at, { bytes: bytesOf(csv), fileName: 'don-vi.csv', loadedBy: 'kiểm thử', dryRun });
}

async function stored(at: Desk): Promise<number[]> {
  const counts = [imports, units, unitAliases, blockAliases].map(async (table) => {
    const [row] = await at.db.select({ rows: count() }).from(table);
    return row?.rows ?? 0;
  });
  return Promise.all(counts);
}

/** The small province without any unit, whose rules have one scheme. */
async function emptyDesk(): Promise<Desk> {
  return (await province([])).desk();
}

describe('a file of units', () => {
  it('fills an empty database, blocks by code or name, in its own order or that of the file', async () => {
    const at = await emptyDesk();
    const csv = `${HEADER}xa-d,UBND xã D,xã,,\n${GOOD}huyen-c,UBND huyện C,Khối huyện,2,\n`;
    const counts = { units: 3, added: 3, renamed: [], spellings: 2 };
    expect(await load(at, csv, true)).toEqual({ status: 'checked', ...counts });
    expect(await stored(at)).toEqual([0, 0, 0, 0]);
    expect(await load(at, csv)).toEqual({ status: 'loaded', ...counts });
    expect(await listUnits(at.db)).toMatchObject([
      { id: 'so-a', province: 'thu', block: 'so', name: 'Sở A', position: 1, validFrom: null },
      { id: 'huyen-c', block: 'huyen', position: 2 },
      { id: 'xa-d', block: 'xa', position: 3 },
    ]);
    expect((await unitDirectory(at.db))[0]?.aliases).toEqual(['Ban A', 'SA']);
    expect(await listBlocks(at.db, 'thu')).toMatchObject([
      { code: 'so', name: 'Khối Sở', aliases: ['Khối Sở'] },
      { code: 'huyen', name: 'Khối huyện' },
      { code: 'xa', name: 'Khối xã' },
    ]);
  });

  it('changes nothing the second time, nor when only its bytes differ', async () => {
    const at = await emptyDesk();
    await load(at, HEADER + GOOD);
    const before = [await stored(at), await unitDirectory(at.db), await listUnits(at.db)];
    expect(await load(at, HEADER + GOOD)).toEqual({ status: 'repeated' });
    expect([await stored(at), await unitDirectory(at.db), await listUnits(at.db)]).toEqual(before);
    const same = `${HEADER}${GOOD}\n`;
    expect(await load(at, same)).toMatchObject({ status: 'loaded', added: 0, renamed: [], spellings: 0 });
    expect([await unitDirectory(at.db), await listUnits(at.db)]).toEqual(before.slice(1));
  });

  it('that two people load at once is stored once', async () => {
    const at = await emptyDesk();
    const outcomes = await Promise.all([load(at, HEADER + GOOD), load(at, HEADER + GOOD)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['loaded', 'repeated']);
    expect(await stored(at)).toEqual([1, 1, 2, 3]);
  });

  it('renames units, which the names that they had go on naming, and keeps their order', async () => {
    const at = await emptyDesk();
    await load(at, `${HEADER}${GOOD}so-b,Sở B,so,7,\n`);
    const csv = 'Mã,Đơn vị,Khối,Tên khác\nso-b,Sở B mới,so,SB|SB\n';
    expect(await load(at, csv)).toEqual({
      status: 'loaded',
      units: 1,
      added: 0,
      renamed: [{ unit: 'so-b', from: 'Sở B', to: 'Sở B mới' }],
      spellings: 1,
    });
    expect(await unitDirectory(at.db)).toMatchObject([
      { id: 'so-a', name: 'Sở A' },
      { id: 'so-b', name: 'Sở B mới', aliases: ['SB', 'Sở B'] },
    ]);
    expect((await listUnits(at.db)).map(({ position }) => position)).toEqual([1, 7]);
  });

  it('may exchange the names and places of two units', async () => {
    const at = await emptyDesk();
    await load(at, `${HEADER}so-a,Sở A,so,1,\nso-b,Sở B,so,2,\n`);
    const outcome = await load(at, `${HEADER}so-a,Sở B,so,2,\nso-b,Sở A,so,1,\n`);
    expect(outcome).toMatchObject({ status: 'loaded', added: 0, renamed: [{}, {}] });
    expect(await unitDirectory(at.db)).toMatchObject([
      { id: 'so-b', name: 'Sở A', aliases: [] },
      { id: 'so-a', name: 'Sở B', aliases: [] },
    ]);
  });

  const long = 'x'.repeat(201);
  it.each([
    ['an unknown block', 'so-b,Sở B,huyệm,,', 'Khối', 'không có khối này', 'huyen (Khối huyện)'],
    ['a block like no other', 'so-b,Sở B,doanh nghiệp,,', 'Khối', 'không có khối này', 'so (Khối Sở); huyen'],
    ['no block', 'so-b,Sở B,,,', 'Khối', 'Chưa ghi khối', 'so (Khối Sở)'],
    ['no id', ',Sở B,so,,', 'Mã đơn vị', 'Chưa ghi mã', 'ví dụ'],
    ['an id with marks', 'Sở B,Sở B,so,,', 'Mã đơn vị', 'chữ thường không dấu', 'so-b'],
    ['an id that is too long', `${long},Sở B,so,,`, 'Mã đơn vị', 'dài hơn 60', 'ngắn hơn'],
    ['no name', 'so-b,,so,,', 'Tên đơn vị', 'Chưa ghi tên', 'ví dụ'],
    ['a name of no letters', 'so-b,--,so,,', 'Tên đơn vị', 'Chưa ghi tên', 'ví dụ'],
    ['a name that is too long', `so-b,${long},so,,`, 'Tên đơn vị', 'dài hơn 200', 'ngắn hơn'],
    ['another name that is too long', `so-b,Sở B,so,,SB|${long}`, 'Tên khác', 'dài hơn 200', '"|"'],
    ['an order that is no number', 'so-b,Sở B,so,đầu,', 'Thứ tự', 'không phải số', '1, 2, 3'],
    ['an order of zero', 'so-b,Sở B,so,0,', 'Thứ tự', 'không phải số', '1, 2, 3'],
    ['an order twice', 'xa-b,UBND xã B,xa,1,', 'Thứ tự', 'so-a (dòng 2)', 'liên tục trong cả tỉnh'],
    ['a unit in two rows', 'so-a,Sở B,so,,', 'Mã đơn vị', 'đã có ở dòng 2.', 'một dòng'],
    ['a unit in two blocks', 'so-a,Sở A,xa,,', 'Mã đơn vị', 'dòng 2, trong khối khác (so)', 'một khối'],
    ['a name twice in a block', 'so-b,SỞ A,so,,', 'Tên đơn vị', 'so-a (dòng 2)', 'cùng mã'],
    ['a name as the other name of another', 'so-b,Sở B,so,,Sở A', 'Tên khác', 'so-a (dòng 2)', 'Bỏ tên ấy'],
    ['another name of two units', 'so-b,Sở B,so,,ban a', 'Tên khác', 'so-a (dòng 2)', 'Bỏ tên ấy'],
  ])('with %s is refused whole', async (_, row, column, reason, remedy) => {
    const at = await emptyDesk();
    const outcome = await load(at, `${HEADER}${GOOD}${row}\n`);
    expect(outcome).toMatchObject({
      status: 'refused',
      total: 1,
      problems: [
        { row: 3, column, reason: expect.stringContaining(reason), remedy: expect.stringContaining(remedy) },
      ],
    });
    expect(await stored(at)).toEqual([0, 0, 0, 0]);
  });

  it.each([
    ['moves a unit', 'so-a,Sở A,xa,,', 'Khối', 'đã thuộc khối so (Khối Sở)'],
    ['gives its name to another', 'so-x,sở a,so,,', 'Tên đơn vị', 'so-a (đã có trong danh mục)'],
    ['gives its other name to another', 'so-x,Sở X,so,,SA', 'Tên khác', 'so-a (đã có trong danh mục)'],
    ['gives its place to another', 'so-x,Sở X,so,1,', 'Thứ tự', 'so-a (đã có trong danh mục)'],
  ])('that %s of the database is refused', async (_, row, column, reason) => {
    const at = await emptyDesk();
    await load(at, HEADER + GOOD);
    const before = [await stored(at), await listUnits(at.db)];
    const outcome = await load(at, `${HEADER}${row}\n`);
    expect(outcome).toMatchObject({
      status: 'refused',
      total: 1,
      problems: [{ row: 2, column, reason: expect.stringContaining(reason) }],
    });
    expect([await stored(at), await listUnits(at.db)]).toEqual(before);
  });

  it.each([
    ['Tên đơn vị,Khối\nSở A,so\n', 'Thiếu cột mã đơn vị'],
    ['Mã đơn vị,Khối\nso-a,so\n', 'Thiếu cột tên đơn vị'],
    ['Mã đơn vị,Tên đơn vị\nso-a,Sở A\n', 'Thiếu cột khối'],
    [HEADER, 'không có đơn vị nào'],
  ])('without a column or a row is refused: %j', async (csv, reason) => {
    expect(JSON.stringify(await load(await emptyDesk(), csv))).toContain(reason);
  });

  it('is read under the headings that its template prints', () => {
    const accepted = new Set(Object.values(UNIT_COLUMNS).flatMap(({ headings }) => headings.map(fold)));
    expect(TEMPLATES.units.header.filter((heading) => !accepted.has(fold(heading)))).toEqual([]);
  });
});

describe('a real database with the rules of the project', () => {
  const folder = temporaryFolder();
  const NAMES = 'Mã đơn vị,Tên đơn vị,Tỉnh,Khối\n';
  let files = 0;

  async function realDesk(): Promise<Desk> {
    files += 1;
    const url = `file:${path.join(folder, `that-${files}.db`)}`;
    const options = { authToken: undefined, now: NOW, sample: false, log: () => undefined };
    const opened = await prepareDatabase({ url, ...options });
    onTestFinished(() => opened.close());
    return openDesk(opened.db, { now: NOW });
  }

  it('takes units, then figures of them, and answers of one by name', async () => {
    const at = await realDesk();
    expect(await load(at, templateCsv(TEMPLATES.units))).toMatchObject({ status: 'loaded', added: 1 });
    const csv = 'Đơn vị,Kỳ,Hồ sơ đã giải quyết,Hồ sơ trễ hạn\nSở Tư pháp,2026,1000,37\n';
    const upload = { bytes: bytesOf(csv), fileName: 'so-lieu.csv', loadedBy: 'kiểm thử', dryRun: false };
    expect(await loadFigures(at, upload)).toMatchObject({ status: 'loaded', figures: 2, units: 1 });
    for (const name of ['Sở Tư pháp', 'STP']) {
      const given = await answer(at, { role: 'lanh-dao-tinh' }, { text: `${name} năm 2026` });
      expect(given).toMatchObject({ intent: 'status', units: ['so-tu-phap'], refused: false });
      expect(JSON.stringify(given.reply)).toContain('3,7%');
    }
  });

  it('knows a province by its code or its name, and one name of units in two of them', async () => {
    const at = await realDesk();
    const csv = `${NAMES}kh-a,Sở A,Khánh Hoà,"Sở, ban, ngành"\n`;
    const more = 'dn-a,Sở A,tỉnh Đắk Nông,cap-tinh\nst-a,Sở A,soc-trang,so-nganh\n';
    expect(await load(at, csv + more)).toMatchObject({ status: 'loaded', added: 3 });
    expect((await listUnits(at.db)).map((unit) => [unit.id, unit.province, unit.block])).toEqual([
      ['dn-a', 'dak-nong', 'cap-tinh'],
      ['kh-a', 'khanh-hoa', 'so'],
      ['st-a', 'soc-trang', 'so-nganh'],
    ]);
    expect(await load(at, `${NAMES}kh-a,Sở A,Đắk Nông,cap-tinh\n`)).toMatchObject({
      status: 'refused',
      problems: [{ column: 'Tỉnh', reason: expect.stringContaining('thuộc tỉnh khanh-hoa') }],
    });
  });

  it('refuses a province that is unknown or not said', async () => {
    const at = await realDesk();
    expect(await load(at, `${NAMES}a,Sở A,Khánh Hò,so\nb,Sở B,,so\n`)).toMatchObject({
      status: 'refused',
      total: 2,
      problems: [
        { row: 2, column: 'Tỉnh', value: 'Khánh Hò', remedy: expect.stringMatching(/^Có phải khanh-hoa/) },
        { row: 3, column: 'Tỉnh', reason: 'Chưa ghi tỉnh.' },
      ],
    });
    expect(JSON.stringify(await load(at, `${HEADER}${GOOD}`))).toContain('Thiếu cột tỉnh');
    expect(await listUnits(at.db)).toEqual([]);
  });
});
