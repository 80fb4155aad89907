import fc from 'fast-check';
import { expect, it } from 'vitest';
import { registerFigures } from '../../../bot/registers/figures.ts';
import { type Db, write } from '../../../db/database.ts';
import { beginImport, completeImport } from '../../../db/imports.ts';
import { appendEntries, type NewRegisterEntry } from '../../../db/registers.ts';
import { saveUnits } from '../../../db/units.ts';
import type { RegisterKind } from '../../../engine/model/register.ts';
import { fact, NOW, temporaryDatabase, unit } from '../../db/support.ts';

const FACTS = new Map(
  [
    'nhiệm vụ được giao',
    'nhiệm vụ được giao đã hoàn thành',
    'nhiệm vụ được giao trễ hạn',
    'báo cáo định kỳ đến hạn',
    'báo cáo định kỳ đúng hạn',
    'báo cáo định kỳ trễ hạn',
    'báo cáo định kỳ không gửi',
  ].map((name) => [name, fact(name, 'count', 'latest')]),
);
const DAYS = ['2026-03-01', '2026-06-15', '2026-06-16', '2026-11-20'] as const;

interface Row {
  readonly kind: RegisterKind;
  /** Of two units of the province. */
  readonly unit: number;
  readonly period: string;
  readonly code: string;
  readonly dueOn: string | undefined;
  /** Undefined is open, "x" withdrawn, else the day of being done. */
  readonly end: string | undefined;
  readonly knownOn: string;
  /** 0 and 1 are completed, 2 stays staged. */
  readonly file: number;
}

const row: fc.Arbitrary<Row> = fc.record({
  kind: fc.constantFrom<RegisterKind>('assigned-tasks', 'reports'),
  unit: fc.nat(1),
  period: fc.constantFrom('2025', '2026', '2026', '2026-Q1', '2026-03', '2027'),
  code: fc.constantFrom('1', '2', '3'),
  dueOn: fc.constantFrom(undefined, '2026-02-28', '2026-06-15', '2026-06-16', '2026-12-31'),
  end: fc.constantFrom(undefined, undefined, 'x', '2026-02-28', '2026-06-15', '2026-06-16'),
  knownOn: fc.constantFrom(...DAYS),
  file: fc.nat(2),
});

/** The rules once more, in the plainest words: what does a unit's 2026 count on a day? */
function expected(
  rows: readonly Row[],
  ofUnit: number,
  day: string,
  seesStaged: boolean,
): Record<string, number> {
  const known = rows.filter(
    ({ period, knownOn, file }) => period.startsWith('2026') && knownOn <= day && (file < 2 || seesStaged),
  );
  const newest = new Map<string, Row>();
  for (const date of DAYS)
    for (const one of known)
      if (one.knownOn === date)
        newest.set(`${one.kind} ${one.kind === 'reports' ? one.unit : ''} ${one.period} ${one.code}`, one);
  const counts: Record<string, number> = {};
  for (const name of FACTS.keys()) {
    const kind = name.startsWith('nhiệm vụ') ? 'assigned-tasks' : 'reports';
    if (known.some((one) => one.kind === kind)) counts[name] = 0;
  }
  for (const { kind, unit: owner, dueOn, end } of newest.values()) {
    if (owner !== ofUnit || end === 'x') continue;
    const isPast = dueOn !== undefined && dueOn < day;
    const isTardy = end !== undefined && dueOn !== undefined && end > dueOn;
    const add = (name: string): void => {
      counts[name] = (counts[name] ?? 0) + 1;
    };
    if (kind === 'assigned-tasks') {
      add('nhiệm vụ được giao');
      if (end !== undefined) add('nhiệm vụ được giao đã hoàn thành');
      if (isTardy || (end === undefined && isPast)) add('nhiệm vụ được giao trễ hạn');
    } else if (end !== undefined || isPast) {
      add('báo cáo định kỳ đến hạn');
      add(
        end === undefined
          ? 'báo cáo định kỳ không gửi'
          : isTardy
            ? 'báo cáo định kỳ trễ hạn'
            : 'báo cáo định kỳ đúng hạn',
      );
    }
  }
  return counts;
}

/** Stores the rows in their order, files interleaved; gives the id of the file left staged. */
async function store(db: Db, province: string, rows: readonly Row[]): Promise<number> {
  const ids: number[] = [];
  for (const file of [0, 1, 2]) {
    const rowCount = rows.filter((each) => each.file === file).length;
    const sha256 = `${province} ${file}`;
    const meta = {
      kind: 'registers',
      fileName: 'x',
      sha256,
      simulated: false,
      rowCount,
      loadedBy: 'x',
    } as const;
    ids.push(await beginImport(db, meta, NOW));
  }
  for (const { file, unit: owner, end, dueOn, ...kept } of rows) {
    const entry: NewRegisterEntry = {
      ...kept,
      province,
      unitId: `${province}-${owner}`,
      title: 'việc',
      state: end === undefined ? 'open' : end === 'x' ? 'withdrawn' : 'done',
      ...(dueOn === undefined ? {} : { dueOn }),
      ...(end === undefined || end === 'x' ? {} : { doneOn: end }),
      details: {},
      sourceRow: 2,
    };
    await appendEntries(db, ids[file] ?? 0, [entry]);
  }
  for (const id of ids.slice(0, 2)) await write(db, (tx) => completeImport(tx, id, NOW));
  return ids[2] ?? 0;
}

it('counts of registers equal a naive reading of the same rows, on every day and with and without a staged file', async () => {
  const { db } = await temporaryDatabase();
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 12 }), async (rows) => {
      runs += 1;
      const province = `tinh-${runs}`;
      const unitIds = [`${province}-0`, `${province}-1`];
      await write(db, (tx) =>
        saveUnits(
          tx,
          unitIds.map((id) => unit(id, { province })),
          [],
        ),
      );
      const stagedImport = await store(db, province, rows);
      for (const dataDate of DAYS)
        for (const seesStaged of [false, true]) {
          const figures = await registerFigures(db, {
            unitIds,
            subject: 'đơn vị',
            year: 2026,
            dataDate,
            facts: FACTS,
            ...(seesStaged ? { includeImport: stagedImport } : {}),
          });
          for (const [index, unitId] of unitIds.entries()) {
            const counted = [...(figures.get(unitId)?.facts ?? [])].map(([name, state]) => [
              name,
              state.status === 'known' ? Number(state.value.numerator) : state.status,
            ]);
            expect(Object.fromEntries(counted)).toEqual(expected(rows, index, dataDate, seesStaged));
          }
        }
    }),
    { numRuns: 60 },
  );
}, 120_000);
