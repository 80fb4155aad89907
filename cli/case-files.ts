/** Cases from disk, with the rules that they test. */
import { statSync } from 'node:fs';
import path from 'node:path';
import { type ReadCases, type RuleCase, readCases } from '../engine/language/cases.ts';
import { formatDiagnostic } from '../engine/language/diagnostics.ts';
import { isCasesFile } from '../engine/language/load.ts';
import { type CaseEntry, casesFile } from '../engine/language/schema.ts';
import { shape } from '../engine/language/shape.ts';
import { Source } from '../engine/language/source.ts';
import type { RuleSet, SourceFile } from '../engine/model/ruleset.ts';
import { CommandError, EXIT } from './context.ts';
import { readRuleFiles } from './rule-files.ts';

/** The cases of those files that hold cases. @throws CommandError with the diagnostics when one is at fault */
export function casesIn(files: readonly SourceFile[], ruleSet: RuleSet): RuleCase[] {
  return withoutFaults(
    files.filter((file) => isCasesFile(file.path)).map((file) => readCases(file, ruleSet)),
  );
}

/** @throws CommandError with the diagnostics when there are any */
export function withoutFaults(read: readonly ReadCases[]): RuleCase[] {
  const faults = read.flatMap(({ diagnostics }) => diagnostics);
  if (faults.length > 0) throw new CommandError(EXIT.refused, faults.map(formatDiagnostic).join('\n\n'));
  return read.flatMap(({ cases }) => cases);
}

/** The cases as they are written, of files that have been found without fault. */
export function entriesIn(files: readonly SourceFile[]): CaseEntry[] {
  return files
    .filter((file) => isCasesFile(file.path))
    .flatMap((file) => shape(Source.read(file), casesFile)?.['trường hợp'] ?? []);
}

/** The cases files in the folders of rule files, and below folders. @param paths none: the project's rules */
export function caseFilesBeside(paths: readonly string[]): SourceFile[] {
  const folders = paths.map((each) =>
    statSync(each, { throwIfNoEntry: false })?.isDirectory() === false ? path.dirname(each) : each,
  );
  return readRuleFiles([...new Set(folders)]).named.filter((file) => isCasesFile(file.path));
}

/** What there is to test with. @throws CommandError when there is nothing */
export function atLeastOne(cases: readonly RuleCase[]): readonly RuleCase[] {
  if (cases.length > 0) return cases;
  throw new CommandError(EXIT.usage, 'Không có trường hợp kiểm thử nào (*.cases.yaml).');
}
