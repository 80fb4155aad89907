/** "Các năm qua thế nào?" */
import { decideUnit, type UnitDecision } from '../decisions.ts';
import { mayKnow } from '../rights.ts';
import type { Told, UnitAsk } from './ask.ts';
import { indexOf, simulatedNote, standingRank, unitButtons } from './phrases.ts';
import { noData } from './status.ts';
import { knownYears } from './years.ts';

/** Years shown at first sight. */
const MOST = 6;

export async function history(ask: UnitAsk): Promise<Told> {
  const { desk, unit, caller } = ask;
  const years = await knownYears(desk, caller, unit, ask.at.dataDate);
  const shown = years.all.slice(0, MOST);
  if (shown.length === 0) return noData(unit.name, null, []);
  const decisions: UnitDecision[] = [];
  for (const year of shown) decisions.push(await decideUnit(desk, unit, year, ask.at));
  const rows = decisions.map((of) => [
    String(of.decision.request.year),
    standingRank(of) ?? 'chưa xếp hạng',
    indexOf(of) ?? '–',
    of.context.standing ?? '',
  ]);
  const [latest] = decisions.filter(({ published }) => published !== undefined);
  return {
    reply: {
      blocks: [
        { type: 'verdict', text: `${unit.name}: ${trend(decisions)}.` },
        { type: 'table', header: ['Năm', 'Xếp hạng', 'Chỉ số', 'Trạng thái'], rows },
        ...(mayKnow(caller, unit) ? simulatedNote(...decisions) : []),
      ],
      buttons: latest === undefined ? [] : unitButtons(latest, 'history'),
    },
    decisions,
  };
}

/** Published ranks, oldest first: "TỐT (2017), TỐT (2018), KHÁ (2019)". */
function trend(decisions: readonly UnitDecision[]): string {
  const published = decisions.filter((of) => of.published !== undefined).toReversed();
  if (published.length === 0) return 'chưa có năm nào được công bố xếp hạng';
  return published.map((of) => `${of.published?.rank ?? ''} (${of.decision.request.year})`).join(' → ');
}
