/** The message that what was said of a unit no longer holds. */
import type { ToldState } from '../../db/told.ts';
import { rankWords, stateWords } from '../../engine/explain/words.ts';
import { civilDate, vietnameseDate } from '../../engine/model/dates.ts';
import type { FactState } from '../../engine/model/facts.ts';
import type { RuleSet } from '../../engine/model/ruleset.ts';
import type { UnitDecision } from '../decisions.ts';
import type { Block, Reply } from '../reply.ts';
import type { Verdict } from '../told.ts';
import { simulatedNote, unitButtons, yearWords } from './phrases.ts';

export interface FigureChange {
  readonly fact: string;
  readonly from: FactState;
  readonly to: FactState;
}

export interface CorrectionTold {
  readonly was: ToldState;
  readonly now: Verdict;
  readonly after: UnitDecision;
  readonly changes: readonly FigureChange[];
  /** The file or source of the new figures. */
  readonly source: string;
}

export function correctionMessage(ruleSet: RuleSet, told: CorrectionTold): Reply {
  const { now, after } = told;
  const blocks: Block[] = [
    {
      type: 'verdict',
      text: `ĐÍNH CHÍNH: ${after.unit.name} ${yearWords(after)} nay ${verdictWords(now)}.`,
    },
    ...correctionBlocks(ruleSet, told),
    ...simulatedNote(after),
  ];
  return { blocks, buttons: unitButtons(after, '') };
}

/** What was said on which day, what is different now, and which figures have changed. */
export function correctionBlocks(ruleSet: RuleSet, told: CorrectionTold): Block[] {
  const { was, now, changes, source } = told;
  const on = vietnameseDate(civilDate(new Date(was.at)));
  const figures = changes.flatMap(({ fact, from, to }) => {
    const definition = ruleSet.facts.get(fact);
    if (definition === undefined) return [];
    const words = (state: FactState): string =>
      state.status === 'missing' ? 'chưa có' : stateWords(definition, state);
    return [`${fact.charAt(0).toUpperCase()}${fact.slice(1)}: ${words(from)} → ${words(to)}.`];
  });
  return [
    { type: 'text', text: `Ngày ${on} đã báo: ${verdictWords(was)}.${differences(was, now)}` },
    ...(figures.length === 0 ? [] : [{ type: 'list' as const, items: figures }]),
    { type: 'text', text: `Nguồn của số liệu mới: ${source}.` },
  ];
}

function verdictWords({ rank, possibleRanks }: Verdict): string {
  if (rank !== null) return rankWords(rank);
  return possibleRanks.length === 0 ? 'chưa xếp hạng được' : `có thể xếp hạng ${possibleRanks.join(', ')}`;
}

/** Effects that have come and gone: "Thêm: đơn vị không xếp hạng TỐT. Không còn: …" */
function differences(was: Verdict, now: Verdict): string {
  const key = (effect: Verdict['effects'][number]): string => JSON.stringify(effect);
  const [before, after] = [was, now].map(({ effects }) => new Set(effects.map(key)));
  const words = (effects: Verdict['effects']): string =>
    [...new Set(effects.map(([, on, clause]) => `${on} ${clause}`))].join('; ');
  const come = words(now.effects.filter((effect) => before?.has(key(effect)) === false));
  const gone = words(was.effects.filter((effect) => after?.has(key(effect)) === false));
  return `${come === '' ? '' : ` Nay có thêm: ${come}.`}${gone === '' ? '' : ` Không còn: ${gone}.`}`;
}
