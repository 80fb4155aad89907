import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Db, write } from '../../db/database.ts';
import type { StatedFact } from '../../db/fact-columns.ts';
import { appendObservations, beginImport, completeImport } from '../../db/imports.ts';
import { readFigures } from '../../db/observations.ts';
import { saveUnits } from '../../db/units.ts';
import { EXEMPT, type FactState, MISSING } from '../../engine/model/facts.ts';
import { ratio, reduce } from '../../engine/model/ratio.ts';
import { fact, NOW, temporaryDatabase, unit } from './support.ts';

const FACTS = new Map([
  ['tổng', fact('tổng', 'count', 'sum')],
  ['mức', fact('mức', 'ratio', 'latest')],
]);
const DAYS = ['2026-02-01', '2026-03-01', '2026-06-15', '2026-11-20'] as const;
const BOUND: StatedFact = {
  status: 'bounded',
  bound: { high: ratio(1, 10), highOpen: true },
  phrase: 'dưới 10%',
};

interface Row {
  readonly fact: string;
  readonly period: string;
  readonly state: StatedFact;
  readonly knownOn: string;
  /** 0 and 1 are completed, 2 stays staged. */
  readonly file: number;
}

const state = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.integer({ min: -99, max: 99 }), fc.integer({ min: 1, max: 12 })) },
  { weight: 1, arbitrary: fc.constantFrom<StatedFact>(BOUND, { status: 'exempt' }) },
);
const row: fc.Arbitrary<Row> = fc.record({
  fact: fc.constantFrom(...FACTS.keys()),
  period: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom('2025', '2025-12', '2026', '2027-01') },
    { weight: 5, arbitrary: fc.constantFrom('2026-01', '2026-02', '2026-09', '2026-10', '2026-12') },
    { weight: 2, arbitrary: fc.constantFrom('2026-Q1', '2026-Q3', '2026-Q4') },
  ),
  state: state.map(
    (drawn): StatedFact =>
      Array.isArray(drawn) ? { status: 'known', value: ratio(drawn[0], drawn[1]) } : drawn,
  ),
  knownOn: fc.constantFrom(...DAYS),
  file: fc.nat(2),
});

const QUARTERS = [
  ['2026-Q1', '2026-01', '2026-02', '2026-03'],
  ['2026-Q3', '2026-07', '2026-08', '2026-09'],
  ['2026-Q4', '2026-10', '2026-11', '2026-12'],
] as const;

/** The rules once more, in the plainest words: what does 2026 show on a day? */
function expected(
  rows: readonly Row[],
  name: string,
  dataDate: string,
  seesStaged: boolean,
): FactState | undefined {
  const counting: Record<string, Row> = {};
  for (const candidate of rows) {
    if (candidate.fact !== name || candidate.knownOn > dataDate || !candidate.period.startsWith('2026'))
      continue;
    if (candidate.file === 2 && !seesStaged) continue;
    const holder = counting[candidate.period];
    if (holder === undefined || candidate.knownOn >= holder.knownOn) counting[candidate.period] = candidate;
  }
  if (counting['2026'] !== undefined) return counting['2026'].state;
  for (const [quarter, ...months] of QUARTERS)
    if (counting[quarter] !== undefined) for (const month of months) delete counting[month];
  const ends = new Map<string, string>(QUARTERS.map(([quarter, , , end]) => [quarter, end]));
  const months = Object.keys(counting).sort((a, b) => ((ends.get(a) ?? a) < (ends.get(b) ?? b) ? -1 : 1));
  const states = months.map((month) => counting[month]?.state ?? MISSING);
  if (name === 'mức' || states.length < 2) return states.at(-1);
  if (states.some(({ status }) => status === 'bounded')) return MISSING;
  let [top, bottom, terms] = [0n, 1n, 0];
  for (const one of states) {
    if (one.status !== 'known') continue;
    [top, bottom, terms] = [
      top * one.value.denominator + one.value.numerator * bottom,
      bottom * one.value.denominator,
      terms + 1,
    ];
  }
  return terms === 0 ? EXEMPT : { status: 'known', value: ratio(top, bottom) };
}

function canonical(one: FactState | undefined): FactState | undefined {
  return one?.status === 'known' ? { status: 'known', value: reduce(one.value) } : one;
}

/** Stores the rows in their order, files interleaved; gives the id of the file left staged. */
async function store(db: Db, unitId: string, rows: readonly Row[]): Promise<number> {
  const ids: number[] = [];
  for (const file of [0, 1, 2]) {
    const rowCount = rows.filter((candidate) => candidate.file === file).length;
    const sha256 = `${unitId} ${file}`;
    const meta = {
      kind: 'figures',
      fileName: 'x',
      sha256,
      simulated: false,
      rowCount,
      loadedBy: 'x',
    } as const;
    ids.push(await beginImport(db, meta, NOW));
  }
  for (const { file, ...values } of rows) {
    await appendObservations(db, ids[file] ?? 0, [{ ...values, unitId, sourceRow: 1 }]);
  }
  for (const id of ids.slice(0, 2)) await write(db, (tx) => completeImport(tx, id, NOW));
  return ids[2] ?? 0;
}

describe('the figures of a year', () => {
  it('equal a naive reading of the same rows, on every day and with and without the staged file', async () => {
    const { db } = await temporaryDatabase();
    let runs = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(row, { maxLength: 14 }), async (rows) => {
        runs += 1;
        const unitId = `u${runs}`;
        await write(db, (tx) => saveUnits(tx, [unit(unitId)], []));
        const stagedImport = await store(db, unitId, rows);
        for (const dataDate of DAYS) {
          for (const seesStaged of [false, true]) {
            const query = {
              unitIds: [unitId],
              subject: 'đơn vị',
              year: 2026,
              dataDate,
              facts: FACTS,
            } as const;
            const figures = await readFigures(
              db,
              seesStaged ? { ...query, includeImport: stagedImport } : query,
            );
            for (const name of FACTS.keys()) {
              const read = canonical(figures.get(unitId)?.facts.get(name));
              expect(read).toEqual(canonical(expected(rows, name, dataDate, seesStaged)));
            }
          }
        }
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
