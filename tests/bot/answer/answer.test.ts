import { describe, expect, it } from 'vitest';
import { answer } from '../../../bot/answer/answer.ts';
import { renderPlain } from '../../../bot/channels/plain.ts';
import { loadFigures } from '../../../bot/load-figures.ts';
import { type Caller, parseRole } from '../../../bot/roles.ts';
import { listUnits } from '../../../db/units.ts';
import { sampleDesk } from '../../support/sample.ts';

const { desk } = sampleDesk();
/** A database whose figures some tests correct. */
const corrected = sampleDesk();
const LEADER: Caller = { role: 'lanh-dao-tinh' };

async function ask(text: string, as = 'lanh-dao-tinh') {
  const caller = parseRole(as);
  if (caller === undefined) throw new Error(as);
  const given = await answer(await desk(), caller, { text });
  return { ...given, text: renderPlain(given.reply) };
}

describe('status', () => {
  it('of a year that was published gives rank, index, place, what lacks to the next rank, and the year before', async () => {
    const { text, ...given } = await ask('Sở Tư pháp Khánh Hòa năm 2019');
    expect(given).toMatchObject({
      intent: 'status',
      units: ['kh-so-tu-phap'],
      year: 2019,
      ambiguous: [],
      refused: false,
    });
    expect(text).toContain(
      'Sở Tư pháp năm 2019: xếp hạng KHÁ, chỉ số 79,25%, thứ 17/21 trong khối Sở, ban, ngành.',
    );
    expect(text).toContain('Chỉ số còn thiếu 5,75 điểm phần trăm để đạt mức TỐT.');
    expect(text).toContain('Năm 2018: TỐT (86,00%); chỉ số giảm 6,75 điểm phần trăm.');
    expect(text).toContain('Quyết định 199/QĐ-UBND ngày 21/01/2020');
    expect(given.receipts).toEqual([expect.stringMatching(/^KC-[A-Z2-7]{26}$/)]);
  });

  it('of a weak unit says that the Conclusion did not yet apply and what would follow by it, with the clause', async () => {
    const { text } = await ask('Trường Cao đẳng Y tế năm 2019');
    expect(text).toContain('xếp hạng YẾU, chỉ số 28,25%');
    expect(text).toContain('Năm 2018: TRUNG BÌNH (68,70%)');
    expect(text).toContain('chưa áp dụng cho năm 2019 (áp dụng từ năm 2022)');
    expect(text).toContain(
      'Nếu xét theo quy định hiện hành: người đứng đầu không xếp loại hoàn thành tốt nhiệm vụ trở lên, thuộc diện xem xét trách nhiệm',
    );
    expect(text).toContain('Mục II, điểm 8, gạch đầu dòng thứ ba');
  });

  it('without a year is of the latest published one and adds the running year, said to be simulated', async () => {
    const { text, year } = await ask('Sở Tài chính Khánh Hòa');
    expect(year).toBeNull();
    expect(text).toContain('Sở Tài chính năm 2019: xếp hạng TỐT');
    expect(text).toContain('Riêng năm 2026 (lũy kế đến tháng 10/2026)');
    expect(text).toContain('Số liệu mô phỏng');
  });

  it("without a unit is of the head's own", async () => {
    const { text, units } = await ask('Đơn vị tôi hiện xếp hạng gì, thứ mấy?', 'thu-truong:kh-so-y-te');
    expect(units).toEqual(['kh-so-y-te']);
    expect(text).toContain('Sở Y tế năm 2019: xếp hạng TỐT');
  });

  it('of a settled year shows what is known beside the index', async () => {
    expect((await ask('Nha Trang năm 2018')).text).toContain(
      'Tỷ lệ hồ sơ trễ hạn 1,07% (611/56.863 hồ sơ); chỉ số hài lòng 81,99%.',
    );
  });

  it('of a year without figures says so and which years there are', async () => {
    const { text } = await ask('Sở Tư pháp Khánh Hòa năm 2010');
    expect(text).toBe('Chưa có số liệu năm 2010 của Sở Tư pháp. Các năm có số liệu: 2017, 2018, 2019, 2026.');
  });
});

