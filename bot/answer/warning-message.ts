/** The message that warns a unit: the clause, the figures and what is left. */
import type { Signal } from '../../engine/alerts/signals.ts';
import { effectClause } from '../../engine/explain/words.ts';
import type { RuleSet } from '../../engine/model/ruleset.ts';
import type { UnitDecision } from '../decisions.ts';
import type { Block, Reply } from '../reply.ts';
import { warningSentences } from './figures.ts';
import { quoteBlock, simulatedNote, unitButtons, yearWords } from './phrases.ts';

/** @param signals at least one, gravest first */
export function warningMessage(ruleSet: RuleSet, of: UnitDecision, signals: readonly Signal[]): Reply {
  const [worst] = signals;
  const blocks: Block[] = [
    { type: 'verdict', text: headline(of, signals) },
    { type: 'list', items: warningSentences(ruleSet, of, signals) },
    ...(worst === undefined ? [] : [quoteBlock(worst.outcome.rule)]),
    ...simulatedNote(of),
  ];
  return { blocks, buttons: unitButtons(of, 'ranking') };
}

/** "CẢNH BÁO: Sở Tư pháp năm 2026 (lũy kế …) đã chạm ngưỡng không xếp hạng TỐT." */
function headline(of: UnitDecision, signals: readonly Signal[]): string {
  const [worst] = signals;
  const touched = worst?.severity === 'fired' ? 'đã chạm ngưỡng' : 'sắp chạm ngưỡng';
  const effects = signals
    .filter(({ severity }) => severity === worst?.severity)
    .flatMap(({ outcome }) => outcome.rule.effects.map(effectClause));
  return `CẢNH BÁO: ${of.unit.name} ${yearWords(of)} ${touched} “${[...new Set(effects)].join('; ')}”.`;
}
