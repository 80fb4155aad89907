/** Source files to a rule set: the one way in which rules enter the system. */
import { createHash } from 'node:crypto';
import { placedLate } from '../model/late.ts';
import {
  bandingOf,
  type LegalDocument,
  type Position,
  type RuleSet,
  type Scheme,
  type SourceFile,
} from '../model/ruleset.ts';
import { normalize } from '../model/text.ts';
import { NO_CALENDAR, type WorkingCalendar } from '../model/working-days.ts';
import { readCalendar } from './calendar.ts';
import type { Diagnostic } from './diagnostics.ts';
import { type ReadDocument, readDocument } from './document.ts';
import { readVocabulary, type Vocabulary } from './facts.ts';
import { withoutBroken, withWiderShares } from './late-domains.ts';
import { folderOf, rankedFacts, withOwnRanks } from './own-scheme.ts';
import { checkScorecards } from './scorecards-of-schemes.ts';
import { Source } from './source.ts';
import { didYouMean } from './suggest.ts';

export type Loaded =
  | { readonly ok: true; readonly ruleSet: RuleSet; readonly diagnostics: readonly Diagnostic[] }
  | { readonly ok: false; readonly diagnostics: readonly Diagnostic[] };

const CASES = /\.cases\.ya?ml$/;
const FACTS = /(?:^|\/)facts\.ya?ml$/;
const CALENDAR = /(?:^|\/)ngay-nghi\.ya?ml$/;

export function isCasesFile(path: string): boolean {
  return CASES.test(path);
}

export function isFactsFile(path: string): boolean {
  return FACTS.test(path);
}

/** The table of holidays and working days. */
export function isCalendarFile(path: string): boolean {
  return CALENDAR.test(path);
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
  const vocabularyOf = withOwnRanks(vocabulary, sources);
  const read = sources.flatMap((source) => {
    const document =
      isFactsFile(source.file) || isCalendarFile(source.file) || source.data === undefined
        ? undefined
        : readDocument(source, vocabularyOf(source));
    return document === undefined ? [] : [{ source, ...document }];
  });
  claimCodes(read);
  const schemes = new Map(
    read.flatMap(({ scheme }) => (scheme === undefined ? [] : [[scheme.code, scheme]])),
  );
  const documents = new Map(
    read.map(({ source, document }) => [document.code, placeInScheme(source, document, schemes)]),
  );
  checkReferences(read);
  checkScorecards(read, documents, schemes);
  const calendar = loadCalendar(sources);
  const diagnostics = distinct(sources.flatMap((source) => source.diagnostics));
  if (diagnostics.some((diagnostic) => diagnostic.severity === 'error')) return { ok: false, diagnostics };
  const placed = <T extends { readonly document: LegalDocument }>(item: T): T => ({
    ...item,
    document: documents.get(item.document.code) ?? item.document,
  });
  const late = read.flatMap((each) => each.late.map((declared) => placedLate(declared, placed)));
  const ruleSet: RuleSet = {
    hash: hashFiles(files),
    facts: withWiderShares(vocabulary.facts, late),
    derived: new Map(read.flatMap(({ derived }) => [...derived])),
    calculations: read.flatMap(({ calculations }) => calculations.map(placed)),
    late,
    scorecards: read.flatMap(({ scorecards }) => scorecards.map(placed)),
    constraints: withoutBroken(vocabulary.constraints, late),
    schemes,
    documents: [...documents.values()],
    rules: read.flatMap(({ rules }) => rules.map(placed)),
    duties: read.flatMap(({ duties }) => duties.map(placed)),
    calendar,
  };
  return { ok: true, ruleSet, diagnostics };
}

interface Read extends ReadDocument {
  readonly source: Source;
}