describe('figures that come after publication', () => {
  const load = async (csv: string): Promise<void> => {
    const bytes = new TextEncoder().encode(csv);
    const outcome = await loadFigures(await corrected.desk(), {
      bytes,
      fileName: 'sua.csv',
      loadedBy: 'thử',
      dryRun: false,
    });
    expect(outcome.status).toBe('loaded');
  };
  const told = async (action: string): Promise<string> =>
    renderPlain((await answer(await corrected.desk(), LEADER, { action })).reply);

  it('are told beside the published rank, which they do not change', async () => {
    await load('Đơn vị,Kỳ,Điểm thẩm định,Điểm chuẩn\nSở Tư pháp Khánh Hòa,2019,"95,00","100,00"\n');
    const text = await told('status:kh-so-tu-phap:2019');
    expect(text).toMatch(/^Sở Tư pháp năm 2019: xếp hạng KHÁ\.\n/);
    expect(text).toContain(
      'Tính lại theo số liệu hiện có: chỉ số 95,00%, xếp hạng TỐT; kết quả đã công bố không thay đổi.',
    );
    expect(text).not.toContain('thứ 1');
    expect(await told('explain:kh-so-tu-phap:2019')).toContain('Hạng đã công bố là KHÁ và không thay đổi.');
  });

  it('of one unit alone give a rank that is not published, and no place', async () => {
    await load('Đơn vị,Kỳ,Điểm thẩm định,Điểm chuẩn\nSở Y tế Khánh Hòa,2025,"50,00","100,00"\n');
    const text = await told('status:kh-so-y-te:2025');
    expect(text).toContain('Sở Y tế năm 2025: xếp hạng YẾU (chưa công bố), chỉ số 50,00%.');
    expect(text).not.toMatch(/thứ \d/);
  });
});

describe('the other answers', () => {
  it('why: the points, the band, every other rule with its outcome and the clause', async () => {
    const { text, intent } = await ask('vi sao so tu phap khanh hoa nam 2019 khong tot');
    expect(intent).toBe('explain');
    expect(text).toContain(
      'mức theo chỉ số là KHÁ, vì chỉ số CCHC 79,25% (79,25 điểm / 100 điểm) đạt từ 75% trở lên nhưng không đạt từ 85% trở lên (mức TỐT)',
    );
    expect(text).toContain('Hạ bậc xếp hạng: không; tỷ lệ hồ sơ trễ hạn dưới 10%, theo Báo cáo 341/BC-SNV');
  });

  it('ranking: the block in order with counts', async () => {
    const { text, intent } = await ask('bảng xếp hạng khối huyện năm 2019');
    expect(intent).toBe('ranking');
    expect(text).toContain('khối UBND cấp huyện, tỉnh Khánh Hòa: 2 TỐT, 6 KHÁ.');
    expect(text.indexOf('Khánh Vĩnh')).toBeLessThan(text.indexOf('Cam Ranh'));
  });

  it('consequences: none by the law of the year, with the role that decides', async () => {
    const { text } = await ask('người đứng đầu Trường Cao đẳng Y tế năm 2019 bị gì?');
    expect(text).toContain('không có hệ quả theo quy định áp dụng cho năm này');
    expect(text).toContain('Thẩm quyền quyết định: cấp có thẩm quyền quản lý cán bộ.');
  });

  it('history: every year, latest first', async () => {
    const { text } = await ask('lịch sử Sở Du lịch');
    expect(text).toContain('TRUNG BÌNH (2017) → KHÁ (2018) → KHÁ (2019)');
  });

  it('alerts: of one block only, when it is named', async () => {
    const { text } = await ask('cảnh báo khối huyện');
    expect(text).toContain('UBND');
    expect(text).not.toContain('Sở');
  });

  it('whoami: the role and the name of its block', async () => {
    expect((await ask('tôi là ai', 'phu-trach-khoi:huyen')).text).toBe(
      'Anh/chị đang hỏi với vai: phụ trách khối UBND cấp huyện (dùng thử trên dữ liệu mẫu).',
    );
  });

  it('alerts: the worst first, simulated and said so', async () => {
    const { text, intent } = await ask('có cảnh báo gì không?');
    expect(intent).toBe('alerts');
    expect(text).toMatch(
      /Năm 2026: \d+ đơn vị đang có cảnh báo \(\d+ đã chạm ngưỡng, \d+ sắp chạm ngưỡng\)\./,
    );
    expect(text).toContain('Số liệu mô phỏng');
  });
});

