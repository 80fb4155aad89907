/** Units decided without their places, read alone or with those whom rules count, come out as from the whole province. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideUnits, type UnitDecision } from '../../bot/decisions.ts';
import type { DecisionOptions } from '../../bot/province.ts';
import { type Db, write } from '../../db/database.ts';
import { appendObservations, appendRanks, beginImport, completeImport } from '../../db/imports.ts';
import { appendSuccessions } from '../../db/lineage.ts';
import { listUnits, saveUnits } from '../../db/units.ts';
import { known, NOW, temporaryDatabase, unit } from '../db/support.ts';
import { projectFiles, projectRuleSet, ruleSetOf } from '../engine/language/sources.ts';

const IDS = ['a', 'b', 'c', 'd', 'e', 'f'];
const FACTS = ['chỉ số CCHC', 'hồ sơ đã giải quyết', 'hồ sơ trễ hạn', 'chỉ số hài lòng'];
const RANKS = ['TỐT', 'KHÁ', 'TRUNG BÌNH', 'YẾU'];
const YEARS = [2019, 2026];

const COUNTING = `văn bản: {mã: dem, tên: Đếm, cơ quan ban hành: Thử, áp dụng cho năm đánh giá: {từ: 2017}}
quy tắc:
  - mã: cung-khoi
    căn cứ: Điều 1
    trích: Không quá 20% số đơn vị cùng khối được xếp hạng TỐT.
    đối tượng: đơn vị
    khi: {tỷ lệ đơn vị cùng khối: {mà: {xếp hạng CCHC: là TỐT}, là: không quá 20%}}
    thì: {mục tiêu: Không quá 20% số đơn vị cùng khối được xếp hạng TỐT}
  - mã: ca-tinh
    căn cứ: Điều 2
    trích: Không quá 50% số đơn vị của tỉnh có từ 5% hồ sơ trễ hạn trở lên.
    đối tượng: đơn vị
    khi: {tỷ lệ đơn vị của tỉnh: {mà: {tỷ lệ hồ sơ trễ hạn: từ 5% trở lên}, là: không quá 50%}}
    thì: {mục tiêu: Không quá 50% số đơn vị của tỉnh có từ 5% hồ sơ trễ hạn trở lên}
`;

function countingRuleSet() {
  const files = projectFiles().map((file) =>
    file.path.endsWith('facts.yaml')
      ? {
          ...file,
          text: `${file.text}\nnhóm:\n  đơn vị cùng khối: chưa biết\n  đơn vị của tỉnh: chưa biết\n`,
        }
      : file,
  );
  return ruleSetOf([...files, { path: 'rules/khanh-hoa/dem.yaml', text: COUNTING }]);
}

const LAWS = { 'that count nobody': projectRuleSet(), 'that count members': countingRuleSet() };

interface World {
  readonly blocks: readonly string[];
  /** Into which unit another goes within the year, and what is moved to the other block. */
  readonly merged: readonly [number, number] | null;
  readonly moved: number | null;
  readonly figures: readonly {
    readonly unit: number;
    readonly fact: number;
    readonly period: string;
    readonly value: number;
    readonly staged: boolean;
  }[];
  readonly ranks: readonly { readonly unit: number; readonly year: number; readonly rank: number }[];
  readonly asked: readonly string[];
}

const unitNumber = fc.nat(IDS.length - 1);
const world: fc.Arbitrary<World> = fc.record({
  blocks: fc.array(fc.constantFrom('so', 'huyen'), { minLength: IDS.length, maxLength: IDS.length }),
  merged: fc.option(
    fc.tuple(unitNumber, unitNumber).filter(([from, to]) => from !== to),
    { freq: 2 },
  ),
  moved: fc.option(unitNumber, { freq: 2 }),
  figures: fc.array(
    fc.record({
      unit: unitNumber,
      fact: fc.nat(FACTS.length - 1),
      period: fc.constantFrom('2019', '2026', '2026-01', '2026-02', '2026-03', '2026-Q2'),
      value: fc.nat(100),
      staged: fc.boolean(),
    }),
    { minLength: 20, maxLength: 60 },
  ),
  ranks: fc.array(
    fc.record({
      unit: unitNumber,
      year: fc.constantFrom(2018, 2019, 2025, 2026),
      rank: fc.nat(RANKS.length - 1),
    }),
    { maxLength: 10 },
  ),
  asked: fc.subarray(IDS, { minLength: 1, maxLength: 3 }),
});

