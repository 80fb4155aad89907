import { describe, expect, it } from 'vitest';
import type { DossiersOutcome } from '../../../../bot/load-dossiers.ts';
import type { ImportProblem } from '../../../../db/import/problems.ts';
import { contents, csv, dossier, HEADINGS, load, open, storedDossiers } from '../../../support/dossiers.ts';
import { type Office, offices } from '../../../support/offices.ts';
import { workbook } from '../table/writing.ts';

const office = offices();
const MORE = ['Ngày hẹn lại', 'Ngày có kết quả', 'Ngày tạm dừng', 'Thư xin lỗi', 'Kênh nộp'];

type Changes = Parameters<typeof dossier>[1];

interface Fault {
  readonly row: readonly string[];
  readonly column: (typeof HEADINGS)[number];
  readonly reason: string | RegExp;
  readonly remedy: RegExp;
}

function fault(
  column: (typeof HEADINGS)[number],
  changes: Changes,
  reason: Fault['reason'],
  remedy: RegExp,
): Fault {
  return { row: dossier(1, changes), column, reason, remedy };
}

const BEFORE_RECEIPT = 'Sớm hơn lúc tiếp nhận (05/10/2026 08:00).';
const AFTER_THE_DAY = 'Sau ngày mà tệp này phản ánh.';
const UNREADABLE = 'Không đọc được ngày, hoặc lịch các năm 1982–2064 không có ngày này.';

/** One fault a row; together they are one file. */
const FAULTS: readonly Fault[] = [
  fault('Ngày tiếp nhận', { 'Ngày tiếp nhận': '31/02/2026' }, UNREADABLE, /"03\/11\/2026 08:15"/),
  fault('Ngày hẹn trả', { 'Ngày hẹn trả': 'mai' }, UNREADABLE, /"03\/11\/2026 08:15"/),
  fault('Ngày trả kết quả', { 'Ngày trả kết quả': '29/02/2026' }, UNREADABLE, /"03\/11\/2026 08:15"/),
  fault('Ngày tiếp nhận', { 'Ngày tiếp nhận': '05/10/0026' }, UNREADABLE, /"03\/11\/2026 08:15"/),
  fault('Ngày tiếp nhận', { 'Ngày tiếp nhận': '' }, 'Thiếu ngày tiếp nhận.', /"03\/11\/2026 08:15"/),
  fault(
    'Ngày trả kết quả',
    { 'Ngày trả kết quả': '04/10/2026 10:00' },
    BEFORE_RECEIPT,
    /ngày và tháng bị đổi chỗ/,
  ),
  fault('Ngày trả kết quả', { 'Ngày trả kết quả': '05/10/2026 07:59' }, BEFORE_RECEIPT, /Kiểm tra lại/),
  fault('Ngày hẹn trả', { 'Ngày hẹn trả': '10/05/2026' }, BEFORE_RECEIPT, /ngày và tháng bị đổi chỗ/),
  fault('Ngày trả kết quả', { 'Ngày trả kết quả': '21/11/2026 08:00' }, AFTER_THE_DAY, /--as-of/),
  fault(
    'Ngày tiếp nhận',
    {
      'Ngày tiếp nhận': '21/11/2026',
      'Ngày hẹn trả': '30/11/2026',
      'Ngày trả kết quả': '',
      'Trạng thái': '',
    },
    AFTER_THE_DAY,
    /--as-of/,
  ),
  fault(
    'Trạng thái',
    { 'Ngày trả kết quả': '' },
    'Đã giải quyết mà không có ngày trả kết quả.',
    /sửa trạng thái/,
  ),
  fault(
    'Trạng thái',
    { 'Ngày trả kết quả': '', 'Trạng thái': 'Từ chối' },
    'Đã giải quyết mà không có ngày trả kết quả.',
    /sửa trạng thái/,
  ),
  fault(
    'Trạng thái',
    { 'Trạng thái': 'Đang xử lý' },
    'Đã có ngày trả kết quả mà trạng thái là chưa giải quyết.',
    /bỏ ngày trả/,
  ),
  fault(
    'Trạng thái',
    { 'Trạng thái': 'Tạm dừng' },
    'Đã có ngày trả kết quả mà trạng thái là chưa giải quyết.',
    /bỏ ngày trả/,
  ),
  fault(
    'Trạng thái',
    { 'Trạng thái': 'Đang xử lí' },
    'Không biết trạng thái này.',
    /^Có phải "Đang xử lý"\? .*--state "Đang xử lí=…"/,
  ),
  fault(
    'Trạng thái',
    { 'Trạng thái': 'zzzzzzzz' },
    'Không biết trạng thái này.',
    /^Dùng một trong: Đang xử lý, /,
  ),
  fault(
    'Đơn vị',
    { 'Đơn vị': 'Sở Tư phap A' },
    'Không có đơn vị này trong danh mục.',
    /Có phải "Sở Tư pháp" \(so-tu-phap\)/,
  ),
  fault('Đơn vị', { 'Đơn vị': '' }, 'Không có đơn vị này trong danh mục.', /\S/),
  fault('Mã hồ sơ', { 'Mã hồ sơ': '' }, 'Thiếu mã hồ sơ.', /Mỗi hồ sơ một dòng/),
  fault('Mã hồ sơ', { 'Mã hồ sơ': 'H'.repeat(301) }, 'Mã dài hơn 300 ký tự.', /Kiểm tra lại cột/),
  fault(
    'Ngày hẹn trả',
    { 'Ngày hẹn trả': `12/10/2026${'0'.repeat(20_000)}` },
    UNREADABLE,
    /"03\/11\/2026 08:15"/,
  ),
  fault('Trạng thái', { 'Trạng thái': 'x'.repeat(20_000) }, 'Không biết trạng thái này.', /Dùng một trong/),
  fault('Đơn vị', { 'Đơn vị': 'Sở '.repeat(9000) }, 'Không có đơn vị này trong danh mục.', /\S/),
];