describe('bad input', () => {
  it('an unknown unit is named, with near ones to choose', async () => {
    const { text, reply, units } = await ask('Sở Phép thuật');
    expect(text).toContain('Không tìm thấy đơn vị “Sở Phép thuật”.');
    expect(units).toEqual([]);
    expect(reply.buttons.length).toBeGreaterThan(0);
  });

  it('a name of several units is asked back, one button each', async () => {
    const { ambiguous, reply, units } = await ask('Ban Quản lý dự án năm 2019');
    expect(ambiguous).toHaveLength(4);
    expect(units).toEqual([]);
    expect(reply.buttons.map(({ action }) => action)).toEqual(ambiguous.map((id) => `status:${id}:2019`));
  });

  it('a broken number is shown with how to write it', async () => {
    expect(await ask('nếu trễ hạn 5,3%x thì sao')).toMatchObject({
      refused: true,
      text: 'Không đọc được số “5,3%x”. Xin ghi lại, ví dụ: 5,3%.',
    });
  });

  it('ten thousand characters get one short answer', async () => {
    const { text, refused } = await ask('sở tư pháp '.repeat(1000));
    expect(refused).toBe(true);
    expect(text.length).toBeLessThan(120);
  });

  it.each(['', '   ', '😀😀', 'asdf qwer', "'; DROP TABLE units; --", '<script>alert(1)</script>'])(
    '%j is answered with help, not with a guess',
    async (text) => {
      const given = await ask(text);
      expect(given.units).toEqual([]);
      expect(given.text).not.toContain('xếp hạng KHÁ');
    },
  );

  it('a button that is no action of ours is not understood', async () => {
    const given = await answer(await desk(), LEADER, { action: 'drop:units:2019' });
    expect(given.intent).toBe('unknown');
  });
});

describe('rights', () => {
  it('a guest gets published results and nothing of the running year', async () => {
    const { text } = await ask('Sở Tài chính Khánh Hòa', 'khach');
    expect(text).toContain('Sở Tài chính năm 2019: xếp hạng TỐT');
    expect(text).not.toContain('2026');
    expect((await ask('Sở Tài chính Khánh Hòa năm 2026', 'khach')).text).toBe(
      (await ask('Sở Tài chính năm 2026', 'thu-truong:kh-so-y-te')).text,
    );
    expect(await ask('người đứng đầu Sở Tài chính Khánh Hòa bị gì', 'khach')).toMatchObject({
      refused: true,
    });
    expect(await ask('có cảnh báo gì không', 'khach')).toMatchObject({ refused: true });
  });

  it("a head sees the own unit's running year and not another's", async () => {
    expect((await ask('năm 2026', 'thu-truong:kh-so-tai-chinh')).text).toContain('lũy kế');
    expect((await ask('Sở Tài chính năm 2026', 'thu-truong:kh-so-y-te')).text).not.toContain('lũy kế');
    expect((await ask('có cảnh báo gì', 'thu-truong:kh-so-tai-chinh')).text).not.toContain('Sở Xây dựng');
  });
});

describe('every answer about every unit', () => {
  it('opens with the verdict, is at most 1,000 characters and never speaks of planning status', async () => {
    const at = await desk();
    const asked = ['status', 'explain', 'consequences'].flatMap((intent) =>
      ['', '2018', '2019', '2026'].map((year) => ({ intent, year })),
    );
    const every = [...asked, { intent: 'history', year: '' }, { intent: 'alerts', year: '' }];
    for (const unit of await listUnits(at.db)) {
      for (const { intent, year } of every) {
        const { reply } = await answer(at, LEADER, { action: `${intent}:${unit.id}:${year}` });
        const text = renderPlain(reply);
        expect(reply.blocks[0]?.type).toBe('verdict');
        expect([unit.id, intent, year, text.length <= 1000 || text]).toEqual([unit.id, intent, year, true]);
        expect(text.toLowerCase()).not.toContain('quy hoạch');
        expect(text).not.toMatch(/undefined|null|NaN|\[object/);
        for (const { action } of reply.buttons)
          expect(new TextEncoder().encode(action).length).toBeLessThanOrEqual(64);
      }
    }
  }, 90_000);
});
