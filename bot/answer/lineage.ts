/** What an answer says of the units behind its figures, of what they leave unknown, and of what a person has to decide. */
import { vietnameseDate } from '../../engine/model/dates.ts';
import type { UnitDecision } from '../decisions.ts';
import { gapWords } from '../lineage-words.ts';
import type { Block } from '../reply.ts';

/** Nothing for a unit that others did not go into, and that did not come of another. */
export function lineageBlocks(of: UnitDecision): Block[] {
  const sentences = [...sourceSentences(of), ...gapSentences(of)];
  return [
    ...(sentences.length === 0 ? [] : [{ type: 'list' as const, items: sentences }]),
    ...personBlocks(of),
  ];
}

/** Each unit whose months count, with the months and the files. */
function sourceSentences({ figures }: UnitDecision): string[] {
  const all = [...(figures?.figures.values() ?? [])].filter(({ gap }) => gap === undefined);
  const joined = all.flatMap(({ sources }) => sources).filter(({ unit }) => unit !== undefined);
  return [...Map.groupBy(joined, ({ unit }) => unit ?? '')].map(([unit, sources]) => {
    const periods = [...new Set(sources.map(({ period }) => period))].sort().map(vietnameseDate);
    const files = [...new Set(sources.map(({ fileName }) => fileName))].join(', ');
    return `Số liệu đã cộng cả của ${unit}: ${periods.join(', ')} (nguồn: ${files}).`;
  });
}

function gapSentences({ figures }: UnitDecision): string[] {
  const told = [...(figures?.figures ?? [])].flatMap(([fact, { gap }]) =>
    gap === undefined ? [] : [{ fact, words: gapWords(gap) }],
  );
  return [...Map.groupBy(told, ({ words }) => words)].map(([words, facts]) => {
    const names = facts.map(({ fact }) => fact).join(', ');
    return `${names.charAt(0).toUpperCase()}${names.slice(1)}: ${words}.`;
  });
}

function personBlocks({ decision }: UnitDecision): Block[] {
  const question = decision.request.interrupted?.question;
  const work = decision.openWork.find((each) => each.question === question);
  return work === undefined
    ? []
    : [{ type: 'note', text: `Cần người quyết định (${work.role}): ${work.question}` }];
}
