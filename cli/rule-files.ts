/** Rule files from disk. A path that lacks its vocabulary or its scheme is read together with the project's own. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { formatDiagnostic } from '../engine/language/diagnostics.ts';
import { isCasesFile, isFactsFile, loadRuleSet } from '../engine/language/load.ts';
import type { RuleSet, SourceFile } from '../engine/model/ruleset.ts';
import { CommandError, EXIT } from './context.ts';

export const RULES_DIR = path.join(import.meta.dirname, '..', 'rules');

export interface RuleFiles {
  /** The files that the caller named. */
  readonly named: readonly SourceFile[];
  /** Those and what they are read with. */
  readonly all: readonly SourceFile[];
}

/**
 * Reads the files below the paths; no path means the project's rules.
 * @throws CommandError when a path does not exist or holds no rule file
 */
export function readRuleFiles(paths: readonly string[]): RuleFiles {
  const named = (paths.length === 0 ? [RULES_DIR] : paths).flatMap(readBelow);
  if (named.length === 0)
    throw new CommandError(EXIT.usage, `Không có tệp quy tắc (.yaml) nào trong: ${paths.join(', ')}.`);
  return { named, all: [...named, ...companions(named)] };
}

/** @throws CommandError with the diagnostics when the files do not make a rule set */
export function ruleSetOf(files: readonly SourceFile[]): RuleSet {
  const loaded = loadRuleSet(files);
  if (loaded.ok) return loaded.ruleSet;
  throw new CommandError(EXIT.refused, loaded.diagnostics.map(formatDiagnostic).join('\n\n'));
}

function readBelow(target: string): SourceFile[] {
  if (!existsSync(target)) throw new CommandError(EXIT.usage, `Không có tệp hoặc thư mục "${target}".`);
  if (!statSync(target).isDirectory()) return [readSource(target)];
  return readdirSync(target, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .sort()
    .map((name) => readSource(path.join(target, name)));
}

function readSource(file: string): SourceFile {
  const relative = path.relative(process.cwd(), path.resolve(file));
  return { path: relative.split(path.sep).join('/'), text: readFileSync(file, 'utf8') };
}

/**
 * What named files are read with: the rest of the rules folder they stand in (the nearest one above with a
 * facts.yaml), else the project's files whose documents they do not themselves hold.
 */
function companions(named: readonly SourceFile[]): SourceFile[] {
  if (named.some((file) => isFactsFile(file.path))) return [];
  const root = rulesFolderAbove(path.dirname(path.resolve(named[0]?.path ?? '.')));
  const known = new Set(named.map((file) => path.resolve(file.path)));
  const codes = new Set(named.map(documentCode).filter((code) => code !== undefined));
  return readBelow(root ?? RULES_DIR).filter(
    (file) =>
      !isCasesFile(file.path) && !known.has(path.resolve(file.path)) && !codes.has(documentCode(file) ?? ''),
  );
}

function rulesFolderAbove(folder: string): string | undefined {
  if (existsSync(path.join(folder, 'facts.yaml'))) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : rulesFolderAbove(parent);
}

/** The `mã` of the file's document; found by eye, for the file may not load. */
function documentCode({ text }: SourceFile): string | undefined {
  return /^văn bản:\s*\n(?:[ \t]+.*\n)*?[ \t]+mã:[ \t]*(\S+)/mu.exec(text.normalize('NFC'))?.[1];
}
