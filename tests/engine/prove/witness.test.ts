/** Witnesses in figures that somebody could supply, for everything of which a fact may be made. */
import { describe, expect, it } from 'vitest';
import { decide } from '../../../engine/decide/decide.ts';
import { rulesInForce } from '../../../engine/decide/validity.ts';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { loadRuleSet } from '../../../engine/language/load.ts';
import { ratio } from '../../../engine/model/ratio.ts';
import type { Condition, RuleSet } from '../../../engine/model/ruleset.ts';
import { type Answer, answer } from '../../../engine/prove/question.ts';
import { projectRuleSet } from '../language/sources.ts';
import { conditionOf, FACTS as INVENTED, invented, ruleOf } from './invent.ts';

const LEAF = { lowOpen: false, highOpen: false, years: 1 } as const;

const FACTS = `thang đo:
  hạng: [YẾU, TRUNG BÌNH, KHÁ, TỐT]
  loại: [loại I, loại II]
dữ kiện:
  hạng: {loại: bậc, thang: hạng, áp dụng cho: đơn vị, nơi cung cấp: thử}
  loại đơn vị: {loại: loại, thang: loại, áp dụng cho: đơn vị, nơi cung cấp: thử}
  ngày nộp: {loại: ngày, áp dụng cho: đơn vị, nơi cung cấp: thử}
  xong: {loại: số đếm, đơn vị tính: hồ sơ, áp dụng cho: đơn vị, nơi cung cấp: thử}
  tổng: {loại: số đếm, đơn vị tính: hồ sơ, áp dụng cho: đơn vị, nơi cung cấp: thử}
  tỷ lệ: {loại: tỷ lệ, tử số: xong, mẫu số: tổng, mẫu số bằng 0: đạt 100%, áp dụng cho: đơn vị, nơi cung cấp: thử}
  chỉ tiêu: {loại: tỷ lệ, áp dụng cho: đơn vị, nơi cung cấp: thử}
nhóm:
  đơn vị trực thuộc: chưa biết
ràng buộc:
  - không lớn hơn: [xong, tổng]
`;

function regulation(quote: string, khi: string): RuleSet {
  const text = `văn bản: {mã: thu, tên: Thử, cơ quan ban hành: Thử, áp dụng cho năm đánh giá: {từ: 2022}}
phương án xếp hạng: {mã: thu, tên: Thử, chỉ số: chỉ tiêu, xếp hạng: hạng, khối: {so: Khối}}
quy tắc:
  - {mã: r, căn cứ: mục I, trích: "${quote}", đối tượng: đơn vị, khi: ${khi}, thì: {cảnh báo: có việc}}
`;
  const loaded = loadRuleSet([
    { path: 'rules/facts.yaml', text: FACTS },
    { path: 'rules/thu/thu.yaml', text },
  ]);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(formatDiagnostic).join('\\n'));
  return loaded.ruleSet;
}

function asked(ruleSet: RuleSet): Answer {
  const [rule] = rulesInForce(ruleSet, 'thu', '2022-12-31');
  if (rule === undefined) throw new Error('the regulation has a rule');
  return answer(rule.when, { ruleSet, scheme: 'thu', subject: 'đơn vị', lawDate: '2022-12-31' });
}

/** The facts found for the condition, in words, once the exact engine has said that it holds. */
async function found(quote: string, khi: string): Promise<Readonly<Record<string, string>> | string> {
  const ruleSet = regulation(quote, khi);
  const given = asked(ruleSet);
  if (given.result !== 'witness') return given.result;
  const { rules } = await decide(ruleSet, given.witness.request);
  expect(rules.map(({ outcome }) => outcome)).toEqual(['true']);
  return given.witness.words;
}

