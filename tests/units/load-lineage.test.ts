import { describe, expect, it } from 'vitest';
import { TEMPLATES } from '../../bot/load-templates.ts';
import { LINEAGE_COLUMNS } from '../../db/import/lineage-file.ts';
import { listSuccessions, readLineage } from '../../db/lineage.ts';
import { findUnit, listUnits, unitDirectory } from '../../db/units.ts';
import { fold } from '../../engine/model/text.ts';
import { figuresInto, LINEAGE, lineageInto, registry, reorganised, UNITS, unitsInto } from './real-cases.ts';

const [HEADER = ''] = LINEAGE.split('\n');
const DOCUMENT = '1/NQ,01/02/2025';

describe('a file of lineage', () => {
  it('takes the reorganisations of 2025, and is checked first where asked', async () => {
    const at = await registry();
    const desk = await at.desk();
    const counts = {
      successions: 12,
      ended: [
        'kh-so-khdt',
        'kh-so-tnmt',
        'kh-so-nnptnt',
        'kh-so-gtvt',
        'kh-so-tttt',
        'kh-xa-cu-1',
        'kh-tp-nha-trang',
        'kh-huyen-dien-khanh',
        'nt-so-tu-phap',
        'nt-huyen-ninh-phuoc',
      ],
      renamed: [{ unit: 'kh-cuc-thue', from: 'Cục Thuế tỉnh', to: 'Chi cục Thuế khu vực' }],
      undated: [],
    };
    expect(await lineageInto(desk, LINEAGE, true)).toEqual({ status: 'checked', ...counts });
    expect(await listSuccessions(desk.db)).toEqual([]);
    expect(await lineageInto(desk, LINEAGE)).toEqual({
      status: 'loaded',
      ...counts,
      warnings: { units: 0, messages: 0 },
    });
    expect(await findUnit(desk.db, 'kh-so-khdt')).toMatchObject({ validTo: '2025-02-28' });
    expect(await findUnit(desk.db, 'kh-tp-nha-trang')).toMatchObject({ validTo: '2025-06-30' });
    expect(await findUnit(desk.db, 'kh-so-tai-chinh')).toMatchObject({ validTo: null });
  });

  it('changes nothing the second time', async () => {
    const desk = await (await reorganised()).desk();
    const before = [await listUnits(desk.db), await listSuccessions(desk.db)];
    expect(await lineageInto(desk, LINEAGE)).toEqual({ status: 'repeated' });
    expect([await listUnits(desk.db), await listSuccessions(desk.db)]).toEqual(before);
  });

  it('leaves a renamed unit to be found by its old name', async () => {
    const desk = await (await reorganised()).desk();
    const tax = (await unitDirectory(desk.db)).find(({ id }) => id === 'kh-cuc-thue');
    expect(tax).toMatchObject({ name: 'Chi cục Thuế khu vực', aliases: ['Cục Thuế tỉnh'] });
  });

  it('moves a unit between blocks and parents, several times, each state kept with its days', async () => {
    const desk = await (await registry()).desk();
    const rows = [
      `kh-so-tu-phap,chuyển khối,Khối ngành dọc,01/01/2023,${DOCUMENT}`,
      `kh-so-tu-phap,chuyển khối,so,01/01/2024,${DOCUMENT}`,
      `kh-so-tu-phap,chuyển cấp trên,Sở Tài chính,01/01/2024,${DOCUMENT}`,
      `kh-so-tu-phap,đổi tên,Sở Tư pháp A,01/01/2023,${DOCUMENT}`,
      `kh-so-tu-phap,đổi tên,Sở Tư pháp B,01/01/2024,${DOCUMENT}`,
    ];
    // The unit moves to another block than that of the registry only after it has left it.
    const [first = '', second = '', ...rest] = rows;
    expect(await lineageInto(desk, `${HEADER}\n${first}`)).toMatchObject({ status: 'loaded' });
    expect(await lineageInto(desk, `${HEADER}\n${[second, ...rest].join('\n')}`)).toMatchObject({
      status: 'loaded',
    });
    const now = await findUnit(desk.db, 'kh-so-tu-phap');
    expect(now).toMatchObject({ name: 'Sở Tư pháp B', block: 'so', parentId: 'kh-so-tai-chinh' });
    const lineage = await readLineage(desk.db);
    const on = (day: string) => now && lineage.unitOn(now, day);
    expect(on('2022-12-31')).toMatchObject({ name: 'Sở Tư pháp', block: 'so', parentId: null });
    expect(on('2023-06-30')).toMatchObject({ name: 'Sở Tư pháp A', block: 'nganh-doc', parentId: null });
    expect(on('2024-01-01')).toMatchObject({ name: 'Sở Tư pháp B', block: 'so' });
  });

  it('says so where nobody knows from when a new unit is', async () => {
    const desk = await (await registry()).desk();
    const outcome = await lineageInto(
      desk,
      `${HEADER}\nSở Giao thông vận tải,tách,Sở Tư pháp Khánh Hòa,01/03/2025,${DOCUMENT}`,
    );
    expect(outcome).toMatchObject({ status: 'loaded', undated: ['kh-so-tu-phap'], ended: [] });
  });

  it('is read under the headings that its template prints', () => {
    const accepted = new Set(Object.values(LINEAGE_COLUMNS).flatMap(({ headings }) => headings.map(fold)));
    expect(TEMPLATES.lineage.header.filter((heading) => !accepted.has(fold(heading)))).toEqual([]);
  });
});

