/** What answers say of a late rate whose parts a document declares. */
import { describe, expect, it } from 'vitest';
import { headroomSentence } from '../../../bot/answer/figures.ts';
import { decideUnit } from '../../../bot/decisions.ts';
import type { FactState } from '../../../engine/model/facts.ts';
import { ratio } from '../../../engine/model/ratio.ts';
import { databaseWithUnits, known, load, NOW, observation, unit } from '../../db/support.ts';
import { projectFiles, ruleSetOf } from '../../engine/language/sources.ts';

const FIGURES = {
  'hồ sơ trễ hạn': 12,
  'hồ sơ quá hạn chưa trả': 5,
  'hồ sơ đã giải quyết': 400,
  'hồ sơ đến hạn': 390,
  'hồ sơ tiếp nhận': 420,
};

function ruleSet(declared: string) {
  const text = `văn bản: {mã: thu, tên: Thử, cơ quan ban hành: Thử, áp dụng cho năm đánh giá: {từ: 2020}}
phương án xếp hạng: {mã: khanh-hoa, tên: Thử, chỉ số: chỉ số CCHC, xếp hạng: xếp hạng CCHC, khối: {so: Khối}}
hồ sơ trễ hạn: [{căn cứ: Điều 2, trích: "trên số đã giải quyết, đến hạn, tiếp nhận, quá hạn chưa trả", ${declared}}]
quy tắc:
  - {mã: r, căn cứ: Điều 1, trích: từ 5% hồ sơ trễ hạn trở lên, đối tượng: đơn vị, khi: {tỷ lệ hồ sơ trễ hạn: từ 5% trở lên}, thì: {cảnh báo: trễ}}`;
  const facts = projectFiles().filter(({ path }) => path === 'rules/facts.yaml');
  return ruleSetOf([...facts, { path: 'rules/khanh-hoa/thu.yaml', text }]);
}

async function decided(
  declared: string,
  figures: Readonly<Record<string, number>> = {},
  changes?: ReadonlyMap<string, FactState>,
) {
  const { db } = await databaseWithUnits('a');
  await load(
    db,
    Object.entries({ ...FIGURES, ...figures }).map(([fact, count]) =>
      observation({ fact, period: '2025', state: known(count) }),
    ),
  );
  const rules = ruleSet(declared);
  const desk = { db, ruleSet: rules, now: NOW, sample: false };
  const of = await decideUnit(desk, unit('a'), 2025, changes === undefined ? {} : { changes });
  const [condition] = of.decision.rules[0]?.conditions ?? [];
  if (condition === undefined) throw new Error('no condition');
  return { of, sentence: headroomSentence(rules, of, condition) };
}

const WITH_OVERDUE = 'trễ hạn tính cả hồ sơ quá hạn chưa trả: có';

describe('a late rate that a document declares', () => {
  it('is told with its parts, and with how many more unanswered dossiers reach the threshold', async () => {
    const { sentence } = await decided(WITH_OVERDUE);
    expect(sentence).toBe(
      'Tỷ lệ hồ sơ trễ hạn 4,25% (12 hồ sơ trễ hạn và 5 hồ sơ quá hạn chưa trả trên 400 hồ sơ đã giải quyết), chưa chạm ngưỡng “từ 5% trở lên”; thêm 3 hồ sơ quá hạn chưa trả là chạm ngưỡng.',
    );
  });

  it('is told over another denominator, without a number where it would depend on the dossier', async () => {
    const { sentence } = await decided('mẫu số: hồ sơ tiếp nhận');
    expect(sentence).toBe(
      'Tỷ lệ hồ sơ trễ hạn 2,86% (12 hồ sơ trễ hạn trên 420 hồ sơ tiếp nhận), chưa chạm ngưỡng “từ 5% trở lên”.',
    );
  });

  it('counts both ways where those added below are the same', async () => {
    const { sentence } = await decided(`mẫu số: hồ sơ đến hạn, năm tính theo: ngày hẹn trả, ${WITH_OVERDUE}`);
    expect(sentence).toContain(
      '3,08% (12 hồ sơ trễ hạn trên 390 hồ sơ đến hạn), chưa chạm ngưỡng “từ 5% trở lên”; thêm 8 hồ sơ trễ hạn là chạm ngưỡng.',
    );
  });

  it('may be above 100%, and is told so', async () => {
    const { sentence } = await decided(WITH_OVERDUE, { 'hồ sơ đã giải quyết': 12 });
    expect(sentence).toContain(
      '141,67% (12 hồ sơ trễ hạn và 5 hồ sơ quá hạn chưa trả trên 12 hồ sơ đã giải quyết)',
    );
    expect(sentence).toContain('cần thêm 329 hồ sơ không trễ hạn để ra khỏi ngưỡng');
  });

  it('follows a changed part that only the declaration makes one', async () => {
    const changes = new Map([['hồ sơ quá hạn chưa trả', { status: 'known' as const, value: ratio(8) }]]);
    const { sentence } = await decided(WITH_OVERDUE, { 'tỷ lệ hồ sơ trễ hạn': 0 }, changes);
    expect(sentence).toContain(
      '5% (12 hồ sơ trễ hạn và 8 hồ sơ quá hạn chưa trả trên 400 hồ sơ đã giải quyết)',
    );
  });
});
