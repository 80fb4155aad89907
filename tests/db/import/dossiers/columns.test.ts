import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { type Range, utils } from '@e965/xlsx';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  DOSSIER_COLUMNS,
  isDossierColumn,
  readDossierColumns,
} from '../../../../db/import/dossiers/columns.ts';
import { ProblemList } from '../../../../db/import/problems.ts';
import { openDatabase } from '../../../../db/open.ts';
import { prepareDatabase } from '../../../../web/node/prepare.ts';
import { kycuong } from '../../../cli/run.ts';
import { csv, dossier, HEADINGS, load, storedDossiers } from '../../../support/dossiers.ts';
import { Office, offices } from '../../../support/offices.ts';
import { NOW, temporaryFolder } from '../../../support/sample.ts';
import { workbook } from '../table/writing.ts';

const SEED = 20_261_101;
const folder = temporaryFolder();
const office = offices();
const RECEIVED = Date.parse('2026-10-05T08:00Z') / 60_000;
/** The usual dossier as it is stored. */
const STORED = {
  unitId: 'so-tu-phap',
  officer: 'cán bộ A',
  received: RECEIVED,
  due: Date.parse('2026-10-12T17:00Z') / 60_000,
  returned: Date.parse('2026-10-09T10:00Z') / 60_000,
  state: 'returned',
};

function columnsOf(cells: readonly string[], own: Readonly<Record<string, string>> = {}) {
  const problems = new ProblemList();
  const columns = readDossierColumns({ heading: { row: 1, cells } }, own, problems);
  return { columns, problems: problems.refusal() };
}

describe(`headings (seed ${SEED})`, () => {
  it('are found by every spelling, in any order, letters and with others between', () => {
    const spelling = fc.constantFrom<(text: string) => string>(
      (text) => text,
      (text) => text.toUpperCase(),
      (text) => text.normalize('NFD'),
      (text) => ` ${text}: `,
    );
    const columns = Object.entries(DOSSIER_COLUMNS).map(([key, { headings }]) =>
      fc.record({ key: fc.constant(key), heading: fc.constantFrom<string>(...headings), spelling }),
    );
    const others = fc.uniqueArray(fc.constantFrom('STT', 'Người nộp', 'Số điện thoại', ''), { maxLength: 3 });
    const heading = fc
      .tuple(fc.tuple(...columns), others)
      .chain(([known, more]) =>
        fc.shuffledSubarray<{ key?: string; text: string }>(
          [
            ...known.map(({ key, heading: text, spelling: as }) => ({ key, text: as(text) })),
            ...more.map((text) => ({ text })),
          ],
          { minLength: known.length + more.length },
        ),
      );
    fc.assert(
      fc.property(heading, (cells) => {
        const { columns: found, problems } = columnsOf(cells.map(({ text }) => text));
        if (!found.ok) throw new Error(JSON.stringify(found.problems));
        expect(problems).toBeUndefined();
        const places = cells.flatMap(({ key = '' }, index) =>
          isDossierColumn(key) ? [{ key, index, at: found.at.get(key) }] : [],
        );
        expect(places.map(({ key, at }) => [key, at])).toEqual(places.map(({ key, index }) => [key, index]));
        expect(found.ignored).toEqual(
          cells.flatMap(({ key, text }) => (key === undefined && text !== '' ? [text] : [])),
        );
      }),
      { seed: SEED, numRuns: 300 },
    );
  });

  it('mean one column each', () => {
    const all = Object.values(DOSSIER_COLUMNS).flatMap(({ headings }) =>
      headings.map((each) => each.toLowerCase()),
    );
    expect(new Set(all).size).toBe(all.length);
  });

  it('of which several would do are taken by the first in the list, and two of one spelling are a fault', () => {
    const both = columnsOf(['Số biên nhận', 'Mã hồ sơ', 'Ngày tiếp nhận', 'Ngày hẹn trả']);
    expect(both.columns).toMatchObject({ ok: true, ignored: ['Số biên nhận'] });
    const twice = columnsOf(['Mã hồ sơ', 'Ngày tiếp nhận', 'Ngày hẹn trả', 'MÃ HỒ SƠ']);
    expect(twice.problems).toMatchObject({
      total: 1,
      problems: [{ row: 1, column: 'MÃ HỒ SƠ', reason: 'Đã có một cột cùng nội dung.' }],
    });
  });

  it.each([
    ['mã hồ sơ', ['Ngày tiếp nhận', 'Ngày hẹn trả']],
    ['ngày tiếp nhận', ['Mã hồ sơ', 'Ngày hẹn trả']],
    ['ngày hẹn trả', ['Mã hồ sơ', 'Ngày tiếp nhận']],
  ])('without the column %s are refused with what would do', async (what, cells) => {
    const outcome = await load(await office(), workbook({ 'Tháng 10': [cells, ['x', 'y']] }));
    expect(outcome).toMatchObject({
      status: 'refused',
      total: 1,
      problems: [{ sheet: 'Tháng 10', reason: expect.stringContaining(`Thiếu cột ${what}.`) }],
    });
  });
});