/** Every code names one thing: a document, a scheme, a rule or a duty. */
function claimCodes(read: readonly Read[]): void {
  const claimed = new Map<string, string>();
  const claim = (source: Source, at: Position, code: string): void => {
    const earlier = claimed.get(code);
    if (earlier !== undefined) {
      source.diagnostics.push({
        code: 'KC-008',
        severity: 'error',
        ...at,
        message: `mã "${code}" đã dùng trong ${earlier}`,
        fix: 'đặt một mã khác',
      });
    }
    claimed.set(code, source.file);
  };
  for (const { source, document, scheme, rules, duties, scorecards } of read) {
    claim(source, source.at(['văn bản', 'mã']), `văn bản ${document.code}`);
    if (scheme !== undefined)
      claim(source, source.at(['phương án xếp hạng', 'mã']), `phương án ${scheme.code}`);
    for (const { id, at } of [...rules, ...duties, ...scorecards]) claim(source, at, id);
  }
}

/** Rules that a rule names must exist, and so must what a document repeals. */
function checkReferences(read: readonly Read[]): void {
  const ids = new Set(
    read.flatMap(({ rules, duties, written }) => [
      ...[...rules, ...duties].flatMap(({ id }) => [id, bandingOf(id)]),
      ...written,
    ]),
  );
  const declarations = new Set(
    read.flatMap(({ late }) => late.flatMap(({ id, document }) => [id, document.code])),
  );
  const targets = new Set([...read.map(({ document }) => document.code), ...ids, ...declarations]);
  const check = (source: Source, target: string, known: ReadonlySet<string>, at: Position): void => {
    if (known.has(target)) return;
    source.diagnostics.push({
      code: 'KC-031',
      severity: 'error',
      ...at,
      message: `không có "${target}".${didYouMean(target, known)}`,
      fix: 'ghi đúng mã, dạng "mã văn bản/mã quy tắc"',
    });
  };
  for (const { source, rules, late, document } of read) {
    for (const { exceptionTo, at } of late)
      for (const target of exceptionTo) check(source, target, declarations, at);
    for (const { exceptionTo, insteadOf, at } of rules)
      for (const target of [...exceptionTo, ...(insteadOf === undefined ? [] : [insteadOf])])
        check(source, target, ids, at);
    document.repeals.forEach(({ target }, index) =>
      check(source, target, targets, source.at(['văn bản', 'bãi bỏ', index])),
    );
  }
}

function loadVocabulary(sources: readonly Source[]): Vocabulary | undefined {
  const [source, ...more] = sources.filter((candidate) => isFactsFile(candidate.file));
  if (source === undefined) {
    const first = sources[0];
    first?.report('KC-003', [], 'không có tệp facts.yaml', 'thêm rules/facts.yaml khai báo các dữ kiện');
    return undefined;
  }
  onlyOne(source, more, 'facts.yaml');
  return source.data === undefined ? undefined : readVocabulary(source, rankedFacts(sources));
}

function loadCalendar(sources: readonly Source[]): WorkingCalendar {
  const [source, ...more] = sources.filter((candidate) => isCalendarFile(candidate.file));
  if (source === undefined) return NO_CALENDAR;
  onlyOne(source, more, 'ngay-nghi.yaml');
  return source.data === undefined ? NO_CALENDAR : readCalendar(source);
}

function onlyOne(source: Source, more: readonly Source[], name: string): void {
  for (const other of more) other.report('KC-008', [], `đã có ${source.file}`, `giữ một tệp ${name}`);
}

/** A document that names no scheme belongs to the one that its folder is called after, else to all. */
function placeInScheme(
  source: Source,
  document: LegalDocument,
  schemes: ReadonlyMap<string, Scheme>,
): LegalDocument {
  const folder = folderOf(document.file);
  if (document.scheme === undefined) return schemes.has(folder) ? { ...document, scheme: folder } : document;
  if (!schemes.has(document.scheme)) {
    const known = [...schemes.keys()].join(', ');
    source.report(
      'KC-011',
      ['văn bản', 'phương án'],
      `không có phương án xếp hạng "${document.scheme}"`,
      known === '' ? 'khai báo "phương án xếp hạng"' : `dùng một trong: ${known}`,
    );
  }
  return document;
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

/** A condition that several rules share is read with each of them, and its faults found as often. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const keyOf = ({ code, file, line, column, message }: Diagnostic): string =>
    [code, file, line, column, message].join('\u0000');
  return [...new Map(diagnostics.map((each) => [keyOf(each), each])).values()];
}