function problemsOf(outcome: DossiersOutcome): readonly ImportProblem[] {
  return outcome.status === 'refused' ? outcome.problems : [];
}

function cut(text: string): string {
  const trimmed = text.trim();
  return trimmed.length <= 100 ? trimmed : `${trimmed.slice(0, 100)}…`;
}

/** The rows with codes of their own, so that none is there twice. */
function numbered(rows: readonly (readonly string[])[]): string[][] {
  return rows.map(([code = '', ...cells], index) => [code === 'H32-1' ? `H32-${index + 1}` : code, ...cells]);
}

describe('a row at fault', () => {
  const rows = numbered(FAULTS.map(({ row }) => row));
  const expected = (sheet?: string) =>
    FAULTS.map(({ column, reason, remedy }, index) => ({
      ...(sheet === undefined ? {} : { sheet }),
      row: index + 2,
      column,
      value: cut(rows[index]?.[HEADINGS.indexOf(column)] ?? ''),
      reason,
      remedy: expect.stringMatching(remedy),
    }));

  it('is told with row, column, value, reason and remedy, and no other is', async () => {
    const at = await office();
    const before = await contents(at);
    const outcome = await load(at, csv(rows));
    expect(problemsOf(outcome)).toEqual(expected());
    expect(outcome).toMatchObject({ status: 'refused', total: FAULTS.length });
    expect(await contents(at)).toEqual(before);
  });

  it('in a workbook is told with its sheet too, and so is a code that stands twice', async () => {
    const at = await office();
    const outcome = await load(
      at,
      workbook({ Bìa: [['x']], 'Tháng 10': [[...HEADINGS], ...rows, dossier(900), dossier(900)] }),
    );
    expect(problemsOf(outcome)).toEqual([
      ...expected('Tháng 10'),
      {
        sheet: 'Tháng 10',
        row: rows.length + 3,
        column: 'Mã hồ sơ',
        value: 'H32-900',
        reason: `Mã hồ sơ đã có ở dòng ${rows.length + 2}.`,
        remedy: 'Chỉ giữ một dòng cho mỗi hồ sơ.',
      },
    ]);
  });

  it('of several faults tells them all', async () => {
    const row = dossier(1, {
      'Mã hồ sơ': '',
      'Đơn vị': 'Sở Xây dựng',
      'Ngày hẹn trả': '31/04/2026',
      'Trạng thái': 'lạ lùng',
    });
    const columns = problemsOf(await load(await office(), csv([row]))).map(({ column }) => column);
    expect(columns).toEqual(['Mã hồ sơ', 'Đơn vị', 'Ngày hẹn trả', 'Trạng thái']);
  });

  it('because it has fewer or more cells than there are headings is told with its row', async () => {
    const text = `${csv([dossier(1)])}${dossier(2).slice(0, 5).join(',')}\n${dossier(3).join(',')},thừa\n`;
    expect(problemsOf(await load(await office(), text))).toMatchObject([{ row: 3 }, { row: 4 }]);
  });

  it('without a column of units needs a unit to be said', async () => {
    const at = await office();
    const headings = HEADINGS.filter((each) => each !== 'Đơn vị');
    const text = csv([dossier(1).filter((_, index) => index !== 1)], headings);
    expect(problemsOf(await load(at, text))).toEqual([
      { row: 2, reason: 'Tệp không có cột đơn vị.', remedy: expect.stringContaining('--unit') },
    ]);
    expect(await load(at, text, { unitId: 'so-noi-vu' })).toMatchObject({ status: 'loaded', units: 1 });
    expect((await storedDossiers(at)).get('H32-1')?.unitId).toBe('so-noi-vu');
  });
});

