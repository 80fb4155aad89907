/** What the ranking report is made of, from stored data and the published rules. */
import { decideUnits, type UnitDecision } from '../bot/decisions.ts';
import type { Desk } from '../bot/desk.ts';
import type { DecisionOptions } from '../bot/province.ts';
import { readPublishedAverages } from '../db/averages.ts';
import { unitsOn } from '../db/lineage.ts';
import { listBlocks, type Unit } from '../db/units.ts';
import { deriveFacts } from '../engine/decide/derive.ts';
import { civilDate } from '../engine/model/dates.ts';
import type { FactState } from '../engine/model/facts.ts';
import { dayOfYear } from '../engine/model/lineage.ts';
import type { Ratio } from '../engine/model/ratio.ts';
import type { RuleSet, Scheme } from '../engine/model/ruleset.ts';
import type { RankingReport, ReportBlock, ReportUnit, UnitYear } from '../engine/report/model.ts';
import { YEARS_SHOWN } from '../engine/report/model.ts';
import { rankingReport } from '../engine/report/ranking-report.ts';
import { type BandsNamed, bandsOf } from './bands.ts';

/** Which report is asked for. */
export interface ReportQuery {
  readonly province: string;
  readonly year: number;
  /** One block only. */
  readonly block?: string;
  /** Figures and ranks known on this day. */
  readonly dataDate?: string;
}

/** A ranking report with what its text speaks of. */
export interface RankingSource {
  readonly scheme: Scheme;
  readonly report: RankingReport;
  /** The block that the report is about alone. */
  readonly block: ReportBlock | undefined;
  readonly bands: BandsNamed | undefined;
  /** The decisions that published the ranks of the year: "199/QĐ-UBND 21/01/2020". */
  readonly publishedBy: readonly string[];
  readonly isPublished: boolean;
  readonly simulated: boolean;
}

/** @throws RangeError when no scheme is called like the province */
export async function readRanking(desk: Desk, query: ReportQuery): Promise<RankingSource> {
  const { province, year } = query;
  const scheme = desk.ruleSet.schemes.get(province);
  if (scheme === undefined) throw new RangeError(`no scheme \`${province}\``);
  const units = await unitsOfYear(desk, query);
  const decided = await decideYears(desk, units, query);
  const own = decided.get(year) ?? [];
  const blocks = await blocksOf(desk, scheme);
  const fact = desk.ruleSet.facts.get(scheme.index);
  const dataDate = query.dataDate ?? civilDate(desk.now);
  const report = rankingReport({
    year,
    blocks,
    units: reportUnits(desk.ruleSet, units, decided),
    ranks: (desk.ruleSet.facts.get(scheme.rank)?.scale ?? []).toReversed(),
    ranking: scheme.ranking,
    format: { percent: fact === undefined || fact.kind === 'ratio', rounding: scheme.ranking.rounding },
    averages: await readPublishedAverages(desk.db, { province, dataDate }),
  });
  return {
    scheme,
    report,
    block: blocks.find(({ code }) => code === query.block),
    bands: bandsOf(own),
    publishedBy: [
      ...new Set(
        own.flatMap(({ context: { publishedBy }, published }) =>
          published?.decision == null ? [] : (publishedBy ?? []),
        ),
      ),
    ],
    isPublished: own.some(({ published }) => published !== undefined),
    simulated: [...decided.values()].flat().some(({ context }) => context.simulated),
  };
}

/** The units that there are at the end of the year, or of its part that has passed, as they are then. */
export function unitsOfYear({ db, now }: Desk, { year, dataDate, ...whose }: ReportQuery): Promise<Unit[]> {
  const today = civilDate(now);
  return unitsOn(db, dayOfYear(year, today), { ...whose, dataDate: dataDate ?? today });
}

/** The blocks of a province in the order of its reports, under the names of its scheme. */
export async function blocksOf(desk: Desk, scheme: Scheme): Promise<ReportBlock[]> {
  const stored = await listBlocks(desk.db, scheme.code);
  const codes = [...new Set([...stored.map(({ code }) => code), ...scheme.blocks.keys()])];
  return codes.map((code) => ({
    code,
    name: scheme.blocks.get(code) ?? stored.find((block) => block.code === code)?.name ?? code,
  }));
}

/** The decisions of the report's own year and of those before it, by year. */
async function decideYears(
  desk: Desk,
  units: readonly Unit[],
  { year, dataDate }: ReportQuery,
): Promise<Map<number, UnitDecision[]>> {
  const options: DecisionOptions = dataDate === undefined ? {} : { dataDate };
  const decided = new Map<number, UnitDecision[]>();
  for (let back = 0; back < YEARS_SHOWN; back += 1)
    decided.set(year - back, await decideUnits(desk, units, year - back, options));
  return decided;
}

function reportUnits(
  ruleSet: RuleSet,
  units: readonly Unit[],
  decided: ReadonlyMap<number, readonly UnitDecision[]>,
): ReportUnit[] {
  const years = new Map<string, Map<number, UnitYear>>(units.map(({ id }) => [id, new Map()]));
  for (const [year, decisions] of decided)
    for (const each of decisions) years.get(each.unit.id)?.set(year, unitYear(ruleSet, each));
  return units.map(({ id, name, block }) => ({ id, name, block, years: years.get(id) ?? new Map() }));
}

function unitYear(ruleSet: RuleSet, of: UnitDecision): UnitYear {
  const { scheme, decision, published } = of;
  const valueOf = valueReader(ruleSet, of);
  const { numerator, denominator } = ruleSet.facts.get(scheme.index) ?? {};
  const rank = published?.rank ?? decision.rank ?? undefined;
  return {
    ...known('appraised', valueOf(numerator)),
    ...known('standard', valueOf(denominator)),
    ...known('index', decision.index.status === 'known' ? decision.index.value : undefined),
    ...(rank === undefined ? {} : { rank }),
    isPublished: published !== undefined,
    parting: scheme.ranking.tieBreakers.map(({ fact }) => valueOf(fact)),
  };
}

function known<Key extends string>(key: Key, value: Ratio | undefined): { readonly [K in Key]?: Ratio } {
  return (value === undefined ? {} : { [key]: value }) as { readonly [K in Key]?: Ratio };
}

/** The value of a fact in a decision: supplied, made of others, or worked out by a document. */
function valueReader(ruleSet: RuleSet, { decision }: UnitDecision): (fact?: string) => Ratio | undefined {
  const derived = deriveFacts(ruleSet.facts, decision.request.facts);
  return (fact) => {
    if (fact === undefined) return undefined;
    const states: (FactState | undefined)[] = [
      derived.get(fact),
      decision.calculated.find(({ calculation }) => calculation.fact === fact)?.state,
    ];
    const state = states.find((each) => each?.status === 'known');
    return state?.status === 'known' ? state.value : undefined;
  };
}
