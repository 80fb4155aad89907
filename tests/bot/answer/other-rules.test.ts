/** Answers under rules that the sample does not hold: more documents, or one document less. */
import { and, eq } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { answer } from '../../../bot/answer/answer.ts';
import { knownParts, warningSentences } from '../../../bot/answer/figures.ts';
import { renderPlain } from '../../../bot/channels/plain.ts';
import { decideUnit, type UnitDecision } from '../../../bot/decisions.ts';
import type { Desk } from '../../../bot/desk.ts';
import { saveAlerts } from '../../../db/alerts.ts';
import { write } from '../../../db/database.ts';
import { publishedRanks } from '../../../db/schema.ts';
import { listUnits } from '../../../db/units.ts';
import { signalsOf } from '../../../engine/alerts/signals.ts';
import { decisionJson } from '../../../engine/explain/decision-json.ts';
import { ratio } from '../../../engine/model/ratio.ts';
import { UNRANKED } from '../../../engine/model/ruleset.ts';
import { projectFiles, ruleSetOf } from '../../engine/language/sources.ts';
import { sampleDesk } from '../../support/sample.ts';

const { desk } = sampleDesk();
const changed = sampleDesk();

/** A document of one rule on every unit of 2019, none of which was 10% late. */
function document(code: string, effect: string, quote: string) {
  const text = `văn bản:
  mã: ${code}
  tên: Quy định ${code}
  cơ quan ban hành: UBND tỉnh Khánh Hòa
quy tắc:
  - mã: duoi-10
    căn cứ: Điều 1
    trích: ${quote} đơn vị có tỷ lệ hồ sơ trễ hạn dưới 10%.
    đối tượng: đơn vị
    khi:
      tỷ lệ hồ sơ trễ hạn: dưới 10%
    thì: {${effect}}
`;
  return { path: `rules/khanh-hoa/${code}.yaml`, text };
}

async function withDocuments(...documents: ReturnType<typeof document>[]): Promise<Desk> {
  return { ...(await desk()), ruleSet: ruleSetOf([...projectFiles(), ...documents]) };
}

async function decided(at: Desk, id: string, year: number): Promise<UnitDecision> {
  const unit = (await listUnits(at.db)).find((each) => each.id === id);
  if (unit === undefined) throw new Error(id);
  return decideUnit(at, unit, year);
}

async function told(at: Desk, action: string): Promise<string> {
  return renderPlain((await answer(at, { role: 'lanh-dao-tinh' }, { action })).reply);
}

describe('the next rank', () => {
  const raised = document('nang-bac', 'nâng bậc: 1 bậc', 'Nâng 1 bậc xếp hạng đối với');

  it('of a unit that was raised is the one above the rank it was raised to', async () => {
    const of = await decided(await withDocuments(raised), 'kh-cd-y-te', 2019);
    expect(of.decision).toMatchObject({ baseRank: 'YẾU', rank: 'TRUNG BÌNH' });
    expect(of.context.nextRank?.rank).toBe('KHÁ');
  });

  it('is none for a unit that was raised to the highest', async () => {
    const of = await decided(await withDocuments(raised), 'kh-so-tu-phap', 2019);
    expect(of.decision).toMatchObject({ baseRank: 'KHÁ', rank: 'TỐT' });
    expect(of.context.nextRank).toBeNull();
  });
});

describe('why', () => {
  it('names the document where two have the same effect for the same reason', async () => {
    const quote = 'Không xếp hạng tốt đối với';
    const at = await withDocuments(
      document('quy-dinh-a', 'không xếp hạng: TỐT', quote),
      document('quy-dinh-b', 'không xếp hạng: TỐT', quote),
    );
    const text = await told(at, 'explain:kh-so-tu-phap:2019');
    for (const name of ['a', 'b'])
      expect(text).toContain(
        `Không xếp hạng TỐT (theo Quy định quy-dinh-${name} của UBND tỉnh Khánh Hòa): có; tỷ lệ hồ sơ trễ hạn dưới 10%`,
      );
    expect(text).toContain('Hạ bậc xếp hạng: không;');
  });

  it('shows the parts of a figure only where the figure is their quotient', async () => {
    const of = await decided(await desk(), 'kh-so-tu-phap', 2019);
    const { indexFact } = of;
    if (indexFact === undefined) throw new Error('the scheme has an index');
    expect(knownParts(of, indexFact, ratio(7925, 10_000))).toBeDefined();
    expect(knownParts(of, indexFact, ratio(7926, 10_000))).toBeUndefined();
  });
});