describe('a row in order', () => {
  it('may be answered in the minute of its receipt, on the last day told of, and have no limit', async () => {
    const at = await office();
    const outcome = await load(
      at,
      csv([
        dossier(1, { 'Ngày trả kết quả': '05/10/2026 08:00' }),
        dossier(2, { 'Ngày trả kết quả': '20/11/2026 23:59' }),
        dossier(3, { 'Ngày hẹn trả': '' }),
        dossier(4, { 'Ngày hẹn trả': '-' }),
        // Days alone are not set against the hour of receipt.
        dossier(5, { 'Ngày hẹn trả': '05/10/2026', 'Ngày trả kết quả': '2026-10-05 00:00:00' }),
        dossier(6, { 'Đơn vị': 'SO TU PHAP', 'Trạng thái': '' }),
        dossier(7, { 'Trạng thái': 'Đã rút' }),
      ]),
    );
    expect(outcome).toMatchObject({ status: 'loaded', added: 7 });
    const stored = await storedDossiers(at);
    expect(stored.get('H32-3')?.due).toBeNull();
    expect(stored.get('H32-5')?.due).toBe(Date.parse('2026-10-05T23:59Z') / 60_000);
    expect(stored.get('H32-6')).toMatchObject({ unitId: 'so-tu-phap', state: 'returned' });
  });

  it('has its pause, apology, new date, result and channel read', async () => {
    const at = await office();
    const headings = [...HEADINGS, ...MORE];
    const minutes = (iso: string) => Date.parse(`${iso}Z`) / 60_000;
    await load(
      at,
      csv(
        [
          [...open(1, '12/10/2026'), '20/10/2026', '', '08/10/2026 09:00', '', 'Nộp trực tuyến'],
          [...dossier(2), '', '08/10/2026 16:00', '', 'Số 12/TXL', 'Trực tiếp'],
          [...open(3, '12/10/2026', { 'Trạng thái': 'Tạm dừng' }), '', '', '', 'Không', ''],
        ],
        headings,
      ),
    );
    const stored = await storedDossiers(at);
    expect(stored.get('H32-1')).toMatchObject({
      promised: minutes('2026-10-20T23:59'),
      pausedAt: minutes('2026-10-08T09:00'),
      apology: true,
      online: true,
    });
    expect(stored.get('H32-2')).toMatchObject({
      returned: minutes('2026-10-08T16:00'),
      apology: true,
      online: false,
    });
    expect(stored.get('H32-3')).toMatchObject({ state: 'paused', apology: false, online: null });
  });

  it('has names cut where they are longer than any name', async () => {
    const at = await office();
    await load(at, csv([dossier(1, { 'Cán bộ xử lý': 'A'.repeat(5000) })]));
    expect((await storedDossiers(at)).get('H32-1')?.officer).toHaveLength(300);
  });
});

