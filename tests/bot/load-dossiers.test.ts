import fc from 'fast-check';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { answer } from '../../bot/answer/answer.ts';
import { renderPlain } from '../../bot/channels/plain.ts';
import type { Caller } from '../../bot/roles.ts';
import { csvText, encoded, workbook } from '../db/import/table/writing.ts';
import {
  contents,
  countsOf,
  csv,
  dossier,
  HEADINGS,
  load,
  open,
  storedDossiers,
} from '../support/dossiers.ts';
import { type Office, offices } from '../support/offices.ts';

const office = offices();
const SEED = 20_261_120;
const HEAD: Caller = { role: 'thu-truong', scope: 'so-tu-phap' };
const QUESTION = 'hồ sơ nào của đơn vị tôi sắp trễ?';

async function asked(at: Office, caller: Caller, text = QUESTION): Promise<string> {
  return renderPlain((await answer(await at.desk(), caller, { text })).reply);
}

/** The counts by reading the rows one by one, of a file that tells of a day now gone. */
function naive(
  rows: readonly (readonly string[])[],
  asOf: string,
  unit = 'Sở Tư pháp',
): Record<string, number> {
  const moment = (text = ''): string => {
    const [, day, month, year, time = ''] = /^(\d\d)\/(\d\d)\/(\d{4}) ?(.*)$/.exec(text) ?? [];
    return day === undefined ? '' : `${year}-${month}-${day} ${time}`;
  };
  const cells = rows.filter((row) => row[1] === unit && row[6] !== 'Đã rút');
  const times = cells.map((row) => ({ due: moment(row[4]), returned: moment(row[5]) }));
  const evening = `${asOf} 24`;
  return {
    received: rows.filter((row) => row[1] === unit).length,
    due: times.filter(({ due }) => due !== '' && due < evening).length,
    resolved: times.filter(({ returned }) => returned !== '').length,
    late: times.filter(({ due, returned }) => due !== '' && returned > due).length,
    overdue: times.filter(({ due, returned }) => due !== '' && due < evening && returned === '').length,
  };
}

