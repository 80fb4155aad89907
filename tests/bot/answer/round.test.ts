import { describe, expect, it } from 'vitest';
import { answer } from '../../../bot/answer/answer.ts';
import { next } from '../../../bot/appraisal/advance.ts';
import { doubt } from '../../../bot/appraisal/doubts.ts';
import { open } from '../../../bot/appraisal/open.ts';
import { submit } from '../../../bot/appraisal/points.ts';
import { renderPlain } from '../../../bot/channels/plain.ts';
import type { Desk } from '../../../bot/desk.ts';
import { province } from '../../appraisal/province.ts';
import {
  APPRAISER,
  as,
  done,
  EXPERT,
  IN_TIME,
  openedRound,
  points,
  TOO_LATE,
} from '../../appraisal/rounds.ts';
import { sampleDesk } from '../../support/sample.ts';

async function told(desk: Desk, text: string, role = 'lanh-dao-tinh'): Promise<string> {
  const { intent, refused, reply } = await answer(desk, as(role), { text });
  expect({ intent, refused }).toEqual({ intent: 'round', refused: false });
  const plain = renderPlain(reply);
  expect(plain.length).toBeLessThanOrEqual(1000);
  return plain;
}

describe('the round of 2019', () => {
  const { desk } = sampleDesk();

  it.each(['lanh-dao-tinh', 'can-bo:kh-so-tu-phap', 'tham-dinh:so'])(
    'is told to %s with who was late',
    async (role) => {
      const text = await told(await desk(), 'bao nhiêu đơn vị nộp đúng hạn năm 2019?', role);
      expect(text.split('\n')[0]).toBe(
        '43/44 đơn vị nộp đúng hạn (hạn: hết ngày 16/12/2019). Nộp muộn: Công an tỉnh (17/12/2019).',
      );
      expect(text).toContain('đã công bố tại Quyết định 199/QĐ-UBND ngày 21/01/2020');
    },
  );

  it('is told to guests in numbers alone', async () => {
    const text = await told(await desk(), 'bao nhiêu đơn vị nộp đúng hạn năm 2019?', 'khach');
    expect(text).toContain('43/44 đơn vị nộp đúng hạn (hạn: hết ngày 16/12/2019). 1 đơn vị nộp muộn.');
    expect(text).not.toContain('Công an');
    expect(await told(await desk(), 'Công an tỉnh nộp hồ sơ chưa', 'khach')).not.toContain('Công an');
  });

  it('is told of one unit', async () => {
    const at = await desk();
    expect(await told(at, 'đơn vị tôi nộp hồ sơ chưa?', 'thu-truong:kh-cong-an')).toContain(
      'Công an tỉnh nộp hồ sơ năm 2019 muộn 1 ngày (17/12/2019; hạn: hết ngày 16/12/2019).',
    );
    // The report does not say when, so neither does the answer.
    expect(await told(at, 'Sở Y tế Khánh Hòa nộp hồ sơ chưa')).toContain(
      'Sở Y tế đã nộp hồ sơ năm 2019 đúng hạn (hạn:',
    );
  });

  it('is told of one block', async () => {
    expect(await told(await desk(), 'khối huyện ai chưa nộp hồ sơ năm 2019')).toContain(
      '8/8 đơn vị nộp đúng hạn',
    );
  });

  it('stands in for a year that has none, and says so', async () => {
    const text = await told(await desk(), 'hồ sơ chấm điểm năm nay nộp đến đâu rồi?');
    expect(text).toContain('Năm 2026 chưa mở vòng thẩm định. Gần nhất, năm 2019: 43/44 đơn vị nộp đúng hạn');
  });

  it('is told with its state first where that is asked', async () => {
    const at = await desk();
    const published = 'Vòng thẩm định năm 2019 của tỉnh Khánh Hòa: đã công bố tại Quyết định 199/QĐ-UBND';
    expect(await told(at, 'kết quả thẩm định năm 2019 công bố chưa')).toMatch(new RegExp(`^${published}`));
    expect(await told(at, 'kết quả thẩm định năm nay công bố chưa')).toMatch(
      new RegExp(`^Năm 2026 chưa mở vòng thẩm định. Gần nhất: ${published}`),
    );
    const handedIn = await told(at, 'hồ sơ chấm điểm năm 2019 nộp đến đâu rồi, công bố chưa');
    expect(handedIn).toMatch(/^43\/44 đơn vị/);
  });

  it('does not exceed what a phone shows while nobody has handed in', async () => {
    const at = await desk();
    const plan = {
      province: 'khanh-hoa',
      year: 2026,
      submissionDay: '2026-12-15',
      supplementDay: '2026-12-28',
    };
    expect(await done(open(at, EXPERT, plan))).toMatchObject({
      unscored: expect.arrayContaining(['huyen', 'nganh-doc', 'so', 'su-nghiep']) as string[],
    });
    const text = await told(at, 'đơn vị nào chưa nộp hồ sơ thẩm định?');
    expect(text).toContain('0/44 đơn vị đã nộp đúng hạn (hạn: hết ngày 15/12/2026). Chưa nộp 44 đơn vị:');
    expect(text).toContain('và 34 đơn vị khác');
    expect(text).toContain('đang nhận hồ sơ, còn 25 ngày');
    expect(await told(at, 'vòng thẩm định 2026 đến bước nào rồi')).toMatch(
      /^Vòng thẩm định năm 2026 của tỉnh Khánh Hòa: đang nhận hồ sơ, còn 25 ngày. Kết quả chưa được công bố./,
    );
  });
});

describe('a running round', () => {
  it('says who has and has not handed in, and what comes next', async () => {
    const { desk, roundId } = await openedRound();
    const early = await desk(IN_TIME);
    await done(submit(early, as('can-bo:so-a'), roundId, 'so-a', points('8')));
    const first = await told(early, 'hồ sơ nộp đến đâu rồi');
    expect(first).toContain(
      '1/2 đơn vị đã nộp đúng hạn (hạn: hết ngày 01/12/2026). Chưa nộp 1 đơn vị: Sở B.',
    );
    expect(await told(early, 'đơn vị tôi nộp hồ sơ chưa', 'can-bo:so-b')).toContain(
      'Sở B chưa nộp hồ sơ năm 2026',
    );
    const late = await desk(TOO_LATE);
    await done(submit(late, as('can-bo:so-b'), roundId, 'so-b', points('8')));
    expect(await told(late, 'ai nộp muộn')).toContain('Nộp muộn: Sở B (08:30 ngày 02/12/2026).');
    await done(next(late, EXPERT, roundId));
    await done(doubt(late, APPRAISER, roundId, { unitId: 'so-a', item: 'I.1', text: 'Thiếu.' }));
    await done(next(late, EXPERT, roundId));
    expect(await told(late, 'thẩm định đến đâu rồi')).toContain(
      'bổ sung (hạn: hết ngày 10/12/2026, còn 8 ngày); 1 ý kiến chờ giải trình, 0 đã giải trình.',
    );
  });

  it('that was never opened is said to be none', async () => {
    expect(await told(await (await province()).desk(), 'đơn vị nào chưa nộp hồ sơ')).toContain(
      'Chưa mở vòng thẩm định',
    );
  });
});
