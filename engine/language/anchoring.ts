/** What a document is held to its quotations with, and how a fault is reported. */
import type { AnchorContext, Unanchored } from './anchors.ts';
import type { Derivations } from './derivations.ts';
import type { Vocabulary } from './facts.ts';
import { plain } from './phrases.ts';
import type { RuleEntry } from './schema.ts';
import type { Source } from './source.ts';

export function anchoringOf(vocabulary: Vocabulary, own: Derivations): AnchorContext {
  return {
    factOf: (name) => vocabulary.facts.get(name) ?? own.facts.get(name)?.definition,
    steps: [...vocabulary.scales.values()].flat(),
    namesOf: namesOf(vocabulary),
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
    if (interpretations.some(({ đáp }) => plain(đáp).includes(plain(phrase)))) continue;
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

/**
 * A ratio is named by its own name and by what it is a share of: "5% hồ sơ trễ hạn" is the rate of late dossiers. Names
 * of one word ("điểm") say too little, units ("hồ sơ") stand behind any number, and ranks are named in every clause.
 */
function namesOf({ facts }: Vocabulary): AnchorContext['namesOf'] {
  const units = new Set([...facts.values()].map(({ unit }) => unit.toLowerCase()));
  return [...facts.values()]
    .filter(({ scale }) => scale === undefined)
    .map(({ name, kind, aliases, numerator, denominator }) => ({
      fact: name,
      isDate: kind === 'date',
      names: [name, ...aliases, ...[numerator, denominator].filter((part) => part !== undefined)]
        .map((each) => each.toLowerCase())
        .filter((each) => each.includes(' ') && !units.has(each)),
    }));
}