/** Rows of a month told of on its last day. */
const monthRows = fc
  .array(
    fc.record({
      unit: fc.constantFrom('Sở Tư pháp', 'Sở Nội vụ'),
      received: fc.integer({ min: 1, max: 28 }),
      limit: fc.option(fc.nat(20)),
      taken: fc.option(fc.nat(15)),
      hour: fc.integer({ min: 8, max: 16 }),
      withdrawn: fc.boolean(),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((all) =>
    all.map(({ unit, received, limit, taken, hour, withdrawn }, index) => {
      const day = (number: number): string =>
        number <= 31
          ? `${String(number).padStart(2, '0')}/10/2026`
          : `${String(number - 31).padStart(2, '0')}/11/2026`;
      const due = limit === null ? '' : `${day(received + limit)} 17:00`;
      const isAnswered = taken !== null && received + taken <= 31;
      const time = String(hour).padStart(2, '0');
      return dossier(index, {
        'Đơn vị': unit,
        'Ngày tiếp nhận': `${day(received)} 08:00`,
        'Ngày hẹn trả': due,
        'Ngày trả kết quả': isAnswered ? `${day(received + taken)} ${time}:30` : '',
        'Trạng thái': isAnswered ? 'Đã trả kết quả' : withdrawn ? 'Đã rút' : 'Đang xử lý',
      });
    }),
  );

describe('a file of dossiers', () => {
  it(`comes to the figures of a count row by row (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(monthRows, async (rows) => {
        const at = await office();
        expect(await load(at, csv(rows), { asOf: '2026-10-31' })).toMatchObject({
          status: 'loaded',
          added: rows.length,
        });
        for (const [unitId, name] of [
          ['so-tu-phap', 'Sở Tư pháp'],
          ['so-noi-vu', 'Sở Nội vụ'],
        ] as const) {
          const expected = naive(rows, '2026-10-31', name);
          expect(await countsOf(at, unitId)).toEqual(expected['received'] === 0 ? undefined : expected);
        }
      }),
      { seed: SEED, numRuns: 12 },
    );
  });

  it('with one fault is refused whole: no table has changed', async () => {
    const at = await office();
    await load(at, csv([dossier(1), open(2, '12/10/2026')]), { asOf: '2026-10-31' });
    const before = await contents(at);
    const rows = Array.from({ length: 12_000 }, (_, index) => dossier(index + 1));
    const bad = dossier(20_000, { 'Ngày trả kết quả': '31/02/2026' });
    expect(await load(at, csv([...rows, bad]))).toMatchObject({
      status: 'refused',
      total: 1,
      problems: [{ row: 12_002 }],
    });
    expect(await contents(at)).toEqual(before);
  });

  it('with 1.500 faults tells the first 1.000 and how many there are', async () => {
    const rows = Array.from({ length: 1500 }, (_, index) => dossier(index, { 'Đơn vị': `Sở ${index}` }));
    const outcome = await load(await office(), csv(rows));
    if (outcome.status !== 'refused') throw new Error(outcome.status);
    expect(outcome.total).toBe(1500);
    expect(outcome.problems.map(({ row }) => row)).toEqual(
      Array.from({ length: 1000 }, (_, index) => index + 2),
    );
  });

  it('checked only leaves nothing, not even a mapping', async () => {
    const at = await office();
    const before = await contents(at);
    const mapping = { columns: { 'Ngày xong': 'result' }, states: {} };
    const outcome = await load(at, csv([dossier(1)]), { dryRun: true, sourceName: 'A', mapping });
    expect(outcome).toMatchObject({ status: 'checked', dossiers: 1, added: 1 });
    expect(await contents(at)).toEqual(before);
  });

  it('loaded twice changes nothing and says so, also under another name', async () => {
    const at = await office();
    await load(at, csv([dossier(1)]));
    const before = await contents(at);
    expect(await load(at, csv([dossier(1)]), { day: '2026-12-01', fileName: 'khác.csv' })).toEqual({
      status: 'repeated',
    });
    expect(await contents(at)).toEqual(before);
  });

  it('without a dossier is refused', async () => {
    expect(await load(await office(), csv([]))).toMatchObject({
      status: 'refused',
      problems: [{ reason: 'Tệp không có hồ sơ nào.' }],
    });
  });
});

describe('a code that stands twice', () => {
  const many = Array.from({ length: 10_500 }, (_, index) => dossier(index));
  const twice = (value: string, row: number, firstRow: number) => ({
    row,
    column: 'Mã hồ sơ',
    value,
    reason: `Mã hồ sơ đã có ở dòng ${firstRow}.`,
    remedy: 'Chỉ giữ một dòng cho mỗi hồ sơ.',
  });
  const file = csv([...many, dossier(3), dossier(10_400), dossier(3), dossier(10_500)]);
  const told = [twice('H32-3', 10_502, 5), twice('H32-10400', 10_503, 10_402), twice('H32-3', 10_504, 5)];
  const byRow = (a: { row?: number }, b: { row?: number }): number => (a.row ?? 0) - (b.row ?? 0);

  it('is told each time with its first row, near by and ten thousand rows on', async () => {
    const outcome = await load(await office(), file);
    if (outcome.status !== 'refused') throw new Error(outcome.status);
    expect(outcome.problems.toSorted(byRow)).toEqual(told);
  });

  it('is told the same when the dossiers are known already', async () => {
    const at = await office();
    expect(await load(at, csv(many))).toMatchObject({ status: 'loaded', added: 10_500 });
    const before = await contents(at);
    const outcome = await load(at, file);
    if (outcome.status !== 'refused') throw new Error(outcome.status);
    expect(outcome.problems.toSorted(byRow)).toEqual(told);
    expect(await contents(at)).toEqual(before);
  });
});

describe('another export of the same month', () => {
  const first = [dossier(1), open(2, '12/10/2026 17:00'), open(3, '30/10/2026 17:00'), dossier(4)];
  const second = [
    dossier(1),
    dossier(2, { 'Ngày trả kết quả': '20/10/2026 10:00' }),
    open(3, '30/10/2026 17:00'),
    dossier(4, { 'Đơn vị': 'Sở Nội vụ' }),
    dossier(5),
  ];

  it('adds, changes and leaves as many as it says, and the figures are those of the later one', async () => {
    const at = await office();
    await load(at, csv(first), { asOf: '2026-10-15' });
    expect(await countsOf(at)).toEqual({ received: 4, due: 3, resolved: 2, late: 0, overdue: 1 });
    expect(await load(at, csv(second), { asOf: '2026-10-31' })).toMatchObject({
      status: 'loaded',
      dossiers: 5,
      added: 1,
      changed: 2,
      unchanged: 2,
      kept: 0,
    });
    expect(await countsOf(at)).toEqual(naive(second, '2026-10-31'));
    expect(await countsOf(at, 'so-noi-vu')).toEqual(naive(second, '2026-10-31', 'Sở Nội vụ'));
  });

  it('that tells of an earlier day only adds', async () => {
    const at = await office();
    await load(at, csv(second), { asOf: '2026-10-31' });
    const more = [...first, dossier(6)];
    expect(await load(at, csv(more), { asOf: '2026-10-15' })).toMatchObject({
      added: 1,
      changed: 0,
      unchanged: 2,
      kept: 2,
    });
    expect(await countsOf(at)).toEqual(naive([...second, dossier(6)], '2026-10-31'));
  });

  it('loaded in the other order by its day comes to the same figures', async () => {
    const [one, other] = [await office(), await office()];
    for (const [at, files] of [
      [one, [first, second]],
      [other, [second, first]],
    ] as const)
      for (const rows of files)
        await load(at, csv(rows), { asOf: rows === first ? '2026-10-15' : '2026-10-31' });
    for (const unit of ['so-tu-phap', 'so-noi-vu'])
      expect(await countsOf(one, unit)).toEqual(await countsOf(other, unit));
  });
});

describe('the day that a file tells of', () => {
  const titled = (title: string, ...rows: string[][]): string =>
    csvText([[title], [...HEADINGS], ...(rows.length > 0 ? rows : [dossier(1)])]);

  it.each([
    'Danh sách hồ sơ tính đến ngày 31/10/2026',
    'DANH SÁCH HỒ SƠ (SỐ LIỆU TÍNH ĐẾN HẾT NGÀY 31-10-2026)',
    'Từ ngày 01/10/2026, tính đến 17 giờ 00 phút ngày 31 tháng 10 năm 2026',
    'SỐ LIỆU MÔ PHỎNG – hạt giống 7 – tính đến ngày 31/10/2026',
  ])('is that of its title: %j', async (title) => {
    expect(await load(await office(), titled(title))).toMatchObject({ status: 'loaded', asOf: '2026-10-31' });
  });

  it.each(['Danh sách hồ sơ', 'Báo cáo ngày 31/10/2026', 'Tính đến ngày 31/02/2026'])(
    'is today where its title says no day: %j',
    async (title) => {
      expect(await load(await office(), titled(title))).toMatchObject({
        status: 'loaded',
        asOf: '2026-11-20',
      });
    },
  );

  it('is the one that is said, whatever the title', async () => {
    const at = await office();
    for (const [index, day] of ['31/10/2026', '31/12/2026'].entries())
      expect(
        await load(at, titled(`Tính đến ngày ${day}`, dossier(index)), { asOf: '2026-11-02' }),
      ).toMatchObject({ status: 'loaded', asOf: '2026-11-02' });
  });

  it('may not be later than today, said or in the title', async () => {
    const at = await office();
    const before = await contents(at);
    expect(await load(at, titled('Tính đến ngày 21/11/2026'))).toEqual({
      status: 'refused',
      total: 1,
      problems: [
        {
          row: 1,
          reason: 'Tệp phản ánh đến ngày 21/11/2026, sau hôm nay (20/11/2026).',
          remedy: 'Sửa ngày ở dòng tiêu đề của tệp, hoặc ghi rõ --as-of khi nạp.',
        },
      ],
    });
    expect(await load(at, csv([dossier(1)]), { asOf: '2027-01-01' })).toMatchObject({
      status: 'refused',
      problems: [{ reason: expect.stringContaining('01/01/2027, sau hôm nay') }],
    });
    expect(await contents(at)).toEqual(before);
  });

  it('is the last on which a dossier may have been answered', async () => {
    const at = await office();
    const late = dossier(1, { 'Ngày trả kết quả': '01/11/2026 08:00' });
    expect(await load(at, titled('Tính đến ngày 31/10/2026', late))).toMatchObject({
      problems: [{ row: 3, reason: 'Sau ngày mà tệp này phản ánh.' }],
    });
  });
});

describe('a file cut in the middle', () => {
  const rows = Array.from({ length: 60 }, (_, index) =>
    index % 3 === 0 ? open(index, '12/10/2026') : dossier(index),
  );
  const whole = new TextEncoder().encode(csv(rows));

  it(`holds whole dossiers only or is refused, and the whole file loads after it (seed ${SEED})`, async () => {
    const full = await office();
    await load(full, whole);
    const plain = (stored: Awaited<ReturnType<typeof storedDossiers>>) =>
      new Map([...stored].map(([code, row]) => [code, { ...row, id: 0, importId: 0 }]));
    const expected = plain(await storedDossiers(full));
    const cuts = fc.sample(fc.integer({ min: 1, max: whole.length - 1 }), { seed: SEED, numRuns: 20 });
    const outcomes = new Set<string>();
    for (const at of cuts) {
      const cut = await office();
      const before = await contents(cut);
      const outcome = await load(cut, whole.subarray(0, at));
      outcomes.add(outcome.status);
      const unchanged = outcome.status === 'refused' ? await contents(cut) : before;
      expect([at, unchanged]).toEqual([at, before]);
      for (const [code, row] of plain(await storedDossiers(cut)))
        expect([at, row]).toEqual([at, expected.get(code)]);
      expect(await load(cut, whole)).toMatchObject({ status: 'loaded', dossiers: 60 });
      expect(await countsOf(cut)).toEqual(await countsOf(full));
    }
    expect(outcomes).toContain('refused');
  });

  it('is refused where it was a workbook', async () => {
    const at = await office();
    const before = await contents(at);
    const book = workbook({ A: [[...HEADINGS], ...rows] });
    for (const cut of fc.sample(fc.integer({ min: 1, max: book.length - 1 }), { seed: SEED, numRuns: 20 }))
      expect([cut, (await load(at, book.subarray(0, cut))).status]).toEqual([cut, 'refused']);
    expect(await contents(at)).toEqual(before);
  });
});

describe('a file that is no table of dossiers', () => {
  const book = workbook({ A: [[...HEADINGS], dossier(1)] });
  const SHEET = 'xl/worksheets/sheet1.xml';
  const bomb = (says: number): Uint8Array => {
    const text = `${new TextDecoder().decode(unzipSync(book)[SHEET])}${' '.repeat(5_000_000)}`;
    const bytes = zipSync({ ...unzipSync(book), [SHEET]: strToU8(text) }, { level: 9 });
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + 4 < bytes.length; at += 1)
      if (view.getUint32(at, true) === strToU8(text).length) view.setUint32(at, says, true);
    return bytes;
  };
  const wide = Array.from({ length: 9993 }, (_, index) => `c${index}`);

  it.each<[string, Uint8Array | string, RegExp]>([
    ['a bomb that says what it is', bomb(2_000_000_000), /quá lớn.*50 MB/],
    ['a bomb that hides it', bomb(1000), /bị hỏng hoặc bị cắt/],
    ['ten thousand columns of text', csv([], [...HEADINGS, ...wide]), /10\.000 cột/],
    ['ten thousand columns of a sheet', workbook({ A: [[...HEADINGS, ...wide]] }), /10\.000 cột/],
    ['a PDF', '%PDF-1.7', /Đây là tệp PDF/],
    ['a document', zipSync({ 'word/document.xml': strToU8('x') }), /Word/],
    ['nothing', '', /Tệp rỗng/],
    ['blank rows', '\n\n  \n', /không có dòng nào/],
    ['another table', 'Họ tên,Tuổi\nA,1\n', /Không tìm thấy dòng tiêu đề/],
  ])('is refused and changes nothing: %s', async (_, content, reason) => {
    const at = await office();
    const before = await contents(at);
    const outcome = await load(at, content);
    expect(outcome).toMatchObject({
      status: 'refused',
      total: 1,
      problems: [{ reason: expect.stringMatching(reason) }],
    });
    expect(await contents(at)).toEqual(before);
  });

  it('but of another kind is named by that kind', async () => {
    const outcome = await (await office()).load('dossiers', 'Đơn vị,Kỳ,Hồ sơ trễ hạn\nSở Tư pháp,2026,1\n');
    expect(outcome).toMatchObject({ status: 'refused', problems: [{ remedy: 'Dùng --kind figures.' }, {}] });
  });

  it('because a cell is a formula is told where', async () => {
    const at = await office();
    const parts = unzipSync(book);
    const sheet = new TextDecoder().decode(parts[SHEET]);
    const withFormula = sheet.replace(/<c r="E2"[^>]*>.*?<\/c>/, '<c r="E2"><f>D2+7</f><v>46307</v></c>');
    const outcome = await load(at, zipSync({ ...parts, [SHEET]: strToU8(withFormula) }));
    expect(outcome).toMatchObject({
      status: 'refused',
      total: 1,
      problems: [
        {
          sheet: 'A',
          row: 2,
          column: 'Ngày hẹn trả',
          value: '=D2+7',
          reason: 'Ô là công thức, không phải giá trị.',
        },
      ],
    });
  });
});

describe('a file in another form', () => {
  const rows = [[...HEADINGS], dossier(1), open(2, '12/10/2026')];

  it.each(['utf-8', 'utf-16le', 'utf-16be', 'windows-1258'] as const)(
    'is read the same in %s, with and without its mark, with comma, semicolon and tab',
    async (encoding) => {
      const at = await office();
      for (const hasMark of [false, true])
        for (const delimiter of [',', ';', '\t']) {
          const bytes = encoded(csvText(rows, { delimiter, lineEnd: '\r\n' }), encoding, hasMark);
          expect(await load(at, bytes, { dryRun: true })).toMatchObject({
            status: 'checked',
            dossiers: 2,
            ignored: [],
          });
        }
      await load(at, encoded(csvText(rows, { delimiter: ';' }), encoding, true));
      expect((await storedDossiers(at)).get('H32-1')).toMatchObject({
        unitId: 'so-tu-phap',
        officer: 'cán bộ A',
        state: 'returned',
      });
    },
  );
});

describe('two files at once', () => {
  it('are one that counts and one that is to be loaded again, and nothing counts twice', async () => {
    const at = await office();
    const files = [
      csv([dossier(1), dossier(2)]),
      csv([dossier(2, { 'Ngày trả kết quả': '20/10/2026' }), dossier(3)]),
    ];
    const outcomes = await Promise.all(files.map((file) => load(at, file)));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['loaded', 'refused']);
    const left = outcomes.findIndex(({ status }) => status === 'refused');
    expect(outcomes[left]).toMatchObject({
      total: 1,
      problems: [
        { reason: 'Trong lúc nạp, một tệp hồ sơ khác vừa được nạp xong.', remedy: 'Nạp lại tệp này.' },
      ],
    });
    expect(await countsOf(at)).toMatchObject({ received: 2, resolved: 2 });
    expect(await load(at, files[left] ?? '')).toMatchObject({ status: 'loaded', added: 1, changed: 1 });
    expect(await countsOf(at)).toMatchObject({ received: 3, resolved: 3, late: left === 1 ? 1 : 0 });
  });

  it('of the same bytes count once', async () => {
    const at = await office();
    const outcomes = await Promise.all([1, 2].map(() => load(at, csv([dossier(1)]))));
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['loaded', 'refused']);
    expect(await load(at, csv([dossier(1)]))).toEqual({ status: 'repeated' });
    expect(await countsOf(at)).toMatchObject({ received: 1 });
  });
});

describe(`"${QUESTION}"`, () => {
  const rows = [
    open(1, '18/11/2026 17:00'),
    open(2, '24/11/2026 17:00'),
    open(3, '28/12/2026 17:00', { 'Trạng thái': 'Tạm dừng' }),
    dossier(4),
    open(5, '19/11/2026', { 'Đơn vị': 'Sở Nội vụ', 'Cán bộ xử lý': 'cán bộ B' }),
  ];

  async function loaded(title: readonly string[] = []): Promise<Office> {
    const at = await office();
    const outcome = await load(at, csvText([...(title.length > 0 ? [title] : []), [...HEADINGS], ...rows]));
    expect(outcome).toMatchObject({ status: 'loaded', simulated: title.length > 0 });
    return at;
  }

  it('is answered to the head with the dossiers, their limits and who handles them', async () => {
    const text = await asked(await loaded(), HEAD);
    expect(text).toContain(
      'Sở Tư pháp, số liệu đến ngày 20/11/2026: 1 hồ sơ đã quá hạn chưa trả, 1 hồ sơ đến hạn trong 7 ngày tới.',
    );
    expect(text).toContain('H32-1: quá hạn từ 18/11/2026 17:00; cán bộ A');
    expect(text).toContain('H32-2: hạn 24/11/2026 17:00; cán bộ A');
    expect(text).toContain('Không kể 1 hồ sơ tạm dừng');
    for (const other of ['H32-3', 'H32-4', 'H32-5', 'cán bộ B']) expect(text).not.toContain(other);
  });

  it('of another unit is refused in the words of what is not there', async () => {
    const ofOther = 'hồ sơ nào của Sở Nội vụ sắp trễ?';
    const [without, withThem] = [await office(), await loaded()];
    for (const caller of [
      HEAD,
      { role: 'khach' },
      { role: 'can-bo', scope: 'so-tu-phap' },
    ] satisfies Caller[])
      expect([caller, await asked(withThem, caller, ofOther)]).toEqual([
        caller,
        await asked(without, caller, ofOther),
      ]);
    const absent = await asked(without, { role: 'lanh-dao-tinh' }, ofOther);
    expect(await asked(withThem, HEAD, ofOther)).toBe(absent);
  });

  it('names officers to the own people of the unit and the provincial organiser only', async () => {
    const at = await loaded();
    const ofUnit = 'hồ sơ nào của Sở Tư pháp sắp trễ?';
    const named = async (caller: Caller) => (await asked(at, caller, ofUnit)).includes('cán bộ A');
    for (const caller of [
      HEAD,
      { role: 'can-bo', scope: 'so-tu-phap' },
      { role: 'to-chuc-tinh' },
    ] satisfies Caller[])
      expect([caller, await named(caller)]).toEqual([caller, true]);
    for (const caller of [
      { role: 'lanh-dao-tinh' },
      { role: 'chuyen-vien-cchc' },
      { role: 'quan-tri' },
      { role: 'phu-trach-khoi', scope: 'so' },
      { role: 'tham-dinh', scope: 'so' },
      { role: 'thu-truong', scope: 'so-noi-vu' },
      { role: 'can-bo', scope: 'so-noi-vu' },
      { role: 'khach' },
    ] satisfies Caller[])
      expect([caller, await named(caller)]).toEqual([caller, false]);
  });

  it('says that dossiers are simulated where the title of their file did', async () => {
    const title = ['SỐ LIỆU MÔ PHỎNG – hạt giống 7'];
    expect((await asked(await loaded(title), HEAD)).toLowerCase()).toContain('số liệu mô phỏng');
    expect((await asked(await loaded(), HEAD)).toLowerCase()).not.toContain('mô phỏng');
  });
});
