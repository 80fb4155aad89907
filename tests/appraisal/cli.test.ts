/** The command line from opening to publication: two units, one late; by commands alone, on a database file. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { type Finished, kycuong } from '../cli/run.ts';
import { APPRAISER_ID, province } from './province.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'kycuong-round-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const HEADER = 'Đơn vị,Tiêu chí,Điểm,Lý do,Tài liệu kiểm chứng\n';
function file(name: string, unit: string, plan: string): string {
  const target = path.join(folder, name);
  const rows = [`I.1,"${plan}",,`, 'I.2,4,Đã báo cáo đủ,BC 7', 'T,0,,', 'P,0,,'].map(
    (row) => `${unit},${row}`,
  );
  writeFileSync(target, `${HEADER}${rows.join('\n')}\n`);
  return target;
}

type Run = (now: string, ...args: string[]) => Promise<Finished>;

async function twoUnits(): Promise<Run> {
  const { url } = await province(['so-a', 'so-b']);
  const run: Run = (now, ...args) =>
    kycuong(args, { env: { DATABASE_URL: url, KYCUONG_NOW: `${now}:00+07:00` } });
  const figures = path.join(folder, 'so-lieu.csv');
  writeFileSync(figures, 'Đơn vị,Kỳ,Tỷ lệ đúng hạn\nSở A,2026,50%\nSở B,2026,50%\n');
  expect(await run('2026-11-20T08:00', 'import', figures)).toMatchObject({ code: 0 });
  return run;
}

describe('kycuong round', () => {
  it('goes from opening to publication', async () => {
    const run = await twoUnits();
    const json = async (now: string, ...args: string[]): Promise<Record<string, unknown>> => {
      const { code, out, err } = await run(now, 'round', ...args, '--json');
      if (code !== 0) throw new Error(`${args.join(' ')} ${out} ${err}`);
      return JSON.parse(out) as Record<string, unknown>;
    };
    const open = ['open', '--year', '2026', '--deadline', '01/12/2026', '--supplement', '2026-12-10'];
    expect(await json('2026-11-20T09:00', ...open, '--as', 'chuyen-vien-cchc')).toMatchObject({
      status: 'opened',
      units: 2,
    });
    await json('2026-12-01T23:59', 'submit', '--file', file('a.csv', 'Sở A', '8'), '--as', 'can-bo:so-a');
    const late = [
      'submit',
      '--unit',
      'Sở B',
      '--file',
      file('b.csv', 'Sở B', '8'),
      '--as',
      'thu-truong:so-b',
    ];
    expect(await json('2026-12-02T07:00', ...late)).toMatchObject({
      status: 'accepted',
      late: { minutes: 420 },
    });
    expect(await json('2026-12-02T08:00', 'status', '--as', 'chuyen-vien-cchc')).toMatchObject({
      state: 'đang nhận hồ sơ',
      submission_deadline: { day: '2026-12-01', instant: '2026-12-01T17:00:00.000Z' },
      units: 2,
      on_time: 1,
      late: 1,
      missing: 0,
      late_units: [{ unit: 'so-b', name: 'Sở B', late_by: '7 giờ' }],
    });
    const expert = ['--as', 'chuyen-vien-cchc'];
    await json('2026-12-02T09:00', 'next', ...expert);
    const doubted = [
      'doubt',
      '--unit',
      'so-b',
      '--item',
      'I.1',
      '--text',
      'Chưa có văn bản.',
      '--as',
      APPRAISER_ID,
    ];
    expect(await json('2026-12-02T10:00', ...doubted)).toEqual({ status: 'doubted', doubt: 1, item: 'I.1' });
    for (const [unit, plan] of [
      ['so-a', '8'],
      ['so-b', '2'],
    ] as const)
      await json(
        '2026-12-03T10:00',
        'score',
        '--unit',
        unit,
        '--file',
        file(`${unit}-1.csv`, unit, plan),
        '--as',
        APPRAISER_ID,
      );
    await json('2026-12-04T10:00', 'next', '--to', 'bổ sung', ...expert);
    const answer = [
      'supplement',
      '--doubt',
      '1',
      '--text',
      'Xin gửi kế hoạch.',
      '--evidence',
      'KH 15',
      '--as',
      'can-bo:so-b',
    ];
    expect(await json('2026-12-05T10:00', ...answer)).toEqual({ status: 'supplemented', doubt: 1, open: 0 });
    await json('2026-12-05T11:00', 'next', ...expert);
    await json(
      '2026-12-11T10:00',
      'score',
      '--unit',
      'so-b',
      '--file',
      file('b-2.csv', 'so-b', '6'),
      '--as',
      APPRAISER_ID,
    );
    await json('2026-12-12T10:00', 'next', ...expert);
    expect(await json('2026-12-16T10:00', 'approve', '--as', 'lanh-dao-tinh')).toEqual({
      status: 'moved',
      state: 'đã phê duyệt',
    });
    const publish = ['publish', '--decision', '199/QĐ-UBND', '--date', '21/12/2026', '--as', 'quan-tri'];
    const published = await json('2026-12-21T10:00', ...publish);
    expect(published).toMatchObject({
      status: 'published',
      units: 2,
      receipt: expect.stringMatching(/^KC-[A-Z2-7]{26}$/),
    });
    const verified = await run('2027-01-05T10:00', 'round', 'verify', '--year', '2026');
    expect(verified).toMatchObject({
      code: 0,
      out: `Quyết định 199/QĐ-UBND: tính lại khớp ${String(published['receipt'])}.\n`,
    });
    const asked = await run(
      '2027-01-05T10:00',
      'ask',
      'bao nhiêu đơn vị nộp đúng hạn năm 2026?',
      '--as',
      'lanh-dao-tinh',
    );
    expect(asked.out).toContain(
      '1/2 đơn vị nộp đúng hạn (hạn: hết ngày 01/12/2026). Nộp muộn: Sở B (07:00 ngày 02/12/2026).',
    );
    const rank = await run('2027-01-05T10:00', 'eval', '--unit', 'so-b', '--year', '2026', '--json');
    // 6 + 4 + 4 of 20 points.
    expect(JSON.parse(rank.out)).toMatchObject({
      rank: 'TRUNG BÌNH',
      standing: 'đã công bố',
      published_by: '199/QĐ-UBND 21/12/2026',
      index: { value: 70 },
    });
  }, 120_000);

  it('refuses with the exit code of its kind, reason and remedy', async () => {
    const run = await twoUnits();
    const now = '2026-11-20T09:00';
    const open = [
      'round',
      'open',
      '--year',
      '2026',
      '--deadline',
      '2026-12-01',
      '--supplement',
      '2026-12-10',
    ];
    const calls: [string[], number, string][] = [
      [['round', 'submit', '--as', 'can-bo:so-a'], 2, 'Chưa mở vòng thẩm định'],
      [open, 2, 'Cần --as'],
      [[...open, '--as', 'vua'], 2, 'Không có người dùng hoặc vai "vua"'],
      [
        [
          'round',
          'open',
          '--year',
          '2026',
          '--deadline',
          '31/02/2026',
          '--supplement',
          '2026-12-10',
          '--as',
          'quan-tri',
        ],
        2,
        'không phải là ngày',
      ],
      [['round', 'open', '--as', 'chuyen-vien-cchc'], 2, 'Cần --deadline'],
      [[...open, '--as', 'can-bo:so-a'], 3, 'không được mở vòng thẩm định'],
      [[...open, '--as', 'chuyen-vien-cchc'], 0, ''],
      [
        ['round', 'submit', '--file', file('bad.csv', 'Sở A', '9'), '--as', 'can-bo:so-a'],
        3,
        'dòng 2, cột "Điểm" ("9"): Lớn hơn điểm tối đa (8 điểm).',
      ],
      [['round', 'submit', '--file', 'không-có.csv', '--as', 'can-bo:so-a'], 2, 'Không đọc được tệp'],
      [['round', 'next', '--as', 'chuyen-vien-cchc'], 3, 'còn 2 đơn vị chưa nộp hồ sơ'],
      [['round', 'next', '--to', 'xong', '--as', 'chuyen-vien-cchc'], 2, 'Không có bước "xong"'],
      [
        ['round', 'publish', '--decision', '1/QĐ', '--date', '2026-11-20', '--as', 'quan-tri'],
        3,
        'chưa được Hội đồng phê duyệt',
      ],
      [['round', 'status', '--year', '2025'], 2, 'Chưa mở vòng thẩm định năm 2025'],
    ];
    for (const [args, code, message] of calls) {
      const result = await run(now, ...args);
      const said = {
        code: result.code,
        hasMessage: result.err.includes(message),
        hasOutput: result.out !== '',
      };
      expect({ args, ...said }).toEqual({ args, code, hasMessage: true, hasOutput: code === 0 });
    }
    const refused = await run(now, 'round', 'next', '--as', 'chuyen-vien-cchc', '--json');
    expect(refused.code).toBe(3);
    expect(JSON.parse(refused.out)).toMatchObject({ status: 'refused', total: 1 });
  }, 120_000);

  it('keeps an appraiser from the unit that the invitation named', async () => {
    const run = await twoUnits();
    const now = '2026-11-20T09:00';
    const invited = await run(now, 'user', 'invite', 'tham-dinh:so', '--unit', 'Sở A', '--json');
    const { id } = JSON.parse(invited.out) as { id: string };
    await run(
      now,
      'round',
      'open',
      '--year',
      '2026',
      '--deadline',
      '2026-12-01',
      '--supplement',
      '2026-12-10',
      '--as',
      'chuyen-vien-cchc',
    );
    await run('2026-12-02T09:00', 'round', 'next', '--as', 'chuyen-vien-cchc');
    const own = await run(
      '2026-12-02T09:00',
      'round',
      'score',
      '--unit',
      'so-a',
      '--file',
      file('own.csv', 'Sở A', '8'),
      '--as',
      id,
    );
    expect(own).toMatchObject({ code: 3 });
    expect(own.err).toContain('chính đơn vị của mình');
    const other = await run(
      '2026-12-02T09:00',
      'round',
      'score',
      '--unit',
      'so-b',
      '--file',
      file('other.csv', 'Sở B', '8'),
      '--as',
      id,
    );
    expect(other).toMatchObject({ code: 0 });
  }, 120_000);
});

describe('kycuong import', () => {
  it('prints fifty faults of a file and counts the rest; JSON holds all', async () => {
    const run = await twoUnits();
    const faulty = path.join(folder, 'faulty.csv');
    writeFileSync(faulty, `Đơn vị,Năm,Tiêu chí,Điểm\n${'Sở A,2026,I.1,1/3\n'.repeat(60)}`);
    const { code, err } = await run('2026-11-20T09:00', 'import', faulty, '--kind', 'scores');
    const lines = err.trim().split('\n');
    const faults = lines.filter((line) => line.startsWith('- '));
    expect({ code, faults: faults.length, last: lines.at(-1) }).toEqual({
      code: 3,
      faults: 50,
      last: 'và 10 lỗi nữa.',
    });
    expect(faults[0]).toContain('Phân số "1/3" không phải là một số điểm. Ghi số thập phân, ví dụ: 0,33.');
    const json = await run('2026-11-20T09:00', 'import', faulty, '--kind', 'scores', '--json');
    expect(JSON.parse(json.out)).toMatchObject({ total: 60, problems: { length: 60 } });
  }, 120_000);

  it('prints templates that it reads itself', async () => {
    const run = await twoUnits();
    for (const [kind, code] of [
      ['figures', 0],
      ['scores', 0],
      ['ranks', 0],
      ['xlsx', 2],
    ] as const)
      expect(await run('2026-11-20T09:00', 'import', '--template', kind)).toMatchObject({ code });
    const { out } = await run('2026-11-20T09:00', 'import', '--template', 'ranks', '--csv');
    const ranks = path.join(folder, 'ranks.csv');
    writeFileSync(ranks, out.replace('Sở Tư pháp', 'Sở A'));
    const loaded = await run('2026-11-20T09:00', 'import', ranks, '--kind', 'ranks', '--json');
    expect(JSON.parse(loaded.out)).toMatchObject({ status: 'loaded', ranks: 1 });
    expect(await run('2026-11-20T09:00', 'import')).toMatchObject({ code: 2 });
  }, 120_000);
});
