/** Two versions of the project's files held against each other. */
import { describe, expect, it } from 'vitest';
import { compareSameRules } from '../../../engine/prove/compare/rules.ts';
import { compareVersions } from '../../../engine/prove/compare/versions.ts';
import { projectRuleSet, ruleSetOf, withChange } from '../language/sources.ts';

const CONCLUSION = 'kl-btv-kh.yaml';

describe('two versions of the rules', () => {
  it('are the same when nothing has changed', async () => {
    expect(await compareVersions(projectRuleSet(), projectRuleSet())).toEqual([]);
  });

  it('differ by a threshold, shown by facts just there', async () => {
    const changed = withChange(
      CONCLUSION,
      'tỷ lệ hồ sơ trễ hạn: từ 5% trở lên',
      'tỷ lệ hồ sơ trễ hạn: trên 5%',
    ).map((file) => ({
      ...file,
      text: file.text.replace(/có từ 5% hồ sơ\s+trễ hạn trở lên/u, 'có trên 5% hồ sơ trễ hạn'),
    }));
    const [rank, effect, ...more] = await compareVersions(projectRuleSet(), ruleSetOf(changed));
    expect(more).toEqual([]);
    expect(rank).toMatchObject({ about: 'xếp hạng', scheme: 'khanh-hoa' });
    expect(effect).toMatchObject({
      about: 'đơn vị: không xếp hạng TỐT',
      shown: {
        witness: {
          words: {
            'hồ sơ trễ hạn': '50 hồ sơ',
            'hồ sơ đã giải quyết': '1.000 hồ sơ',
            'tỷ lệ hồ sơ trễ hạn': '5%',
          },
        },
      },
    });
  });

  it('come to the same where a level only says aloud what its place already says', async () => {
    const changed = ruleSetOf(
      withChange(
        '2991-qd-ubnd-2019.yaml',
        '{chỉ số CCHC: đạt từ 75% trở lên}',
        '{chỉ số CCHC: từ 75% đến dưới 85%}',
      ).map((file) => ({
        ...file,
        text: file.text.replace('KHÁ (đạt từ 75% trở lên)', 'KHÁ (từ 75% đến dưới 85%)'),
      })),
    );
    expect(await compareVersions(projectRuleSet(), changed)).toEqual([]);
    const {
      changed: rules,
      onlyInA,
      onlyInB,
    } = await compareSameRules('equivalent', projectRuleSet(), changed);
    expect({ onlyInA, onlyInB }).toEqual({ onlyInA: [], onlyInB: [] });
    expect(rules).toMatchObject([{ id: '2991-qd-ubnd-2019/xep-hang/KHÁ', proof: { result: 'refuted' } }]);
    const { changed: implied } = await compareSameRules('implies', changed, projectRuleSet());
    expect(implied).toMatchObject([{ id: '2991-qd-ubnd-2019/xep-hang/KHÁ', proof: { result: 'proven' } }]);
  });

  it('differ in the rank that a consequence follows', async () => {
    const changed = ruleSetOf(
      withChange(CONCLUSION, '{xếp hạng CCHC: TRUNG BÌNH trở xuống}', '{xếp hạng CCHC: là YẾU}').map(
        (file) => ({
          ...file,
          text: file.text.replace('đạt mức trung bình trở xuống', 'là yếu'),
        }),
      ),
    );
    expect(await compareVersions(projectRuleSet(), changed)).toMatchObject([
      {
        about: 'người đứng đầu: không xếp loại hoàn thành tốt nhiệm vụ trở lên',
        shown: { witness: { words: { 'xếp hạng CCHC': 'TRUNG BÌNH' } } },
      },
    ]);
  });

  it('differ where one lacks a scheme', async () => {
    const { schemes, ...project } = projectRuleSet();
    const found = await compareVersions({ ...project, schemes }, { ...project, schemes: new Map() });
    expect(found.map(({ shown }) => shown)).toEqual([...schemes].map(() => ({ because: 'scheme' })));
  });
});
