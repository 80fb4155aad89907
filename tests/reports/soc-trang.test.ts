/** The index that the Ministry of Home Affairs gave Sóc Trăng for 2017, from the points of eight domains, and what the bot says of it. */
import { describe, expect, it } from 'vitest';
import { answer } from '../../bot/answer/answer.ts';
import { renderPlain } from '../../bot/channels/plain.ts';
import { decideUnit, type UnitDecision } from '../../bot/decisions.ts';
import type { Answer } from '../../bot/desk.ts';
import { findUnit } from '../../db/units.ts';
import { add, divide, type Ratio, ratio } from '../../engine/model/ratio.ts';
import { itemsOf } from '../../engine/model/scorecard.ts';
import { lossesOf } from '../../engine/score/losses.ts';
import { sampleDesk } from '../support/sample.ts';
import { printedTable, sameAsPrinted } from './printed.ts';

const { desk } = sampleDesk();
const QUESTION = 'Sóc Trăng mất điểm ở đâu, ai chịu trách nhiệm?';

async function decided(): Promise<UnitDecision> {
  const at = await desk();
  const unit = await findUnit(at.db, 'st-tinh');
  if (unit === undefined) throw new Error('no such unit');
  return decideUnit(at, unit, 2017);
}

async function ask(question: { text: string } | { action: string }): Promise<Answer> {
  return answer(await desk(), { role: 'lanh-dao-tinh' }, question);
}

function percent(value: Ratio): Ratio {
  return ratio(value.numerator * 100n, value.denominator);
}

/** Every page of an answer that is too long for one message. */
async function pages(question: { text: string } | { action: string }): Promise<Answer[]> {
  const first = await ask(question);
  const more = first.reply.buttons.find(({ label }) => label === 'Xem tiếp');
  return more === undefined ? [first] : [first, ...(await pages({ action: more.action }))];
}

describe('Sóc Trăng 2017', () => {
  it('has the points and percentages that are printed of each domain, and their sum', async () => {
    const { sheet, decision } = await decided();
    const rows = printedTable('soc-trang/domains-2017.csv');
    expect(rows).toHaveLength(8);
    for (const row of rows) {
      const item = sheet?.items.find((each) => each.item.code === row['domain_id']);
      if (item?.points.status !== 'known' || item.standard === undefined) throw new Error('no points');
      expect(sameAsPrinted(item.standard, row['standard_points_printed'])).toBe(true);
      expect(sameAsPrinted(item.points.value, row['achieved_printed'])).toBe(true);
      const isSlip = row['domain_id'] === 'st-to-chuc-bo-may';
      // 7,994/11 is 72,67%; the report prints 72,68%.
      expect(sameAsPrinted(percent(divide(item.points.value, item.standard)), row['percent_printed'])).toBe(
        !isSlip,
      );
    }
    const overall = new Map(
      printedTable('soc-trang/overall-2017.csv').map((row) => [row['key'], row['printed']]),
    );
    if (decision.index.status !== 'known') throw new Error('no index');
    expect(sameAsPrinted(percent(decision.index.value), overall.get('percent'))).toBe(true);
    const parts = ['self_score', 'survey_score'].map((key) =>
      Number((overall.get(key) ?? '').replace(',', '')),
    );
    expect(
      sameAsPrinted(
        parts.map((hundredths) => ratio(hundredths, 100)).reduce(add),
        overall.get('total_points'),
      ),
    ).toBe(true);
  });

  it('is told with its place among 63 and the points of documents and surveys', async () => {
    const { intent, reply } = await ask({ text: 'tỉnh Sóc Trăng năm 2017 xếp hạng gì, thứ mấy?' });
    expect(intent).toBe('status');
    const text = renderPlain(reply);
    expect(text).toContain('Tỉnh Sóc Trăng năm 2017: xếp hạng 46/63, chỉ số 74,51%.');
    expect(text).toContain('46,48/65,5 điểm');
    expect(text).toContain('28,03/34,5 điểm');
  });

  it('names an office for every criterion that is short of its maximum', async () => {
    const { sheet } = await decided();
    if (sheet === undefined) throw new Error('no sheet');
    const losses = lossesOf(sheet);
    const nobodys = losses.filter(({ scored, within }) =>
      [scored, ...within].every(({ item }) => item.responsible.length === 0),
    );
    expect(nobodys.map(({ scored }) => scored.item.code)).toEqual([]);
    const lost = new Set(losses.map(({ scored }) => scored.item.code));
    const shortfalls = printedTable('soc-trang/criteria-shortfalls-2017.csv').map(
      (row) => row['criterion_id'] ?? '',
    );
    expect(shortfalls.filter((criterion) => !lost.has(criterion))).toEqual([]);
    expect(itemsOf(sheet.card).length).toBeGreaterThan(60);
  });

  it('says all eight domains with their offices in one message, most lost first', async () => {
    const { intent, units, reply } = await ask({ text: QUESTION });
    expect([intent, units]).toEqual(['explain', ['st-tinh']]);
    const text = renderPlain(reply);
    expect(text).toMatch(
      /^Tỉnh Sóc Trăng năm 2017: được 74,513\/100 điểm, mất 25,487 điểm, nhiều nhất ở “Chất lượng đội ngũ CBCCVC”\./u,
    );
    for (const row of printedTable('soc-trang/domains-2017.csv')) expect(text).toContain(row['name']);
    expect(text).toContain('Chất lượng đội ngũ CBCCVC: 9,435/16 điểm, mất 6,565 (Sở Nội vụ).');
    expect(text).toContain('Trong ngoặc là cơ quan phụ trách.');
    expect(text.length).toBeLessThanOrEqual(1000);
  });

  it('opens each domain to its criteria, page by page, with shares, reasons and offices', async () => {
    const { reply } = await ask({ text: QUESTION });
    const domain = reply.buttons.find(({ label }) => label === 'Chất lượng đội ngũ CBCCVC');
    const texts = (await pages({ action: domain?.action ?? '' })).map((page) => renderPlain(page.reply));
    expect(texts.length).toBeGreaterThan(1);
    expect(texts.every((text) => text.length <= 1000)).toBe(true);
    const all = texts.join('\n');
    expect(all).toContain('Tỷ lệ đạt chuẩn của cán bộ cấp xã: đạt 50% điểm tối đa');
    expect(all).toContain(
      'Thực hiện quy định về bổ nhiệm vị trí lãnh đạo tại các cơ quan hành chính: đạt 0% điểm tối đa',
    );
    for (const row of printedTable('soc-trang/criteria-shortfalls-2017.csv').filter(
      (each) => each['domain'] === '5' && each['kind'] === 'criterion',
    ))
      expect(all).toContain(row['name']);
  });
});
