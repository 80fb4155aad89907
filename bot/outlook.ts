/** The outlook of one unit's late rate, from its dossiers where they are held, else from its monthly totals. */
import { dossierFigures, horizonOfUnit } from '../db/dossiers/figures.ts';
import { dossierFlow } from '../db/dossiers/flow.ts';
import { type OpenDossier, openDossiers } from '../db/dossiers/open.ts';
import { readObservations } from '../db/observations.ts';
import type { Observation } from '../db/roll-up.ts';
import type { Unit } from '../db/units.ts';
import { calculationsInForce } from '../engine/decide/calculations.ts';
import { lateCounting } from '../engine/decide/late.ts';
import { comparisons } from '../engine/decide/literals.ts';
import { partsOf } from '../engine/model/calculation.ts';
import { type CivilDate, civilDate, civilDay, yearOf } from '../engine/model/dates.ts';
import { dayOf } from '../engine/model/day-counts.ts';
import type { Decision } from '../engine/model/decision.ts';
import { type Clock, DOSSIER_FACTS, isPaused, limitOf } from '../engine/model/dossier.ts';
import type { Interval } from '../engine/model/interval.ts';
import type { FlowCounts, LateRate, OpenCount, Outlook, OutlookInput } from '../engine/model/outlook.ts';
import { outlook } from '../engine/outlook/outlook.ts';
import type { Desk } from './desk.ts';

const LATE_RATE = 'tỷ lệ hồ sơ trễ hạn';

export interface UnitOutlook {
  /** Undefined where the document counts by limits, which no projection here does. */
  readonly outlook: Outlook | undefined;
  readonly simulated: boolean;
  /** In the order of their limits; undefined where only totals are held. */
  readonly open: readonly OpenDossier[] | undefined;
  /** The day that the figures tell of; undefined where there are none. */
  readonly through: CivilDate | undefined;
  /** The last day whose limits are over, where dossiers are held. */
  readonly passed?: CivilDate;
}

/** Of the year that runs. @param decision of the unit in that year, whose thresholds matter */
export async function outlookOf(desk: Desk, unit: Unit, decision: Decision): Promise<UnitOutlook> {
  const today = civilDate(desk.now);
  const year = yearOf(today);
  const counted = await dossierFigures(desk.db, { unitIds: [unit.id], year, dataDate: today });
  const figures = counted.get(unit.id);
  const source = figures?.get(DOSSIER_FACTS.resolved)?.at(-1)?.source;
  const thresholds = thresholdsOf(decision);
  const { rate, clock } = declaredRate(desk, decision);
  if (source === undefined) {
    const [flow, lastYear] = await Promise.all([totalsOf(desk, unit, year), totalsOf(desk, unit, year - 1)]);
    const through = flow.counts.at(-1)?.period;
    const input = {
      dataDate: today,
      flow: flow.counts,
      lastYear: lastYear.counts,
      thresholds,
      simulated: flow.simulated || lastYear.simulated,
    };
    return { ...told(desk, rate, input), open: undefined, through };
  }
  const through = source.through ?? today;
  const query = { unitId: unit.id, dataDate: today, clock };
  const [flow, before, open] = await Promise.all([
    dossierFlow(desk.db, { ...query, from: `${year}-01-01`, to: through }),
    dossierFlow(desk.db, { ...query, from: `${year - 1}-01-01`, to: `${year - 1}-12-31` }),
    openDossiers(desk.db, { unitId: unit.id, dataDate: today }),
  ]);
  const input = {
    dataDate: through,
    flow,
    lastYear: byMonth(before),
    open: openCounts(open, clock),
    thresholds,
    simulated: source.simulated,
  };
  const passed =
    (await horizonOfUnit(desk.db, { unitIds: [unit.id], year, dataDate: today }))?.passed ?? through;
  return { ...told(desk, rate, input), open, through, passed };
}

function told(
  { ruleSet }: Desk,
  rate: LateRate | undefined,
  input: Omit<OutlookInput, 'rate'>,
): Pick<UnitOutlook, 'outlook' | 'simulated'> {
  const { simulated } = input;
  return { outlook: rate && outlook({ ...input, rate }, ruleSet.calendar), simulated };
}