describe('a row that cannot be refuses the whole file', () => {
  const GOOD = `Sở Giao thông vận tải,sáp nhập,Sở Xây dựng,01/03/2025,${DOCUMENT}`;
  const at = (row: string) => `${row},${DOCUMENT}`;

  it.each([
    [
      'an unknown unit',
      at('Sở Giao thông vận tả,sáp nhập,Sở Xây dựng,01/03/2025'),
      'Đơn vị cũ',
      'Không có đơn vị này',
      'Có phải "Sở Giao thông vận tải"',
    ],
    ['no unit', at(',sáp nhập,Sở Xây dựng,01/03/2025'), 'Đơn vị cũ', 'Chưa ghi đơn vị cũ', 'Ghi mã'],
    [
      'a successor that is not in the registry',
      at('kh-so-tttt,sáp nhập,Sở Số hóa,01/03/2025'),
      'Đơn vị mới',
      'Không có đơn vị này',
      'import --kind units',
    ],
    ['no successor', at('kh-so-tttt,sáp nhập,,01/03/2025'), 'Đơn vị mới', 'Chưa ghi đơn vị mới', 'Ghi mã'],
    [
      'an unknown event',
      at('kh-so-tttt,xóa,Sở Xây dựng,01/03/2025'),
      'Việc',
      'Không biết việc này',
      'đổi tên, sáp nhập',
    ],
    [
      'a date that does not exist',
      at('kh-so-tttt,sáp nhập,kh-so-khcn,31/02/2025'),
      'Từ ngày',
      'Không phải là một ngày có thật',
      '01/07/2025',
    ],
    [
      'no document',
      'kh-so-tttt,sáp nhập,kh-so-khcn,01/03/2025,,01/02/2025',
      'Số văn bản',
      'Chưa ghi số văn bản',
      'Ghi số',
    ],
    [
      'a document of the future',
      'kh-so-tttt,sáp nhập,kh-so-khcn,01/03/2025,1/NQ,01/02/2027',
      'Ngày văn bản',
      'chưa tới',
      'Kiểm tra',
    ],
    [
      'a document without a date',
      'kh-so-tttt,sáp nhập,kh-so-khcn,01/03/2025,1/NQ,',
      'Ngày văn bản',
      'Chưa ghi ngày',
      '01/07/2025',
    ],
    [
      'the same pair twice',
      at('Sở Giao thông vận tải,sáp nhập,kh-so-xay-dung,01/03/2025'),
      'Đơn vị cũ',
      'đã ghi (dòng 2)',
      'bỏ dòng này',
    ],
    [
      'a unit that ended already',
      at('kh-so-gtvt,sáp nhập,kh-so-khcn,01/05/2025'),
      'Đơn vị cũ',
      'đã kết thúc từ 01/03/2025 (dòng 2)',
      'kế thừa',
    ],
    [
      'a successor that ended already',
      at('kh-so-tttt,sáp nhập,kh-so-gtvt,01/05/2025'),
      'Đơn vị mới',
      'đã kết thúc từ 01/03/2025',
      'sau cùng',
    ],
    [
      'a successor that begins later',
      at('kh-so-tttt,hợp nhất,kh-so-nnmt,01/02/2025'),
      'Từ ngày',
      'Đơn vị mới bắt đầu từ 01/03/2025',
      'Kiểm tra lại ngày',
    ],
    [
      'an old unit that begins later',
      at('kh-so-nnmt,sáp nhập,kh-so-khcn,01/02/2025'),
      'Từ ngày',
      'Đơn vị cũ bắt đầu từ 01/03/2025',
      'Kiểm tra',
    ],
    [
      'itself for successor',
      at('kh-so-tttt,chia,kh-so-tttt,01/03/2025'),
      'Đơn vị mới',
      'trùng đơn vị cũ',
      'khác',
    ],
    [
      'another unit as a new name',
      at('kh-so-tttt,đổi tên,Sở Xây dựng,01/03/2025'),
      'Đơn vị mới',
      'của đơn vị khác (kh-so-xay-dung)',
      'sáp nhập',
    ],
    [
      'no new name',
      at('kh-so-tttt,đổi tên,Sở Thông tin và Truyền thông,01/03/2025'),
      'Đơn vị mới',
      'trùng tên cũ',
      'tên cũ',
    ],
    [
      'an unknown block',
      at('kh-so-tttt,chuyển khối,doanh nghiệp,01/03/2025'),
      'Đơn vị mới',
      'không có khối này',
      'so (Khối Sở)',
    ],
    [
      'the block that it has',
      at('kh-so-tttt,chuyển khối,so,01/03/2025'),
      'Đơn vị mới',
      'đang ở khối so',
      'khối mới',
    ],
  ])('%s', async (_, row, column, reason, remedy) => {
    const desk = await (await registry()).desk();
    const before = await listUnits(desk.db);
    expect(await lineageInto(desk, `${HEADER}\n${GOOD}\n${row}\n`)).toMatchObject({
      status: 'refused',
      total: 1,
      problems: [
        { row: 3, column, reason: expect.stringContaining(reason), remedy: expect.stringContaining(remedy) },
      ],
    });
    expect(await listUnits(desk.db)).toEqual(before);
    expect(await listSuccessions(desk.db)).toEqual([]);
  });

  it('a cycle', async () => {
    const desk = await (await registry()).desk();
    const rows = [
      at('kh-so-gtvt,sáp nhập,kh-so-tttt,01/03/2025'),
      at('kh-so-tttt,sáp nhập,kh-so-khcn,01/04/2025'),
      at('kh-so-khcn,sáp nhập,kh-so-gtvt,01/05/2025'),
    ];
    const outcome = await lineageInto(desk, `${HEADER}\n${rows.join('\n')}\n`);
    expect(outcome).toMatchObject({ status: 'refused', total: 3 });
    expect(JSON.stringify(outcome)).toContain('đi thành vòng');
    const above = [
      at('kh-so-gtvt,chuyển cấp trên,kh-so-tttt,01/03/2025'),
      at('kh-so-tttt,chuyển cấp trên,kh-so-gtvt,01/03/2025'),
    ];
    expect(await lineageInto(desk, `${HEADER}\n${above.join('\n')}\n`)).toMatchObject({
      total: 1,
      problems: [{ row: 3, reason: expect.stringContaining('cấp trên của chính mình') }],
    });
  });

  it('what was loaded before stands against a later file', async () => {
    const desk = await (await reorganised()).desk();
    const ended = at('Sở Giao thông vận tải,sáp nhập,kh-so-khcn,01/05/2025');
    const again = at('Cục Thuế tỉnh,đổi tên,Thuế tỉnh,01/01/2025');
    const same = at('kh-so-khdt,sáp nhập,kh-so-tai-chinh,01/03/2025');
    expect(await lineageInto(desk, `${HEADER}\n${[ended, again, same].join('\n')}\n`)).toMatchObject({
      total: 3,
      problems: [
        { row: 3, reason: expect.stringContaining('Đã nạp lần đổi tên từ 01/03/2025') },
        { row: 4, reason: expect.stringContaining('đã nạp trước đây') },
        { row: 2, reason: expect.stringContaining('theo 01/NQ-THU') },
      ],
    });
  });
});

