/** Nha Trang's own report on 2018: rates over resolved dossiers, the city's targets, and what the sample holds of it. */
import { describe, expect, it } from 'vitest';
import { decideUnit } from '../../bot/decisions.ts';
import { findUnit } from '../../db/units.ts';
import { decide } from '../../engine/decide/decide.ts';
import { parseValue } from '../../engine/language/values.ts';
import type { FactState } from '../../engine/model/facts.ts';
import { ratio, subtract } from '../../engine/model/ratio.ts';
import type { RuleSet } from '../../engine/model/ruleset.ts';
import { sampleDesk } from '../support/sample.ts';
import { printedTable, sameAsPrinted } from './printed.ts';

const { desk } = sampleDesk();
const DOSSIERS = new Map(printedTable('nha-trang/dossiers-2018.csv').map((row) => [row['level_id'], row]));

function state(ruleSet: RuleSet, name: string, text: string): [string, FactState] {
  const fact = ruleSet.facts.get(name);
  const value = fact === undefined ? undefined : parseValue(fact, text);
  if (value?.ok !== true) throw new Error(`${name}: ${text}`);
  return [name, value.state];
}

/** The city's targets by the rules of its report, of an office of one kind. */
async function targets(facts: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const { ruleSet } = await desk();
  const { rules } = await decide(ruleSet, {
    scheme: 'khanh-hoa',
    subject: 'cơ quan được giao',
    year: 2018,
    lawDate: '2018-12-31',
    facts: new Map(Object.entries(facts).map(([name, text]) => state(ruleSet, name, text))),
    publishedRanks: new Map(),
  });
  return Object.fromEntries(
    rules
      .filter(({ rule }) => rule.document.code === 'bao-cao-2286-2019')
      .map(({ rule, outcome }) => [rule.id.split('/')[1], outcome]),
  );
}

describe('Nha Trang 2018', () => {
  it.each(['nt-city', 'nt-commune'])(
    'rates of %s are those printed: late and on time over resolved ones',
    (level) => {
      const row = DOSSIERS.get(level);
      const number = (column: string) => BigInt(row?.[column] ?? '0');
      const percent = (top: string, bottom: string) => ratio(number(top) * 100n, number(bottom));
      expect(sameAsPrinted(percent('resolved', 'received'), row?.['resolved_rate_printed'])).toBe(true);
      expect(sameAsPrinted(percent('late', 'resolved'), row?.['late_rate_printed'])).toBe(true);
      expect(
        sameAsPrinted(percent('early_or_on_time', 'resolved'), row?.['early_or_on_time_rate_printed']),
      ).toBe(true);
      expect(number('late') + number('early_or_on_time')).toBe(number('resolved'));
    },
  );

  it('holds the city’s dossiers, satisfaction and index, and decides its late rate exactly', async () => {
    const at = await desk();
    const unit = await findUnit(at.db, 'kh-tp-nha-trang');
    if (unit === undefined) throw new Error('no such unit');
    const { decision, figures } = await decideUnit(at, unit, 2018);
    const rule = decision.rules.find(({ rule: { id } }) => id === '12-ctr-tu/ha-bac');
    expect(rule?.conditions[0]?.states[0]).toEqual({ status: 'known', value: ratio(611, 56_863) });
    expect(decision).toMatchObject({ rankStatus: 'known', rank: 'KHÁ' });
    expect(figures?.facts.get('chỉ số hài lòng')).toEqual({ status: 'known', value: ratio(8199, 10_000) });
  });

  it('meets its targets: late strictly below 3%, online 30% and 20%, satisfaction of communes 78%', async () => {
    const city = {
      'loại cơ quan của thành phố': 'cơ quan chuyên môn',
      'tỷ lệ hồ sơ trực tuyến mức độ 3, 4': '44,96%',
    };
    const late = { 'hồ sơ trễ hạn': '611', 'hồ sơ đã giải quyết': '56.863' };
    expect(await targets({ ...city, ...late, 'chỉ số hài lòng chung của UBND cấp xã': '78,18%' })).toEqual({
      'ho-so-tre-han': 'true',
      'ho-so-truc-tuyen': 'true',
      'hai-long-cap-xa': 'true',
    });
  });

  it.each([
    [{ 'hồ sơ trễ hạn': '3', 'hồ sơ đã giải quyết': '100' }, 'ho-so-tre-han'],
    [
      { 'loại cơ quan của thành phố': 'cơ quan chuyên môn', 'tỷ lệ hồ sơ trực tuyến mức độ 3, 4': '29,99%' },
      'ho-so-truc-tuyen',
    ],
    [
      { 'loại cơ quan của thành phố': 'UBND cấp xã', 'tỷ lệ hồ sơ trực tuyến mức độ 3, 4': '19,99%' },
      'ho-so-truc-tuyen',
    ],
    [{ 'chỉ số hài lòng chung của UBND cấp xã': '77,99%' }, 'hai-long-cap-xa'],
  ])('would miss a target at %j', async (facts, rule) => {
    const given = Object.fromEntries(Object.entries(facts).filter(([, text]) => text !== undefined));
    expect((await targets(given))[rule]).toBe('false');
  });

  it('satisfaction rose as printed, and 42 of 46 tasks were done', () => {
    const rows = printedTable('nha-trang/index-satisfaction.csv');
    for (const level of ['city', 'commune']) {
      const of = (year: string) =>
        rows.find(
          (row) => row['measure'] === 'satisfaction' && row['level'] === level && row['year'] === year,
        );
      const hundredths = (text: string | undefined) => ratio(BigInt((text ?? '').replace('.', '')), 100n);
      const rise = subtract(hundredths(of('2018')?.['value']), hundredths(of('2017')?.['value']));
      expect(sameAsPrinted(rise, of('2018')?.['increase_printed'])).toBe(true);
    }
    const quantities = new Map(
      printedTable('nha-trang/other-quantities.csv').map((row) => [row['key'], Number(row['value'])]),
    );
    expect((quantities.get('tasks_done') ?? 0) + (quantities.get('tasks_not_done') ?? 0)).toBe(
      quantities.get('tasks'),
    );
  });
});
