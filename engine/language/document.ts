/** One rule file of a legal document. */
import type { DerivedFact, Duty, LegalDocument, Rule, Scheme } from '../model/ruleset.ts';
import { Derivations } from './derivations.ts';
import { readHead, readScheme } from './document-head.ts';
import type { Vocabulary } from './facts.ts';
import { readRule } from './rule.ts';
import { documentFile } from './schema.ts';
import { shape } from './shape.ts';
import type { Source } from './source.ts';

export interface ReadDocument {
  readonly document: LegalDocument;
  readonly scheme?: Scheme;
  readonly rules: readonly Rule[];
  readonly duties: readonly Duty[];
  readonly derived: ReadonlyMap<string, DerivedFact>;
}

/** The document with its rules, or undefined; every fault is reported on the source. */
export function readDocument(source: Source, vocabulary: Vocabulary): ReadDocument | undefined {
  const file = shape(source, documentFile);
  if (file === undefined) return undefined;
  const document = readHead(source, file['văn bản']);
  const scheme = file['phương án xếp hạng'];
  const derivations = new Derivations();
  const named = new Map(
    Object.entries(file['điều kiện'] ?? {}).map(([name, entry]) => [
      name,
      { path: ['điều kiện', name], entry },
    ]),
  );
  const context = { source, vocabulary, derivations, named, within: [], document };
  const read = (file['quy tắc'] ?? []).map((entry, index) => readRule(context, ['quy tắc', index], entry));
  return {
    document,
    ...(scheme === undefined ? {} : { scheme: readScheme(source, scheme, document, vocabulary) }),
    rules: read.flatMap(({ rules }) => rules),
    duties: read.flatMap(({ duties }) => duties),
    derived: derivations.facts,
  };
}