describe('a witness', () => {
  it('is told in whole dossiers, with the share that they make', async () => {
    const ruleSet = projectRuleSet();
    const rule = ruleSet.rules.find(({ id }) => id === 'kl-btv-kh/ca-nhan-tre-han');
    if (rule === undefined) throw new Error('the rule exists');
    const given = answer(rule.when, {
      ruleSet,
      scheme: 'khanh-hoa',
      subject: 'cá nhân',
      lawDate: '2022-12-31',
    });
    expect(given).toMatchObject({
      witness: {
        words: {
          'hồ sơ trễ hạn': '100 hồ sơ',
          'hồ sơ đã giải quyết': '1.000 hồ sơ',
          'tỷ lệ hồ sơ trễ hạn': '10%',
        },
      },
    });
  });

  it('keeps what is said of the parts of a share', async () => {
    expect(await found('tỷ lệ bằng 5%; tổng dưới 30 hồ sơ', '{tỷ lệ: bằng 5%, tổng: dưới 30 hồ sơ}')).toEqual(
      {
        xong: '1 hồ sơ',
        tổng: '20 hồ sơ',
        'tỷ lệ': '5%',
      },
    );
    expect(await found('tỷ lệ bằng 1/3', '{tỷ lệ: bằng 1/3}')).toEqual({
      xong: '100 hồ sơ',
      tổng: '300 hồ sơ',
      'tỷ lệ': '1/3',
    });
  });

  it('there is none where no whole numbers make the share, or the constraint forbids it', async () => {
    expect(await found('tỷ lệ bằng 5%; tổng bằng 7 hồ sơ', '{tỷ lệ: bằng 5%, tổng: bằng 7 hồ sơ}')).toBe(
      'never',
    );
    expect(
      await found('từ 8 hồ sơ trở lên; tổng dưới 8 hồ sơ', '{xong: từ 8 hồ sơ trở lên, tổng: dưới 8 hồ sơ}'),
    ).toBe('never');
  });

  it('takes all of nothing for what the fact says that it is', async () => {
    expect(await found('tỷ lệ đạt 100%; tổng bằng 0 hồ sơ', '{tỷ lệ: đạt 100%, tổng: bằng 0 hồ sơ}')).toEqual(
      {
        xong: '0 hồ sơ',
        tổng: '0 hồ sơ',
        'tỷ lệ': '100%',
      },
    );
    expect(await found('tỷ lệ dưới 100%; tổng bằng 0 hồ sơ', '{tỷ lệ: dưới 100%, tổng: bằng 0 hồ sơ}')).toBe(
      'never',
    );
  });

  it('names the years before, for runs of ranks and for facts of an earlier year', async () => {
    expect(await found('02 năm liên tục trung bình', '{hạng: TRUNG BÌNH trong 2 năm liên tục}')).toEqual({
      hạng: 'TRUNG BÌNH',
      'hạng năm 2021': 'TRUNG BÌNH',
    });
    expect(await found('tỷ lệ năm trước dưới 20%', '{tỷ lệ năm trước: dưới 20%}')).toEqual({
      'xong năm 2021': '100 hồ sơ',
      'tổng năm 2021': '1.000 hồ sơ',
      'tỷ lệ năm 2021': '10%',
    });
  });

  it('makes up both sides of a difference', async () => {
    expect(await found('tỷ lệ trên chỉ tiêu', '{tỷ lệ: trên chỉ tiêu}')).toMatchObject({
      'chỉ tiêu': expect.stringMatching(/%$/),
      'tỷ lệ': expect.stringMatching(/%$/),
    });
    expect(
      await found(
        'tỷ lệ trên chỉ tiêu; chỉ tiêu đạt 100%',
        '{tất cả: [{tỷ lệ: trên chỉ tiêu}, {chỉ tiêu: đạt 100%}]}',
      ),
    ).toBe('never');
  });

  it('makes up the members of a group, those that fulfil the condition and those that do not', async () => {
    const ruleSet = regulation(
      'có từ 60% đơn vị trực thuộc xếp hạng yếu',
      '{tỷ lệ đơn vị trực thuộc: {mà: {hạng: là YẾU}, là: từ 60% trở lên}}',
    );
    const given = asked(ruleSet);
    const members =
      given.result === 'witness' ? given.witness.request.members?.get('đơn vị trực thuộc') : undefined;
    expect(members?.map(({ publishedRanks }) => publishedRanks.get(2022) === 'YẾU')).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('reads days and categories', async () => {
    expect(
      await found('trước ngày 15/12; loại II', '{ngày nộp: trước ngày 15/12, loại đơn vị: là loại II}'),
    ).toEqual({
      'ngày nộp': '15/11/2022',
      'loại đơn vị': 'loại II',
    });
  });

  it('makes up both sides of a difference from a multiple', async () => {
    const [base] = INVENTED;
    if (base === undefined) throw new Error('there are facts');
    const when = conditionOf({ ...LEAF, fact: 'hiệu', low: 0 });
    const ruleSet: RuleSet = {
      ...invented([ruleOf('r', when, { kind: 'warning', what: 'x' })]),
      derived: new Map([
        [
          'hiệu',
          {
            definition: { ...base, name: 'hiệu', domain: {} },
            derivation: { type: 'difference', of: 'a', minus: 'b', times: ratio(2) },
          },
        ],
      ]),
    };
    const given = asked(ruleSet);
    if (given.result !== 'witness') throw new Error('there is such a case');
    expect((await decide(ruleSet, given.witness.request)).rules[0]?.outcome).toBe('true');
    const tooMuch: Condition = { type: 'all', parts: [when, conditionOf({ ...LEAF, fact: 'b', low: 60 })] };
    const setting = { ruleSet, scheme: 'thu', subject: 'đơn vị', lawDate: '2022-12-31' } as const;
    expect(answer(tooMuch, setting)).toEqual({ result: 'never' });
  });
});
