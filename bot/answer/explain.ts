/** "Vì sao?": from the figures through every condition to the rank and its effects. */
import { movesRank } from '../../engine/decide/ranks.ts';
import { stateWords, indexFigure as valueOfIndex, valueWords } from '../../engine/explain/words.ts';
import type { RuleOutcome } from '../../engine/model/decision.ts';
import type { Ratio } from '../../engine/model/ratio.ts';
import { decideUnit, type UnitDecision } from '../decisions.ts';
import type { Block } from '../reply.ts';
import { mayKnow } from '../rights.ts';
import type { Told, UnitAsk } from './ask.ts';
import { knownParts, ruleSentences } from './figures.ts';
import { lineageBlocks } from './lineage.ts';
import { unscored } from './losses.ts';
import {
  differsFromPublished,
  effectsWords,
  quoteBlock,
  simulatedNote,
  underCurrentLaw,
  unitButtons,
  yearWords,
} from './phrases.ts';
import { noData } from './status.ts';
import { yearMeant } from './years.ts';

export async function explain(ask: UnitAsk): Promise<Told> {
  const { desk, unit, caller } = ask;
  const { year, known } = await yearMeant(ask);
  if (year === undefined) return noData(unit.name, ask.year, known);
  const of = await decideUnit(desk, unit, year, ask.at);
  const internal = mayKnow(caller, unit);
  const onUnit = of.decision.rules.filter(({ rule }) => !isBand(rule) && rule.subjects.includes('đơn vị'));
  const items = [...ruleSentences(desk.ruleSet, of, onUnit), ...(internal ? onPeople(of) : [])];
  const deciding = decidingRule(of);
  const blocks: Block[] = [
    { type: 'verdict', text: `${of.unit.name} ${yearWords(of)}: ${bandSentence(ask, of)}` },
    ...(items.length === 0 ? [] : [{ type: 'list' as const, items }]),
    ...(deciding === undefined ? [] : [quoteBlock(deciding.rule)]),
    ...(internal && deciding === undefined ? underCurrentLaw(of) : []),
    ...lineageBlocks(of),
    ...simulatedNote(of),
  ];
  return { reply: { blocks, buttons: unitButtons(of, 'explain') }, decisions: [of] };
}

/** What follows for people from the rank, or that nothing can be said yet. */
function onPeople({ decision }: UnitDecision): string[] {
  const rules = decision.rules.filter(({ rule }) => !rule.subjects.includes('đơn vị'));
  if (rules.length === 0) return [];
  const effects = decision.effects.filter(({ on }) => on !== 'đơn vị');
  const unsettled = rules.some(({ outcome }) => outcome === 'unknown');
  if (effects.length > 0) return [`Hệ quả: ${effectsWords(effects)}.`];
  return [
    unsettled
      ? 'Hệ quả với người đứng đầu, tập thể: chưa xác định vì chưa có đủ xếp hạng.'
      : 'Hệ quả với người đứng đầu, tập thể: không có.',
  ];
}

function isBand(rule: RuleOutcome['rule']): boolean {
  return rule.effects.some(({ kind }) => kind === 'band');
}

/** The rule that set the rank: one that moves it and holds, else the band taken. */
function decidingRule({ decision }: UnitDecision): RuleOutcome | undefined {
  const holding = decision.rules.filter(({ outcome }) => outcome === 'true');
  const changing = holding.find(({ rule }) => movesRank(rule));
  return changing ?? holding.find(({ rule }) => isBand(rule));
}

/** The band and why: the condition that holds, and the next higher one that does not. */
function bandSentence(ask: UnitAsk, of: UnitDecision): string {
  const { decision } = of;
  const bands = decision.rules.filter(({ rule }) => isBand(rule));
  const taken = bands.findIndex(({ outcome }) => outcome === 'true');
  const [condition] = bands[taken]?.conditions ?? [];
  const published = of.published === undefined ? '' : ` Đã công bố: ${of.published.rank}.`;
  if (decision.index.status === 'known' && bands.length === 0)
    return `${indexFigure(ask, of, decision.index.value)}; quy định không chia chỉ số thành các mức.${published}`;
  if (decision.index.status === 'bounded' && decision.possibleRanks.length > 0) {
    const fact = ask.desk.ruleSet.facts.get(of.scheme.index);
    const range = fact === undefined ? '' : ` ${stateWords(fact, decision.index)}`;
    const lacking = of.sheet === undefined ? [] : unscored(of.sheet);
    const names = lacking.length === 0 ? '' : ` Chưa có điểm: ${lacking.join('; ')}.`;
    return `${of.scheme.index}${range}, có thể xếp hạng ${decision.possibleRanks.join(', ')}.${names}${published}`;
  }
  if (decision.index.status !== 'known' || condition === undefined || decision.baseRank === null) {
    return `chưa tính được mức theo chỉ số vì chưa có ${of.scheme.index}.${published}`;
  }
  const [above] = bands[taken - 1]?.conditions ?? [];
  const short =
    above === undefined
      ? ''
      : ` nhưng không ${above.comparison.phrase} (mức ${bands[taken - 1]?.rule.effects.map((effect) => ('rank' in effect ? effect.rank : '')).join('') ?? ''})`;
  const adjusted =
    decision.rank !== null && decision.rank !== decision.baseRank
      ? `; sau khi xét các quy định bên dưới là ${decision.rank}`
      : '';
  return `mức theo chỉ số là ${decision.baseRank}, vì ${indexFigure(ask, of, decision.index.value)} ${condition.comparison.phrase}${short}${adjusted}.${differsFromPublished(of) ? ` Hạng đã công bố là ${of.published?.rank ?? ''} và không thay đổi.` : ''}`;
}

/** "chỉ số CCHC 79,25% (79,25 điểm / 100 điểm)", with the parts where the index was made of them. */
function indexFigure({ desk: { ruleSet } }: UnitAsk, of: UnitDecision, index: Ratio): string {
  const fact = ruleSet.facts.get(of.scheme.index);
  const figure = `${of.scheme.index} ${valueOfIndex(fact, index, of.scheme.ranking.rounding)}`;
  const parts = fact === undefined ? undefined : knownParts(of, fact, index);
  const top = ruleSet.facts.get(fact?.numerator ?? '');
  const bottom = ruleSet.facts.get(fact?.denominator ?? '');
  return parts === undefined || top === undefined || bottom === undefined
    ? figure
    : `${figure} (${valueWords(top, parts.top)} / ${valueWords(bottom, parts.bottom)})`;
}
