/** A scheme that no report has, from YAML alone: six domains, weights, a slope, a lookup table, bonus and penalty, its own tie rule. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { runCases } from '../../../engine/decide/cases.ts';
import { decide } from '../../../engine/decide/decide.ts';
import { parseBatchLine } from '../../../engine/language/batch-line.ts';
import { readCases } from '../../../engine/language/cases.ts';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { loadRuleSet } from '../../../engine/language/load.ts';
import { parseValue } from '../../../engine/language/values.ts';
import type { FactState } from '../../../engine/model/facts.ts';
import { equal, type Ratio, ratio } from '../../../engine/model/ratio.ts';
import type { ScoreEntry } from '../../../engine/model/scorecard.ts';
import { checkRuleSet } from '../../../engine/prove/check.ts';
import { lossesOf } from '../../../engine/score/losses.ts';
import { generalAverage, placesOf } from '../../../engine/score/ranking.ts';
import { scorerOf } from '../../../engine/score/scorer.ts';
import type { ScoreSheet } from '../../../engine/score/sheet.ts';

const LAW = { lawDate: '2024-12-31', year: 2024 };
const readFile = (name: string): string => readFileSync(path.join(import.meta.dirname, 'thu', name), 'utf8');
const loaded = loadRuleSet([
  { path: 'rules/facts.yaml', text: readFile('facts.yaml') },
  { path: 'rules/thu/thu.yaml', text: readFile('thu.yaml') },
]);
if (!loaded.ok) throw new Error(loaded.diagnostics.map(formatDiagnostic).join('\n'));
const { ruleSet } = loaded;
const scheme = ruleSet.schemes.get('thu');
if (scheme === undefined) throw new Error('no scheme');
const score = scorerOf(ruleSet, scheme, LAW);

function facts(written: Readonly<Record<string, string>>): Map<string, FactState> {
  return new Map(
    Object.entries(written).map(([name, text]) => {
      const fact = ruleSet.facts.get(name);
      const value = fact === undefined ? undefined : parseValue(fact, text);
      if (value?.ok !== true) throw new Error(`${name}: ${text}`);
      return [name, value.state];
    }),
  );
}

function entries(points: Readonly<Record<string, Ratio | 'miễn'>>): Map<string, ScoreEntry> {
  return new Map(
    Object.entries(points).map(([code, value]): [string, ScoreEntry] => [
      code,
      { state: value === 'miễn' ? { status: 'exempt' } : { status: 'known', value }, stage: 'phê duyệt' },
    ]),
  );
}

const FACTS = {
  'tỷ lệ đúng hạn': '95%',
  'tỷ lệ trực tuyến': '45%',
  vùng: 'vùng II',
  'số cuộc kiểm tra': '3',
  'tỷ lệ nhiệm vụ trễ hạn': '2%',
};
const POINTS = { '1.1': ratio(10), '1.2': ratio(8), VI: ratio(7), T: ratio(3, 2) };

function sheetOf(
  given: Readonly<Record<string, string>>,
  points: Readonly<Record<string, Ratio | 'miễn'>>,
): ScoreSheet {
  const sheet = score('phuong', { facts: facts(given), publishedRanks: new Map() }, entries(points));
  if (sheet === undefined) throw new Error('no card scores the block');
  return sheet;
}

function total(sheet: ScoreSheet): Ratio {
  const appraised = sheet.totals?.appraised;
  if (appraised?.status !== 'known') throw new Error('the total is not known');
  return appraised.value;
}

describe('a scheme invented for the test', () => {
  test('has no fault', async () => {
    expect((await checkRuleSet(ruleSet)).map(formatDiagnostic)).toEqual([]);
  });

  test('weighs six domains, each scored in its own way, exactly', () => {
    // 30 × 18/20 + 25 × 95% + 15 × (45 − 20)/(70 − 20) + 10 × 5/6 + 10 × 50% + 10 × 7/10 + 1,5 − 2
    const byHand = ratio(27n * 12n + 285n + 90n + 100n + 60n + 84n + 18n - 24n, 12n);
    expect(equal(total(sheetOf(FACTS, POINTS)), byHand)).toBe(true);
  });

  test.each([
    ['20%', ratio(0)],
    ['19,99%', ratio(0)],
    ['70%', ratio(10)],
    ['70,01%', ratio(10)],
    ['20,01%', ratio(2, 1000)],
  ])('slopes from nothing at 20%% to all at 70%%: %s', (online, points) => {
    const sheet = sheetOf({ ...FACTS, 'tỷ lệ trực tuyến': online }, POINTS);
    const state = sheet.items.find(({ item }) => item.code === 'III')?.points;
    expect(state?.status === 'known' && equal(state.value, points)).toBe(true);
  });

  test('takes two points off from 2%% of tasks late, not below', () => {
    const late = total(sheetOf(FACTS, POINTS));
    const onTime = total(sheetOf({ ...FACTS, 'tỷ lệ nhiệm vụ trễ hạn': '1,99%' }, POINTS));
    expect(equal(onTime, ratio(late.numerator + 2n * late.denominator, late.denominator))).toBe(true);
  });

  test('leaves out of the standard what a unit is exempt from, weight and all', () => {
    const sheet = sheetOf(FACTS, { ...POINTS, VI: 'miễn' });
    expect(sheet.totals?.standard && equal(sheet.totals.standard, ratio(90))).toBe(true);
  });

  test('gives a range while a fact is missing, and decides what that range allows', async () => {
    const { vùng: _, ...without } = FACTS;
    const appraised = sheetOf(without, POINTS).totals?.appraised;
    expect(appraised?.status).toBe('bounded');
    const decision = await decide(ruleSet, {
      scheme: 'thu',
      subject: 'đơn vị',
      ...LAW,
      facts: new Map<string, FactState>([
        ['điểm đạt', appraised ?? { status: 'missing' }],
        ['điểm khung', { status: 'known', value: ratio(100) }],
      ]),
      publishedRanks: new Map(),
    });
    expect(decision.possibleRanks).toEqual(['B', 'C']);
  });

  test('ranks by the rounded index, parts the tied by their late tasks, and averages all points', () => {
    const unit = (name: string, index: Ratio, late: Ratio) => ({
      unit: name,
      block: 'xa',
      index,
      parting: [late],
      points: { appraised: ratio(index.numerator * 100n, index.denominator), standard: ratio(100) },
    });
    const units = [
      unit('a', ratio(80_04, 100_00), ratio(3, 100)),
      unit('b', ratio(80_01, 100_00), ratio(1, 100)),
      unit('c', ratio(79_90, 100_00), ratio(0)),
      unit('d', ratio(80_00, 100_00), ratio(1, 100)),
    ];
    expect(Object.fromEntries(placesOf(units, scheme.ranking))).toEqual({ a: 2, b: 1, c: 3, d: 1 });
    const average = generalAverage(units, scheme.ranking);
    expect(average && equal(average, ratio(79_98_75, 100_00_00))).toBe(true);
  });

  test('says where points were lost, most first', () => {
    const losses = lossesOf(sheetOf(FACTS, POINTS));
    expect(losses.map(({ scored }) => scored.item.code)).toEqual(['III', 'V', 'VI', '1.1', 'TR', 'IV', 'II']);
  });

  test('has cases beside it that say what it comes to', async () => {
    const read = readCases({ path: 'rules/thu/thu.cases.yaml', text: readFile('thu.cases.yaml') }, ruleSet);
    expect(read.diagnostics.map(formatDiagnostic)).toEqual([]);
    expect(read.cases).toHaveLength(4);
    const results = await runCases(ruleSet, read.cases);
    expect(results.flatMap(({ differences }) => differences)).toEqual([]);
  });

  const LINE = {
    scheme: 'thu',
    year: 2024,
    block: 'xa',
    facts: FACTS,
    scores: { '1.1': 10, '1.2': 8, VI: '7,0', T: 1.5 },
  };

  test('is decided from a line of points and facts alone', async () => {
    const line = parseBatchLine(JSON.stringify(LINE), ruleSet, '2026-11-20');
    if (!line.ok) throw new Error(line.problem);
    const { index, rank } = await decide(ruleSet, line.value);
    expect(index.status === 'known' && equal(index.value, ratio(937, 1200))).toBe(true);
    expect(rank).toBe('B');
  });

  test.each([
    [{ scores: { '1.1': 12.01 } }, /1\.1: /u],
    [{ scores: { '1.1': -1 } }, /1\.1: /u],
    [{ scores: { '1.1': 'mười' } }, /1\.1: /u],
    [{ scores: { '1.9': 1 } }, /không có tiêu chí "1\.9"/u],
    [{ scores: { TR: 1 } }, /TR: /u],
    [{ reductions: { '1.1': 13 } }, /1\.1: /u],
    [{ block: 'huyen' }, /không bảng tiêu chí nào chấm khối "huyen"/u],
    [{ block: undefined }, /có điểm tiêu chí mà không có khối/u],
  ])('refuses a line with %j', (change, problem) => {
    const line = parseBatchLine(JSON.stringify({ ...LINE, ...change }), ruleSet, '2026-11-20');
    expect(line.ok ? '' : line.problem).toMatch(problem);
  });
});
