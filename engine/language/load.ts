/** Source files to a rule set: the one way in which rules enter the system. */
import { createHash } from 'node:crypto';
import type { LegalDocument, Rule, RuleSet, Scheme, SourceFile } from '../model/ruleset.ts';
import { normalize } from '../model/text.ts';
import type { Diagnostic } from './diagnostics.ts';
import { readDocument } from './document.ts';
import { readVocabulary, type Vocabulary } from './facts.ts';
import { Source } from './source.ts';

export type Loaded =
  | { readonly ok: true; readonly ruleSet: RuleSet; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const CASES = /\.cases\.ya?ml$/;
const FACTS = /(?:^|\/)facts\.ya?ml$/;

export function isCasesFile(path: string): boolean {
  return CASES.test(path);
}

export function isFactsFile(path: string): boolean {
  return FACTS.test(path);
}

/**
 * Reads rule files (cases files among them are passed over) into one rule set. Nothing is used unless all of
 * it is right: any error leaves `ok` false and says what to mend.
 */
export function loadRuleSet(files: readonly SourceFile[]): Loaded {
  const sources = files.filter((file) => !isCasesFile(file.path)).map((file) => Source.read(file));
  const vocabulary = loadVocabulary(sources);
  if (vocabulary === undefined)
    return { ok: false, diagnostics: sources.flatMap((source) => source.diagnostics) };
  const documents: LegalDocument[] = [];
  const rules: Rule[] = [];
  const schemes = new Map<string, Scheme>();
  const codes = new Map<string, string>();
  for (const source of sources) {
    if (isFactsFile(source.file) || source.data === undefined) continue;
    const read = readDocument(source, vocabulary);
    if (read === undefined) continue;
    claim(codes, source, ['văn bản', 'mã'], `văn bản ${read.document.code}`);
    if (read.scheme !== undefined) {
      claim(codes, source, ['phương án xếp hạng', 'mã'], `phương án ${read.scheme.code}`);
      schemes.set(read.scheme.code, read.scheme);
    }
    for (const rule of read.rules) claimRule(codes, source, rule);
    documents.push(read.document);
    rules.push(...read.rules);
  }
  const placed = documents.map((document) => placeInScheme(document, schemes));
  for (const document of placed) checkScheme(document, schemes, sources);
  const diagnostics = sources.flatMap((source) => source.diagnostics);
  if (diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return { ok: false, diagnostics };
  const byCode = new Map(placed.map((document) => [document.code, document]));
  const ruleSet: RuleSet = {
    hash: hashFiles(files),
    facts: vocabulary.facts,
    constraints: vocabulary.constraints,
    schemes,
    documents: placed,
    rules: rules.map((rule) => ({ ...rule, document: byCode.get(rule.document.code) ?? rule.document })),
  };
  return { ok: true, ruleSet, diagnostics };
}

function loadVocabulary(sources: readonly Source[]): Vocabulary | undefined {
  const [source, ...more] = sources.filter((candidate) => isFactsFile(candidate.file));
  if (source === undefined) {
    const first = sources[0];
    first?.report('KC-003', [], 'không có tệp facts.yaml', 'thêm rules/facts.yaml khai báo các dữ kiện');
    return undefined;
  }
  for (const other of more) other.report('KC-008', [], `đã có ${source.file}`, 'giữ một tệp facts.yaml');
  return source.data === undefined ? undefined : readVocabulary(source);
}

function claim(
  codes: Map<string, string>,
  source: Source,
  path: readonly (string | number)[],
  code: string,
): void {
  const earlier = codes.get(code);
  if (earlier !== undefined)
    source.report('KC-008', path, `mã "${code}" đã dùng trong ${earlier}`, 'đặt một mã khác');
  codes.set(code, source.file);
}

function claimRule(codes: Map<string, string>, source: Source, rule: Rule): void {
  const earlier = codes.get(rule.id);
  if (earlier !== undefined) {
    source.diagnostics.push({
      code: 'KC-008',
      severity: 'error',
      ...rule.at,
      message: `mã "${rule.id}" đã dùng`,
      fix: 'đặt một mã khác',
    });
  }
  codes.set(rule.id, source.file);
}

/** A document that names no scheme belongs to the one that its folder is called after, else to all. */
function placeInScheme(document: LegalDocument, schemes: ReadonlyMap<string, Scheme>): LegalDocument {
  const folder = document.file.split('/').at(-2) ?? '';
  return document.scheme === undefined && schemes.has(folder) ? { ...document, scheme: folder } : document;
}

function checkScheme(
  document: LegalDocument,
  schemes: ReadonlyMap<string, Scheme>,
  sources: readonly Source[],
): void {
  if (document.scheme === undefined || schemes.has(document.scheme)) return;
  const source = sources.find((candidate) => candidate.file === document.file);
  const known = [...schemes.keys()].join(', ');
  source?.report(
    'KC-011',
    ['văn bản', 'phương án'],
    `không có phương án xếp hạng "${document.scheme}"`,
    known === '' ? 'khai báo "phương án xếp hạng"' : `dùng một trong: ${known}`,
  );
}

/** SHA-256 (hex) over the normalised text of the rule files, in the order of their paths. */
export function hashFiles(files: readonly SourceFile[]): string {
  const hash = createHash('sha256');
  const ruleFiles = files.filter((file) => !isCasesFile(file.path));
  for (const file of [...ruleFiles].sort((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(`${file.path}\u0000${normalize(file.text)}\u0000`);
  }
  return hash.digest('hex');
}
