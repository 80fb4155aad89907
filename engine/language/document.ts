/** One rule file of a legal document. */
import type { Calculation } from '../model/calculation.ts';
import type { LateDeclaration } from '../model/late.ts';
import type { DerivedFact, Duty, LegalDocument, Rule, Scheme } from '../model/ruleset.ts';
import type { Scorecard } from '../model/scorecard.ts';
import { anchoringOf, reportUnanchored } from './anchoring.ts';
import { unanchored } from './anchors.ts';
import { readCalculation } from './calculation.ts';
import { type NamedCondition, type NamedConditions, readCondition } from './conditions.ts';
import { Derivations } from './derivations.ts';
import { readHead } from './document-head.ts';
import type { Vocabulary } from './facts.ts';
import { readLate } from './late.ts';
import { type RuleContext, readRule } from './rule.ts';
import { type DocumentFile, documentFile, type RuleEntry } from './schema.ts';
import { readScheme } from './scheme.ts';
import { readScorecard } from './scorecard.ts';
import { shape } from './shape.ts';
import type { Source } from './source.ts';

export interface ReadDocument {
  readonly document: LegalDocument;
  readonly scheme?: Scheme;
  readonly rules: readonly Rule[];
  readonly duties: readonly Duty[];
  readonly calculations: readonly Calculation[];
  readonly late: readonly LateDeclaration[];
  readonly scorecards: readonly Scorecard[];
  readonly derived: ReadonlyMap<string, DerivedFact>;
  /** The ids of all entries of `quy tắc`, also of those that are at fault. */
  readonly written: readonly string[];
}

/** The document with its rules, or undefined; every fault is reported on the source. */
export function readDocument(source: Source, vocabulary: Vocabulary): ReadDocument | undefined {
  const file = shape(source, documentFile);
  if (file === undefined) return undefined;
  const document = readHead(source, file['văn bản']);
  const scheme = file['phương án xếp hạng'];
  const derivations = new Derivations();
  const named = namedIn(file['điều kiện'] ?? {});
  const ruleConditions = conditionsOf(file['quy tắc'] ?? []);
  const context = { source, vocabulary, derivations, named, ruleConditions, document };
  const calculations = (file['cách tính'] ?? []).flatMap(
    (entry, index) => readCalculation(context, ['cách tính', index], entry) ?? [],
  );
  const late = (file['hồ sơ trễ hạn'] ?? []).flatMap(
    (entry, index) => readLate(context, ['hồ sơ trễ hạn', index], entry) ?? [],
  );
  const scorecards = (file['bảng tiêu chí'] ?? []).map((entry, index) =>
    readScorecard(context, ['bảng tiêu chí', index], entry),
  );
  checkDefinitions(context, file['điều kiện'] ?? {});
  const read = (file['quy tắc'] ?? []).map((entry, index) => readRule(context, ['quy tắc', index], entry));
  return {
    document,
    ...(scheme === undefined ? {} : { scheme: readScheme(source, scheme, document, vocabulary) }),
    rules: read.flatMap(({ rules }) => rules),
    duties: read.flatMap(({ duties }) => duties),
    calculations,
    late,
    scorecards,
    derived: derivations.facts,
    written: (file['quy tắc'] ?? []).map(({ mã }) => `${document.code}/${mã}`),
  };
}

/** The condition of each rule by its code, without the cases that the rule itself leaves out. */
function conditionsOf(entries: readonly RuleEntry[]): NamedConditions {
  return new Map(
    entries.flatMap(({ mã, khi, trích, ...entry }, index) => {
      if (khi === undefined) return [];
      const unless = entry['trừ trường hợp'];
      return [
        [
          mã,
          {
            path: ['quy tắc', index, 'khi'],
            entry: khi,
            ...(unless === undefined
              ? {}
              : { unless: { path: ['quy tắc', index, 'trừ trường hợp'], entry: unless } }),
            quote: trích.replaceAll('**', ''),
            clause: entry['căn cứ'],
          },
        ],
      ];
    }),
  );
}

/** Conditions by name: the condition alone, or under `khi` with the clause and the words that define it. */
function namedIn(entries: NonNullable<DocumentFile['điều kiện']>): NamedConditions {
  return new Map(
    Object.entries(entries).map(([name, entry]): [string, NamedCondition] => {
      if (!isDefinition(entry)) return [name, { path: ['điều kiện', name], entry }];
      const { khi, trích, 'căn cứ': clause } = entry;
      const quote = trích.replaceAll('**', '');
      return [
        name,
        { path: ['điều kiện', name, 'khi'], entry: khi, quote, ...(clause === undefined ? {} : { clause }) },
      ];
    }),
  );
}

function isDefinition(
  entry: NonNullable<DocumentFile['điều kiện']>[string],
): entry is Extract<typeof entry, { trích: string }> {
  return typeof entry.trích === 'string' && typeof entry.khi === 'object' && !Array.isArray(entry.khi);
}

/** Definitions are held to their own words once, where they stand. */
function checkDefinitions(context: RuleContext, entries: NonNullable<DocumentFile['điều kiện']>): void {
  for (const [name, entry] of Object.entries(entries)) {
    if (!isDefinition(entry)) continue;
    const own = new Derivations();
    const condition = readCondition({ ...context, derivations: own }, ['điều kiện', name, 'khi'], entry.khi);
    if (condition === undefined) continue;
    const quote = entry.trích.replaceAll('**', '');
    const found = [condition, ...own.inner].flatMap((part) =>
      unanchored(part, quote, anchoringOf(context.vocabulary, own)),
    );
    reportUnanchored(context.source, found, entry['cách hiểu']);
  }
}