/** How the documents of the unit and year count late dossiers. */
function declaredRate(
  { ruleSet }: Desk,
  { request: { scheme, lawDate } }: Decision,
): { readonly rate: LateRate | undefined; readonly clock: Clock } {
  const { clock, by } = lateCounting(ruleSet, scheme, lawDate);
  const calculation = calculationsInForce(ruleSet, scheme, lawDate).get(LATE_RATE);
  const { top, bottom } = partsOf(ruleSet.facts.get(LATE_RATE) ?? {}, calculation) ?? { top: [], bottom: [] };
  const denominator = DENOMINATORS.find(([, facts]) => facts.join() === [...bottom].sort().join())?.[0];
  if (by === 'due' || denominator === undefined) return { rate: undefined, clock };
  const numerator = top.includes(DOSSIER_FACTS.overdue) ? 'late and overdue' : 'late';
  return { rate: { numerator, denominator }, clock };
}

const DENOMINATORS: readonly (readonly [LateRate['denominator'], readonly string[]])[] = [
  ['resolved', [DOSSIER_FACTS.resolved]],
  ['resolved and overdue', [DOSSIER_FACTS.overdue, DOSSIER_FACTS.resolved].sort()],
  ['received', [DOSSIER_FACTS.received]],
];

/** Where rules that decide units have a rate from which on they hold. */
function thresholdsOf({ rules }: Decision): Interval[] {
  const all = rules
    .filter(({ rule }) => rule.subjects.includes('đơn vị'))
    .flatMap(({ rule }) => [...comparisons(rule.when)])
    .filter(({ fact, interval }) => fact === LATE_RATE && interval.low !== undefined);
  return [...new Map(all.map(({ interval, phrase }) => [phrase, interval])).values()];
}

function byMonth(days: readonly FlowCounts[]): FlowCounts[] {
  const months = Map.groupBy(days, ({ period }) => period.slice(0, 7));
  const sum = (of: readonly FlowCounts[], what: 'received' | 'resolved' | 'late'): number =>
    of.reduce((total, each) => total + each[what], 0);
  return [...months].map(([period, of]) => ({
    period,
    received: sum(of, 'received'),
    resolved: sum(of, 'resolved'),
    late: sum(of, 'late'),
  }));
}

/** Those whose clock runs, by the day of their limit. */
function openCounts(open: readonly OpenDossier[], clock: Clock): OpenCount[] {
  const running = open.flatMap((each) => (isPaused(each) ? [] : (limitOf(each, clock) ?? [])));
  const days = Map.groupBy(running, (due) => civilDay(dayOf(due)));
  return [...days].map(([due, of]) => ({ due, count: of.length }));
}

/** The monthly totals of a year, for the months of which all three are known. */
async function totalsOf(
  { db, ruleSet, now }: Desk,
  { id }: Unit,
  year: number,
): Promise<{ readonly counts: readonly FlowCounts[]; readonly simulated: boolean }> {
  const names = [DOSSIER_FACTS.received, DOSSIER_FACTS.resolved, DOSSIER_FACTS.late] as const;
  const facts = new Map([...ruleSet.facts].filter(([name]) => (names as readonly string[]).includes(name)));
  const query = { unitIds: [id], subject: 'đơn vị' as const, year, dataDate: civilDate(now), facts };
  const observed = (await readObservations(db, query)).get(id);
  const [received, resolved, late] = names.map((name) => valuesOf(observed?.get(name) ?? []));
  const months = [...(resolved?.keys() ?? [])].filter((month) => month.length === 'yyyy-mm'.length).sort();
  const counts = months.flatMap((period): FlowCounts[] => {
    const known = { resolved: resolved?.get(period), late: late?.get(period) };
    if (known.resolved === undefined || known.late === undefined) return [];
    // What came in matters to a rate over received dossiers alone, which no document here asks for without supplying it.
    return [
      {
        period,
        received: received?.get(period) ?? known.resolved,
        resolved: known.resolved,
        late: known.late,
      },
    ];
  });
  const all = [...(observed?.values() ?? [])].flat();
  return { counts, simulated: all.some(({ source }) => source.simulated) };
}

function valuesOf(observations: readonly Observation[]): Map<string, number> {
  return new Map(
    observations.flatMap(({ state, source }): [string, number][] =>
      state.status === 'known' ? [[source.period, Number(state.value.numerator)]] : [],
    ),
  );
}
