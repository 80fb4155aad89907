/** What a document is held to its quotations with, and how a fault is reported. */
import type { AnchorContext, Unanchored } from './anchors.ts';
import type { Derivations } from './derivations.ts';
import type { Vocabulary } from './facts.ts';
import { escaped, plain } from './phrases.ts';
import type { RuleEntry } from './schema.ts';
import type { Source } from './source.ts';

/** Whether an answer states the phrase itself, and not a longer number or its denial. */
function says(answer: string, phrase: string): boolean {
  const stated = new RegExp(
    `(?<!không phải )(?<![\\p{L}\\d])${escaped(phrase)}(?! ?%|[.,]?[\\p{L}\\d])`,
    'u',
  );
  return stated.test(answer);
}

export function anchoringOf(vocabulary: Vocabulary, own: Derivations): AnchorContext {
  return {
    factOf: (name) => vocabulary.facts.get(name) ?? own.facts.get(name)?.definition,
    steps: [...vocabulary.scales.values()].flat(),
    names: vocabulary.names,
    complement: false,
  };
}

/** Reports what is not in the quotation; a direction that the text only implies may stand in a recorded interpretation. */
export function reportUnanchored(
  source: Source,
  found: readonly Unanchored[],
  interpretations: RuleEntry['cách hiểu'] = [],
  of?: { readonly code: string; readonly line: number },
): void {
  for (const { at, message, phrase } of found) {
    if (interpretations.some(({ đáp }) => says(plain(đáp), plain(phrase)))) continue;
    source.diagnostics.push({
      code: 'KC-006',
      severity: 'error',
      ...at,
      // A shared condition stands elsewhere than the rule whose quotation lacks its words.
      message: of === undefined || at.line >= of.line ? message : `${message}, ở quy tắc "${of.code}"`,
      fix: 'ghi đúng con số và hướng như văn bản, hoặc trích đúng câu của văn bản',
    });
  }
}
