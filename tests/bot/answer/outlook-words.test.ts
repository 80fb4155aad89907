import { describe, expect, it } from 'vitest';
import { outlookSentences } from '../../../bot/answer/outlook-words.ts';
import type { Gap, Outlook } from '../../../engine/model/outlook.ts';
import { ratio } from '../../../engine/model/ratio.ts';

function known<T>(value: T): { readonly known: true; readonly value: T } {
  return { known: true, value };
}

function unknown(gap: Gap): { readonly known: false; readonly gap: Gap } {
  return { known: false, gap };
}

const share = (numerator: bigint, denominator: bigint) => ({ numerator, denominator });
const due = (workingDays: number, count: number, late: bigint, resolved: bigint) =>
  known({ workingDays, until: '2025-07-09', count, ifAllLate: known(share(late, resolved)) });

const NHA_TRANG: Outlook = {
  dataDate: '2025-06-30',
  figuresUntil: '2025-06-30',
  current: known(share(311n, 28_400n)),
  projection: known({ low: share(520n, 58_000n), median: share(621n, 58_000n), high: share(870n, 58_000n) }),
  dueSoon: [due(1, 210, 521n, 28_610n), due(3, 640, 951n, 29_040n), due(7, 1204, 1515n, 29_604n)],
  pace: known({
    from: '2025-06-01',
    to: '2025-06-30',
    workingDays: 21,
    received: 5000,
    resolved: 4900,
    late: 90,
  }),
  thresholds: [
    {
      threshold: { low: ratio(5, 100) },
      lateLeft: known(1168n),
      crossing: known({ when: 'not this year' } as const),
    },
  ],
  simulated: true,
};

describe('the outlook in words', () => {
  it('says where the rate stands and goes, what comes due, how far the threshold is, and that figures are simulated', () => {
    expect(outlookSentences(NHA_TRANG)).toEqual([
      'Đến hết ngày 30/06/2025 tỷ lệ trễ hạn là 1,1% (311/28.400 hồ sơ); dự báo cuối năm khoảng 1,1%, 80% khả năng từ 0,9% đến 1,5%.',
      'Trong 1, 3, 7 ngày làm việc tới lần lượt có 210, 640, 1.204 hồ sơ đến hạn; nếu 1.204 hồ sơ đều trễ thì tỷ lệ là 5,12%.',
      'Thêm 1.168 hồ sơ trễ thì chạm ngưỡng 5%; theo mức từ 01/06/2025 đến 30/06/2025 thì năm 2025 chưa chạm.',
      'Các con số này tính từ số liệu mô phỏng.',
    ]);
  });

  it('names the day of crossing, and the threshold that is nearest', () => {
    const outlook: Outlook = {
      ...NHA_TRANG,
      simulated: false,
      thresholds: [
        {
          threshold: { low: ratio(10, 100) },
          lateLeft: known(2811n),
          crossing: known({ when: 'not this year' } as const),
        },
        {
          threshold: { low: ratio(5, 100), lowOpen: true },
          lateLeft: known(3n),
          crossing: known({ when: 'on', day: '2025-09-15' } as const),
        },
      ],
    };
    expect(outlookSentences(outlook)[2]).toBe(
      'Thêm 3 hồ sơ trễ thì chạm ngưỡng trên 5%; theo mức từ 01/06/2025 đến 30/06/2025 thì chạm vào ngày 15/09/2025.',
    );
  });

  it('keeps a rate on its side of the threshold', () => {
    const outlook = { ...NHA_TRANG, current: known(share(4999n, 100_000n)) };
    expect(outlookSentences(outlook)[0]).toContain('4,999%');
  });

  it('says what is reached', () => {
    const [threshold] = NHA_TRANG.thresholds;
    if (threshold === undefined) throw new Error('there is one');
    const outlook: Outlook = {
      ...NHA_TRANG,
      thresholds: [{ ...threshold, lateLeft: known(0n), crossing: known({ when: 'already' } as const) }],
    };
    expect(outlookSentences(outlook)[2]).toBe('Tỷ lệ đã chạm ngưỡng 5%.');
  });

  it('says what is not known, why, and no number in its place', () => {
    const nothing: Outlook = {
      ...NHA_TRANG,
      current: unknown({ reason: 'month missing', month: '2025-03' }),
      projection: unknown({ reason: 'month missing', month: '2025-03' }),
      dueSoon: [unknown({ reason: 'no open dossiers' })],
      thresholds: [
        {
          threshold: { low: ratio(5, 100) },
          lateLeft: unknown({ reason: 'month missing', month: '2025-03' }),
          crossing: unknown({ reason: 'month missing', month: '2025-03' }),
        },
      ],
      simulated: false,
    };
    expect(outlookSentences(nothing)).toEqual([
      'Đến hết ngày 30/06/2025 chưa biết tỷ lệ trễ hạn: thiếu số liệu tháng 03/2025.',
      'Chưa biết hồ sơ sắp đến hạn: chưa có danh sách hồ sơ đang giải quyết.',
    ]);
  });

  it('says how far it can tell', () => {
    const [first] = NHA_TRANG.dueSoon;
    if (first === undefined) throw new Error('there is one');
    const gap = unknown({ reason: 'no calendar', day: '2026-11-24' });
    const outlook: Outlook = {
      ...NHA_TRANG,
      projection: unknown({ reason: 'little history', months: 1, resolved: 20 }),
      dueSoon: [first, gap, gap],
    };
    expect(outlookSentences(outlook).slice(0, 2)).toEqual([
      'Đến hết ngày 30/06/2025 tỷ lệ trễ hạn là 1,1% (311/28.400 hồ sơ); chưa dự báo được cuối năm: mới có 1 tháng, 20 hồ sơ đã giải quyết.',
      'Trong 1 ngày làm việc tới có 210 hồ sơ đến hạn; nếu 210 hồ sơ đều trễ thì tỷ lệ là 1,82%; xa hơn thì chưa tính được: chưa rõ ngày 24/11/2026 làm việc hay nghỉ.',
    ]);
  });
});
