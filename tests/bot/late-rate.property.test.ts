import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Desk } from '../../bot/desk.ts';
import { NO_FACTS, readProvince } from '../../bot/province.ts';
import { decide } from '../../engine/decide/decide.ts';
import { formatDiagnostic } from '../../engine/language/diagnostics.ts';
import { loadRuleSet } from '../../engine/language/load.ts';
import type { FactState } from '../../engine/model/facts.ts';
import {
  AFTER_APOLOGY,
  COUNTED_IN,
  LATE_OVER,
  type LateMeaning,
  type LateOver,
} from '../../engine/model/late.ts';
import { ratio, reduce } from '../../engine/model/ratio.ts';
import type { RuleSet } from '../../engine/model/ruleset.ts';
import { type Counts, civil, DAYS, exported, life, loadExport, naive, UNITS } from '../db/dossiers/lives.ts';
import { databaseWithUnits, NOW } from '../db/support.ts';
import { projectFiles } from '../engine/language/sources.ts';

const RUNS = Number(process.env['KYCUONG_RUNS'] ?? 1) * 25;

interface Declared {
  readonly words: string;
  readonly meaning: LateMeaning;
  readonly ruleSet: RuleSet | undefined;
}

/** Every way of declaring, with the rule set that it makes; none where it is refused. */
const DECLARED: readonly Declared[] = Object.keys(LATE_OVER).flatMap((over) =>
  [true, false].flatMap((withOverdue) =>
    Object.entries(COUNTED_IN).flatMap(([year, by]) =>
      Object.entries(AFTER_APOLOGY).map(([apology, clock]): Declared => {
        const words = `{căn cứ: Điều 2, trích: "đã giải quyết, đến hạn, tiếp nhận${withOverdue ? ', quá hạn chưa trả' : '. Không tính hồ sơ quá hạn chưa trả'}, hẹn lại.",
          mẫu số: ${over}, trễ hạn tính cả hồ sơ quá hạn chưa trả: ${withOverdue ? 'có' : 'không'},
          năm tính theo: ${year}, hẹn lại sau thư xin lỗi: ${apology},
          cách hiểu: [{hỏi: a, đáp: "mẫu số là số hồ sơ đã giải quyết và số hồ sơ quá hạn chưa trả"}]}`;
        const meaning: LateMeaning = { over: over as LateOver, withOverdue, counting: { by, clock } };
        return { words, meaning, ruleSet: ruleSetOf(words) };
      }),
    ),
  ),
);

function ruleSetOf(declared: string): RuleSet | undefined {
  const facts = projectFiles().filter(({ path }) => path === 'rules/facts.yaml');
  const text = `văn bản: {mã: thu, tên: Thử, cơ quan ban hành: Thử, áp dụng cho năm đánh giá: {từ: 2020}}
phương án xếp hạng: {mã: khanh-hoa, tên: Thử, chỉ số: chỉ số CCHC, xếp hạng: xếp hạng CCHC, khối: {so: Khối}}
hồ sơ trễ hạn: [${declared}]
quy tắc:
  - {mã: r, căn cứ: Điều 1, trích: trên 5% hồ sơ trễ hạn, đối tượng: đơn vị, khi: {tỷ lệ hồ sơ trễ hạn: trên 5%}, thì: {cảnh báo: trễ}}`;
  const loaded = loadRuleSet([...facts, { path: 'rules/khanh-hoa/thu.yaml', text }]);
  if (loaded.ok) return loaded.ruleSet;
  expect(loaded.diagnostics.map(formatDiagnostic).join('\n')).toContain('không thể không tính');
  return undefined;
}

/** The same rate from counts dossier by dossier. */
function rateOf(counts: Counts | undefined, { over, withOverdue, counting }: LateMeaning): string {
  if (counts === undefined) return 'missing';
  const { received, due, resolved, late, overdue } = counts;
  const top = late + (withOverdue && counting.by === 'return' ? overdue : 0);
  const bottom = {
    'hồ sơ đã giải quyết': resolved,
    'hồ sơ đến hạn': due,
    'hồ sơ tiếp nhận': received,
    'hồ sơ đã giải quyết và quá hạn chưa trả': resolved + overdue,
  }[over];
  return bottom === 0 ? 'missing' : stateText({ status: 'known', value: ratio(top, bottom) });
}

function stateText(state: FactState | undefined): string {
  if (state?.status !== 'known') return state?.status ?? 'no state';
  const { numerator, denominator } = reduce(state.value);
  return `${numerator}/${denominator}`;
}

async function decidedRate(desk: Desk, unitId: string, year: number, dataDate: string): Promise<string> {
  const province = await readProvince(desk, 'khanh-hoa', year, { dataDate });
  const { rules } = await decide(desk.ruleSet, {
    scheme: 'khanh-hoa',
    subject: 'đơn vị',
    year,
    lawDate: province.dates.law,
    facts: province.facts.get(unitId) ?? NO_FACTS,
    publishedRanks: new Map(),
  });
  return stateText(rules[0]?.conditions[0]?.states[0]);
}

describe('the late rate as documents declare it', () => {
  it('can be declared in 24 ways, and not without those that a count by due date holds anyway', () => {
    const refused = DECLARED.filter(({ ruleSet }) => ruleSet === undefined);
    expect(DECLARED.length - refused.length).toBe(24);
    for (const { meaning } of refused)
      expect([meaning.withOverdue, meaning.counting.by]).toEqual([false, 'due']);
  });

  it('is that of a count dossier by dossier, in every way in which it can be declared', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(life, { minLength: 1, maxLength: 12 }),
        fc.array(exported, { minLength: 1, maxLength: 2 }),
        fc.constantFrom(2025, 2026),
        fc.nat(DAYS + 40).map(civil),
        async (lives, unordered, year, dataDate) => {
          const exports = unordered.toSorted((a, b) => a.asOf + a.delay - (b.asOf + b.delay));
          const { db } = await databaseWithUnits(...UNITS);
          for (const [number, each] of exports.entries()) await loadExport(db, lives, each, number);
          for (const { words, meaning, ruleSet } of DECLARED) {
            if (ruleSet === undefined) continue;
            for (const unitId of UNITS) {
              const counts = naive(lives, exports, unitId, { year, dataDate, late: meaning.counting });
              const found = await decidedRate(
                { db, ruleSet, now: NOW, sample: false },
                unitId,
                year,
                dataDate,
              );
              expect([unitId, words, found]).toEqual([unitId, words, rateOf(counts, meaning)]);
            }
          }
        },
      ),
      { numRuns: RUNS, interruptAfterTimeLimit: 90_000 },
    );
  }, 120_000);
});
