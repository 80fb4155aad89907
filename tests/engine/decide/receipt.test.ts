import { describe, expect, it } from 'vitest';
import { decide } from '../../../engine/decide/decide.ts';
import type { DecisionRequest } from '../../../engine/model/decision.ts';
import type { FactState } from '../../../engine/model/facts.ts';
import { ratio } from '../../../engine/model/ratio.ts';
import { projectRuleSet } from '../language/sources.ts';

const ruleSet = projectRuleSet();
const known = (numerator: number, denominator = 1): FactState => ({
  status: 'known',
  value: ratio(numerator, denominator),
});
const request: DecisionRequest = {
  unit: 'kh-so-tu-phap',
  scheme: 'khanh-hoa',
  subject: 'đơn vị',
  year: 2022,
  lawDate: '2022-12-31',
  facts: new Map([
    ['chỉ số CCHC', known(90, 100)],
    ['hồ sơ trễ hạn', known(4)],
    ['hồ sơ đã giải quyết', known(100)],
  ]),
  publishedRanks: new Map(),
};

async function receipt(change: Partial<DecisionRequest> = {}): Promise<string> {
  return (await decide(ruleSet, { ...request, ...change })).receipt;
}

describe('a receipt', () => {
  it('is KC- and 26 base-32 characters', async () => {
    expect(await receipt()).toMatch(/^KC-[A-Z2-7]{26}$/);
  });

  it('is the same for the same decision, in whatever order or terms its facts come', async () => {
    const reordered = new Map([...request.facts].toReversed());
    const unreduced = new Map(request.facts).set('chỉ số CCHC', known(900, 1000));
    expect(await receipt({ facts: reordered })).toBe(await receipt());
    expect(await receipt({ facts: unreduced })).toBe(await receipt());
  });

  it('differs with the unit, the dates, a figure, the history and the rules', async () => {
    const receipts = await Promise.all([
      receipt(),
      receipt({ unit: 'kh-so-tai-chinh' }),
      receipt({ lawDate: '2023-12-31' }),
      receipt({ dataDate: '2023-01-01' }),
      receipt({ facts: new Map(request.facts).set('hồ sơ trễ hạn', known(3)) }),
      receipt({ publishedRanks: new Map([[2021, 'KHÁ']]) }),
      decide({ ...ruleSet, hash: 'another' }, request).then((decision) => decision.receipt),
    ]);
    expect(new Set(receipts).size).toBe(receipts.length);
  });
});

describe('json-rules-engine behind its strict face', () => {
  it('gives each of many concurrent decisions its own outcome', async () => {
    const rates = Array.from({ length: 60 }, (_, late) => late);
    const decisions = await Promise.all(
      rates.map((late) =>
        decide(ruleSet, { ...request, facts: new Map(request.facts).set('hồ sơ trễ hạn', known(late)) }),
      ),
    );
    const capped = decisions.map(
      ({ rules }) => rules.find(({ rule }) => rule.id === 'kl-btv-kh/khong-xep-tot')?.outcome,
    );
    expect(capped).toEqual(rates.map((late) => (late >= 5 ? 'true' : 'unknown')));
  });

  it('does not let a missing fact pass for either answer', async () => {
    const { rules, missing, rankStatus } = await decide(ruleSet, {
      ...request,
      facts: new Map([['chỉ số CCHC', known(90, 100)]]),
    });
    expect(rules.find(({ rule }) => rule.id === 'kl-btv-kh/khong-xep-tot')?.outcome).toBe('unknown');
    expect(rankStatus).toBe('provisional');
    expect(missing).toEqual(['tỷ lệ hồ sơ trễ hạn', 'chỉ số hài lòng', 'xếp hạng CCHC năm 2021']);
  });

  it('shows every condition of every rule, decisive or not', async () => {
    const { rules } = await decide(ruleSet, request);
    expect(rules.find(({ rule }) => rule.id === 'kl-btv-kh/khong-xep-tot')?.conditions).toMatchObject([
      { outcome: 'false', headroom: ratio(1n * 100n, 10000n) },
      { outcome: 'unknown' },
    ]);
  });
});
