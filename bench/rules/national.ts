/** A year of national data: 12,000 units in 12 months by 20 rules, all outcomes kept. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { loadRuleSet } from '../../engine/language/load.ts';
import { columnDecider } from '../../engine/plan/columns.ts';
import { compilePlan } from '../../engine/plan/plan.ts';
import { Table } from '../../engine/plan/table.ts';
import { Random } from '../random.ts';
import { codeOf, factsOf, indexOf, inventRuleFiles } from './rule-files.ts';

const UNITS = 12_000;
const MONTHS = 12;
const WHOLE = 10_000;

export interface NationalYear {
  /** Above the figures themselves; bytes. */
  readonly memory: number;
  /** Unit-months in a second. */
  readonly perSecond: number;
}

export function decideNationalYear(): NationalYear {
  const loaded = loadRuleSet(inventRuleFiles(1));
  if (!loaded.ok) throw new Error('the rules for measuring do not load');
  const figures = inventFigures();
  const before = memoryHeld();
  const start = performance.now();
  const plan = compilePlan(loaded.ruleSet, {
    scheme: codeOf(1),
    subject: 'đơn vị',
    year: 2022,
    lawDate: '2022-12-31',
  });
  const verdicts = columnDecider(plan, figures)();
  const seconds = (performance.now() - start) / 1000;
  const memory = memoryUsed() - before;
  return { memory, perSecond: verdicts.base.length / seconds };
}

function inventFigures(): Table {
  const random = new Random(34);
  const table = new Table(UNITS * MONTHS);
  for (const name of [indexOf(1), ...factsOf(1)]) {
    const column = table.fact(name);
    for (let row = 0; row < table.rows; row += 1)
      if (!random.oneIn(20)) column.setQuotient(row, random.below(WHOLE + 1), WHOLE);
  }
  return table;
}

/** After what nobody holds any more has been thrown away. */
function memoryHeld(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect === 'function') collect();
  return memoryUsed();
}

function memoryUsed(): number {
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