describe('below the table', () => {
  const blank = HEADINGS.map(() => '');
  const foot = (...cells: string[]): string[] => [...cells, ...blank.slice(cells.length)];

  it.each([
    ['totals', [foot('Tổng cộng', '', '', '2')]],
    ['totals in several columns', [foot('Tổng số: 2 hồ sơ', 'x', '1', '2', '1', '1', '0')]],
    ['totals of sections', [foot('CỘNG (I+II)', '', '2', '45000', '1', '1')]],
    ['a count beside the word', [foot('Tổng cộng', '2', '', '1.234', '2', '2')]],
    [
      'signatures',
      [
        foot('', '', '', '', 'Nha Trang, ngày 31 tháng 10 năm 2026'),
        foot('Người lập biểu', '', '', '', '', 'THỦ TRƯỞNG ĐƠN VỊ'),
        foot('(Ký, ghi rõ họ tên)', '', '', '', '(Ký tên, đóng dấu)'),
        foot('', 'Cán bộ lập', '', '', '', 'Lãnh đạo'),
      ],
    ],
    ['a note', [foot('Ghi chú: số liệu của hệ thống một cửa.')]],
  ])('%s are no dossiers and no faults', async (_, rows) => {
    const at = await office();
    const outcome = await load(at, csv([dossier(1), dossier(2), ...rows]));
    expect(outcome).toMatchObject({ status: 'loaded', dossiers: 2 });
  });

  it.each([
    [
      'has no code and little else',
      { 'Mã hồ sơ': '', 'Cán bộ xử lý': '', 'Ngày trả kết quả': '', 'Trạng thái': '' },
    ],
    [
      'has no code and a date that does not exist',
      {
        'Mã hồ sơ': '',
        'Ngày tiếp nhận': '31/02/2026',
        'Cán bộ xử lý': '',
        'Ngày hẹn trả': '',
        'Ngày trả kết quả': '',
        'Trạng thái': '',
      },
    ],
    [
      'has no code and a serial number for a date',
      {
        'Mã hồ sơ': '',
        'Ngày tiếp nhận': '46300',
        'Cán bộ xử lý': '',
        'Ngày hẹn trả': '',
        'Ngày trả kết quả': '',
        'Trạng thái': '',
      },
    ],
    [
      'has no code and no receipt, but a limit',
      { 'Mã hồ sơ': '', 'Ngày tiếp nhận': '', 'Cán bộ xử lý': '', 'Ngày trả kết quả': '', 'Trạng thái': '' },
    ],
    [
      'has a code and nothing else',
      {
        'Đơn vị': '',
        'Ngày tiếp nhận': '',
        'Cán bộ xử lý': '',
        'Ngày hẹn trả': '',
        'Ngày trả kết quả': '',
        'Trạng thái': '',
      },
    ],
    ['begins like a total', { 'Mã hồ sơ': 'Cộng tác-1', 'Ngày tiếp nhận': '' }],
  ] as const)('a dossier that %s is a fault, not left out', async (_, changes: Changes) => {
    const outcome = await load(await office(), csv([dossier(1), dossier(2, changes), dossier(3)]));
    expect(problemsOf(outcome).length).toBeGreaterThan(0);
    expect(new Set(problemsOf(outcome).map(({ row }) => row))).toEqual(new Set([3]));
  });

  it.each(['Công an tỉnh', 'Công chứng hợp đồng', 'Tổng công ty A', 'Cộng hòa'])(
    'a dossier in whose first column %j stands is a fault, not left out',
    async (first) => {
      const at: Office = await office();
      const row = dossier(2, { 'Ngày tiếp nhận': '' });
      const outcome = await load(
        at,
        csv(
          [
            ['Thủ tục A', ...dossier(1)],
            [first, ...row],
          ],
          ['Thủ tục', ...HEADINGS],
        ),
      );
      expect(problemsOf(outcome)).toMatchObject([{ row: 3, reason: 'Thiếu ngày tiếp nhận.' }]);
    },
  );
});