describe('a file of units', () => {
  it('says from when to when a unit is, and what is above it', async () => {
    const desk = await (await registry()).desk();
    expect(await findUnit(desk.db, 'kh-p-nha-trang')).toMatchObject({ validFrom: '2025-07-01' });
    expect(await findUnit(desk.db, 'kh-xa-cu-1')).toMatchObject({ parentId: 'kh-tp-nha-trang' });
    const [heading = ''] = UNITS.split('\n');
    const kept = `${heading}\nkh-xa-cu-1,UBND xã Vĩnh Phương,khanh-hoa,xa,,\n`;
    expect(await unitsInto(desk, kept)).toMatchObject({ status: 'loaded' });
    expect(await findUnit(desk.db, 'kh-xa-cu-1')).toMatchObject({ parentId: 'kh-tp-nha-trang' });
  });

  it.each([
    ['Từ ngày', 'x,Sở X,khanh-hoa,so,31/02/2025,,', 'Không phải là một ngày có thật'],
    ['Đến ngày', 'x,Sở X,khanh-hoa,so,01/03/2025,28/02/2025,', 'Ngày kết thúc trước ngày bắt đầu'],
    ['Cấp trên', 'x,Sở X,khanh-hoa,so,,,Sở Không có', 'Không có đơn vị này'],
    ['Cấp trên', 'x,Sở X,khanh-hoa,so,,,x', 'cấp trên của chính mình'],
    ['Đến ngày', 'kh-so-khdt,Sở Kế hoạch và Đầu tư,khanh-hoa,so,,01/04/2025,', 'đã kết thúc theo tệp'],
  ])('is refused for a wrong %s: %s', async (column, row, reason) => {
    const desk = await (await reorganised()).desk();
    const csv = `Mã đơn vị,Tên đơn vị,Tỉnh,Khối,Từ ngày,Đến ngày,Cấp trên\n${row}\n`;
    expect(await unitsInto(desk, csv)).toMatchObject({
      status: 'refused',
      total: 1,
      problems: [{ row: 2, column, reason: expect.stringContaining(reason) }],
    });
  });

  it('may give the name of a unit that has ended to a new one; a period tells which is meant', async () => {
    const desk = await (await reorganised()).desk();
    const csv =
      'Mã đơn vị,Tên đơn vị,Tỉnh,Khối,Từ ngày\nkh-p-moi,UBND xã Vĩnh Phương,khanh-hoa,xa,01/07/2025\n';
    expect(await unitsInto(desk, csv)).toMatchObject({ status: 'loaded', added: 1 });
    expect(await figuresInto(desk, 'UBND xã Vĩnh Phương,08/2025,10,1')).toMatchObject({ status: 'loaded' });
    expect(await figuresInto(desk, 'UBND xã Vĩnh Phương,05/2025,10,1')).toMatchObject({ status: 'loaded' });
  });
});