describe('the decision as JSON', () => {
  it('has each effect as a clause, and no distance to a threshold on a scale', async () => {
    const at = await withDocuments(document('ha-bac', 'hạ bậc: 1 bậc', 'Hạ 1 bậc xếp hạng đối với'));
    const of = await decided(at, 'kh-so-tu-phap', 2026);
    const json = decisionJson(at.ruleSet, of.decision, of.context);
    expect(json['effects']).toContainEqual(
      expect.objectContaining({ kind: 'demote', value: '1 bậc', clause: 'hạ 1 bậc xếp hạng' }),
    );
    const conditions = (
      json['rules'] as { conditions: { fact: string; headroom: number | null }[] }[]
    ).flatMap((rule) => rule.conditions);
    const onScale = conditions.filter(({ fact }) => at.ruleSet.facts.get(fact)?.scale !== undefined);
    expect(onScale.length).toBeGreaterThan(0);
    expect(onScale.every(({ headroom }) => headroom === null)).toBe(true);
    expect(conditions.some(({ headroom }) => headroom !== null)).toBe(true);
  });
});

describe('warnings', () => {
  it('of a rule that is gone are left out, and do not leave an empty line', async () => {
    const at = await changed.desk();
    const state = { year: 2026, severity: 'fired', state: 'firing' } as const;
    const gone = { ruleId: 'da-bo/quy-tac', unitId: 'kh-so-tu-phap', since: '', updatedAt: '' };
    const only = { ...at, ruleSet: { ...at.ruleSet, rules: [] } };
    await write(at.db, (tx) => saveAlerts(tx, [{ ...gone, ...state }]));
    expect(await told(at, 'alerts:kh-so-tu-phap:')).not.toMatch(/Sở Tư pháp: *$/m);
    expect(await told(only, 'alerts:kh-so-tu-phap:')).toMatch(/^Hiện không có cảnh báo nào/);
  });
});

describe('warnings of a target', () => {
  it('tell of the figure that misses it', async () => {
    const { path, text } = document('dieu-kien', 'mục tiêu: ít hồ sơ trễ hạn', 'Mục tiêu đối với');
    const at = await withDocuments({ path, text: text.replaceAll('dưới 10%', 'dưới 0,1%') });
    const of = await decided(at, 'kh-so-tu-phap', 2026);
    const signals = signalsOf(of.decision).filter(({ outcome }) => outcome.rule.id === 'dieu-kien/duoi-10');
    expect(signals).toMatchObject([{ severity: 'fired', outcome: { outcome: 'false' } }]);
    expect(warningSentences(at.ruleSet, of, signals)).toEqual([
      expect.stringMatching(/^Tỷ lệ hồ sơ trễ hạn .*, chưa chạm ngưỡng “dưới 0,1%”; /),
    ]);
  });
});

describe('the ranking', () => {
  it('counts a unit that is not ranked as such, and gives it no place', async () => {
    const at = await changed.desk();
    const ofUnit = and(eq(publishedRanks.unitId, 'kh-so-tu-phap'), eq(publishedRanks.year, 2019));
    const [row] = await at.db.select().from(publishedRanks).where(ofUnit);
    if (row === undefined) throw new Error('the rank is in the sample');
    const { id: _, ...rank } = row;
    await at.db.insert(publishedRanks).values({ ...rank, rank: UNRANKED, knownOn: '2020-03-01' });
    const { reply } = await answer(at, { role: 'lanh-dao-tinh' }, { action: 'ranking:so:2019' });
    expect(renderPlain(reply)).toMatch(/khối Sở, ban, ngành, tỉnh Khánh Hòa: .*, 1 không xếp hạng\./);
    const rows = reply.blocks.flatMap((block) => (block.type === 'table' ? block.rows : []));
    expect(rows.find(([, name]) => name === 'Sở Tư pháp')).toEqual(['–', 'Sở Tư pháp', '79,25%', UNRANKED]);
    expect(rows.filter(([place]) => place === '–')).toHaveLength(1);
  });
});