describe('an export', () => {
  const [code = '', , officer = '', received = '', due = '', returned = '', state = ''] = dossier(1);
  const printed = [
    ['SỞ TƯ PHÁP', '', '', '', 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', '', '', ''],
    ['DANH SÁCH HỒ SƠ THÁNG 10', '', '', '', '', '', '', ''],
    ['STT', 'Trạng thái', 'Thời gian', '', '', 'Hồ sơ', '', 'Người nộp'],
    ['', '', 'Ngày trả kết quả', 'Ngày hẹn trả', 'Ngày tiếp nhận', 'Số biên nhận', 'Chuyên viên thụ lý', ''],
    ['(1)', '(2)', '(3)', '(4)', '(5)', '(6)', '(7)', '(8)'],
    ['1', state, returned, due, received, code, officer, 'người nộp A'],
  ];
  const IGNORED = ['STT', 'Người nộp'];

  it('in text with titles, headings in two rows and column numbers is read, and says what it left', async () => {
    const at = await office();
    const text = printed.map((cells) => `${cells.join(';')}\r\n`).join('');
    const outcome = await load(at, text, { unitId: 'so-tu-phap' });
    expect(outcome).toMatchObject({ status: 'loaded', added: 1, ignored: IGNORED });
    expect((await storedDossiers(at)).get(code)).toMatchObject(STORED);
  });

  it('in a workbook with merged cells above is read the same', async () => {
    const at = await office();
    const sheet = utils.aoa_to_sheet(printed);
    sheet['!merges'] = ['A1:D1', 'E1:H1', 'A2:H2', 'A3:A4', 'B3:B4', 'C3:E3', 'F3:G3', 'H3:H4'].map(
      (range): Range => utils.decode_range(range),
    );
    const outcome = await load(at, workbook({ 'Tháng 10': sheet }), { unitId: 'so-tu-phap' });
    expect(outcome).toMatchObject({ status: 'loaded', added: 1, ignored: IGNORED });
    expect((await storedDossiers(at)).get(code)).toMatchObject(STORED);
  });

  it('keeps nothing of the columns that it does not read', async () => {
    const at = await office();
    await load(at, csv([[...dossier(1), '0900 000 000']], [...HEADINGS, 'Số điện thoại']));
    const [stored] = (await storedDossiers(at)).values();
    expect(JSON.stringify(stored)).not.toContain('0900');
  });
});

describe('a mapping of a source', () => {
  it('is said once on the command line, saved with the file, and used for the next', async () => {
    const url = `file:${path.join(folder, 'nguon.db')}`;
    const opened = await prepareDatabase({
      url,
      authToken: undefined,
      now: NOW,
      sample: false,
      log: () => undefined,
    });
    const at = new Office(opened.db);
    await at.load('units', 'Mã đơn vị,Tên đơn vị,Tỉnh,Khối\nso-tu-phap,Sở Tư pháp,khanh-hoa,so\n');
    opened.close();
    const headings = HEADINGS.map((each) => (each === 'Ngày trả kết quả' ? 'Ngày xong' : each));
    const [first, second] = ['10', '11'].map((month) => {
      const file = path.join(folder, month, 'một cửa.csv');
      mkdirSync(path.dirname(file));
      writeFileSync(
        file,
        csv(
          [
            dossier(Number(month)),
            dossier(Number(month) + 100, { 'Ngày trả kết quả': '', 'Trạng thái': 'Bị hoãn' }),
          ],
          headings,
        ),
      );
      return file;
    });
    const run = (file: string | undefined, ...more: string[]) =>
      kycuong(['import', file ?? '', '--kind', 'dossiers', ...more], { env: { DATABASE_URL: url } });
    const unknown = await run(first, '--source', 'Một cửa A');
    expect(unknown).toMatchObject({ code: 3, out: '' });
    expect(unknown.err).toContain('Đã giải quyết mà không có ngày trả kết quả.');
    expect(unknown.err).toContain('--state "Bị hoãn=…"');
    const said = ['--column', 'Ngày xong=Ngày trả kết quả', '--state', 'Bị hoãn=Tạm dừng'];
    expect((await run(first, ...said)).code).toBe(2);
    expect((await run(first, '--source', 'Một cửa A', ...said, '--dry-run')).code).toBe(0);
    expect((await run(first, '--source', 'Một cửa A')).code).toBe(3);
    expect((await run(first, '--source', 'Một cửa A', ...said)).code).toBe(0);
    expect((await run(second, '--source', 'Một cửa B')).code).toBe(3);
    expect((await run(second, '--source', 'Một cửa A')).code).toBe(0);
    const again = await openDatabase(url);
    const stored = await storedDossiers(new Office(again.db));
    again.close();
    expect([...stored.values()].map(({ state, returned }) => [state, returned])).toEqual([
      ['returned', STORED.returned],
      ['paused', null],
      ['returned', STORED.returned],
      ['paused', null],
    ]);
  }, 120_000);

  it('goes before the common headings, and one said later before one said earlier', async () => {
    const at = await office();
    const headings = ['Mã hồ sơ', 'Đơn vị', 'Ngày nhận', 'Hạn trả', 'Xong A', 'XONG B'];
    const cells = ['H1', 'Sở Tư pháp', '01/10/2026', '09/10/2026', '05/10/2026', '07/10/2026'];
    const returned = async () => (await storedDossiers(at)).get('H1')?.returned;
    const columns = { 'Xong A': 'returned' };
    await load(at, csv([cells], headings), { sourceName: 'S', mapping: { columns, states: {} } });
    expect(await returned()).toBe(Date.parse('2026-10-05T00:00Z') / 60_000);
    const moved = { columns: { 'Xong B': 'result' }, states: {} };
    expect(
      await load(at, csv([cells, ['H2', ...cells.slice(1)]], headings), { sourceName: 'S', mapping: moved }),
    ).toMatchObject({ changed: 1, added: 1 });
    expect(await returned()).toBe(Date.parse('2026-10-07T00:00Z') / 60_000);
  });
});