/** Stores the world; gives the import that stays staged. */
async function store(db: Db, { blocks, merged, moved, figures, ranks }: World): Promise<number> {
  const ended = merged === null ? -1 : merged[0];
  const units = IDS.map((id, index) =>
    unit(id, {
      position: index,
      block: blocks[index] ?? 'so',
      validTo: index === ended ? '2026-02-28' : null,
    }),
  );
  await write(db, (tx) => saveUnits(tx, units, []));
  const begin = (kind: 'figures' | 'lineage', rowCount: number) =>
    beginImport(
      db,
      { kind, fileName: 'tệp', sha256: `${kind} ${rowCount}`, simulated: false, rowCount, loadedBy: 'thử' },
      NOW,
    );
  const event = { effectiveOn: '2026-03-01', documentNumber: '1/NQ', documentDate: '2026-02-01' };
  const before = { nameBefore: null, blockBefore: null, parentBefore: null, sourceRow: 2 };
  const lineage = await begin('lineage', 0);
  await write(db, async (tx) => {
    const events = [
      ...(merged === null
        ? []
        : [
            {
              ...event,
              ...before,
              kind: 'sáp nhập' as const,
              fromUnitId: idAt(merged[0]),
              toUnitId: idAt(merged[1]),
            },
          ]),
      ...(moved === null
        ? []
        : [
            {
              ...event,
              ...before,
              kind: 'chuyển khối' as const,
              fromUnitId: idAt(moved),
              toUnitId: idAt(moved),
              blockBefore: 'huyen',
            },
          ]),
    ];
    await appendSuccessions(tx, events, { importId: lineage, knownOn: '2026-03-01' });
    await completeImport(tx, lineage, NOW);
  });
  const rowsOf = (wanted: boolean) =>
    figures
      .filter(({ staged }) => staged === wanted)
      .map(({ unit: of, fact, period, value }, index) => ({
        unitId: idAt(of),
        fact: FACTS[fact] ?? '',
        period,
        state: fact === 0 || fact === 3 ? known(value, 100) : known(value),
        sourceRow: index + 2,
        knownOn: '2026-04-01',
      }));
  const [loaded, left] = [rowsOf(false), rowsOf(true)];
  const first = await begin('figures', loaded.length + ranks.length);
  await appendObservations(db, first, loaded);
  await appendRanks(
    db,
    first,
    ranks.map(({ unit: of, year, rank }, index) => ({
      unitId: idAt(of),
      year,
      rank: RANKS[rank] ?? '',
      source: 'báo cáo',
      sourceRow: index + 2,
      knownOn: '2026-04-01',
    })),
  );
  await write(db, (tx) => completeImport(tx, first, NOW));
  const staged = await begin('figures', left.length + 1000);
  await appendObservations(db, staged, left);
  return staged;
}

function idAt(index: number): string {
  return IDS[index] ?? '';
}

/** All but the place, which is not asked for. */
function withoutPlace({ context, ...of }: UnitDecision): unknown {
  return { ...of, context: { ...context, position: null } };
}

describe.each(Object.entries(LAWS))('by rules %s', (_, ruleSet) => {
  it('units decided without their places are decided as from the whole province, with the same receipts', async () => {
    await fc.assert(
      fc.asyncProperty(world, async (made) => {
        const { db } = await temporaryDatabase();
        const options: DecisionOptions = { includeImport: await store(db, made) };
        const desk = { db, ruleSet, now: NOW, sample: false };
        const units = await listUnits(db, { ids: made.asked });
        for (const year of YEARS) {
          const whole = await decideUnits(desk, units, year, options);
          const alone = await decideUnits(desk, units, year, { ...options, unplaced: true });
          expect(alone.map(({ decision }) => decision.receipt)).toEqual(
            whole.map(({ decision }) => decision.receipt),
          );
          expect(alone.map(withoutPlace)).toEqual(whole.map(withoutPlace));
        }
      }),
      { numRuns: 25 },
    );
  });
});

describe('rules that count members', () => {
  it('find those of units that are not decided', async () => {
    const { db } = await temporaryDatabase();
    const blocks = IDS.map(() => 'so');
    const ranks = IDS.map((__, index) => ({ unit: index, year: 2026, rank: 0 }));
    await store(db, { blocks, merged: null, moved: null, figures: [], ranks, asked: [] });
    const desk = { db, ruleSet: LAWS['that count members'], now: NOW, sample: false };
    const units = await listUnits(db, { ids: ['a'] });
    const [found] = await decideUnits(desk, units, 2026, { unplaced: true });
    expect(found?.decision.request.members?.get('đơn vị cùng khối')).toHaveLength(IDS.length);
    expect(found?.decision.rules.find(({ rule }) => rule.id === 'dem/cung-khoi')?.outcome).toBe('false');
  });
});
