/** Rule files from disk. A path that lacks its vocabulary or its scheme is read together with the project's own. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { formatDiagnostic } from '../engine/language/diagnostics.ts';
import { isCasesFile, isFactsFile, loadRuleSet } from '../engine/language/load.ts';
import type { RuleSet, SourceFile } from '../engine/model/ruleset.ts';
import { CommandError, EXIT } from './context.ts';

const PROJECT = path.join(import.meta.dirname, '..');
export const RULES = path.join(PROJECT, 'rules');

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
  const named = ruleFilePaths(paths);
  const sources = named.map(readSource);
  return { named: sources, all: [...sources, ...companions(named, sources)] };
}

/**
 * Absolute paths of the rule files at or below the paths, in order of name; no path means the project's rules.
 * @throws CommandError when a path does not exist or holds no rule file
 */
export function ruleFilePaths(paths: readonly string[]): string[] {
  const named = (paths.length === 0 ? [RULES] : paths).flatMap(filesBelow);
  if (named.length > 0) return named;
  throw new CommandError(EXIT.usage, `Không có tệp quy tắc (.yaml) nào trong: ${paths.join(', ')}.`);
}

/** @throws CommandError with the diagnostics when the files do not make a rule set */
export function ruleSetOf(files: readonly SourceFile[]): RuleSet {
  const loaded = loadRuleSet(files);
  if (loaded.ok) return loaded.ruleSet;
  throw new CommandError(EXIT.refused, loaded.diagnostics.map(formatDiagnostic).join('\n\n'));
}

/** Absolute paths of the YAML files at or below a path, in order of name. */
function filesBelow(target: string): string[] {
  const absolute = path.resolve(target);
  if (!existsSync(absolute)) throw new CommandError(EXIT.usage, `Không có tệp hoặc thư mục "${target}".`);
  if (!statSync(absolute).isDirectory()) return [absolute];
  return readdirSync(absolute, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.ya?ml$/.test(name))
    .toSorted()
    .map((name) => path.join(absolute, name));
}

export function readSource(file: string): SourceFile {
  return { path: nameOf(file), text: textOf(file) };
}

/** @throws CommandError when the bytes are no UTF-8: a letter would silently become another */
function textOf(file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch {
    throw new CommandError(
      EXIT.refused,
      `Tệp "${file}" không phải là chữ UTF-8. Lưu lại tệp với bảng mã UTF-8.`,
    );
  }
}

/** The project's own files are called the same wherever the command runs, for the name is part of their hash. */
export function nameOf(file: string): string {
  const base = file.startsWith(RULES + path.sep) ? PROJECT : process.cwd();
  const relative = path.relative(base, file);
  return (relative.startsWith('..') ? file : relative).split(path.sep).join('/');
}

/** The rules folder that a file stands in: the nearest one above with a facts.yaml, else the project's. */
export function rulesFolderOf(file: string): string {
  return rulesFolderAbove(path.dirname(path.resolve(file))) ?? RULES;
}

/**
 * What named files are read with: the rest of the rules folder they stand in (the nearest one above with a
 * facts.yaml), else the project's files whose documents they do not themselves hold.
 */
function companions(named: readonly string[], sources: readonly SourceFile[]): SourceFile[] {
  if (named.some(isFactsFile)) return [];
  const codes = new Set(sources.map(documentCode));
  return filesBelow(rulesFolderAbove(path.dirname(named[0] ?? RULES)) ?? RULES)
    .filter((file) => !isCasesFile(file) && !named.includes(file))
    .map(readSource)
    .filter((source) => isFactsFile(source.path) || !codes.has(documentCode(source)));
}

function rulesFolderAbove(folder: string): string | undefined {
  if (existsSync(path.join(folder, 'facts.yaml'))) return folder;
  const parent = path.dirname(folder);
  return parent === folder ? undefined : rulesFolderAbove(parent);
}

/** The `mã` of the file's document, found in the text, for the file may not load. */
function documentCode({ text }: SourceFile): string | undefined {
  return /^văn bản:\s*\n(?:[ \t]+.*\n)*?[ \t]+mã:[ \t]*(\S+)/mu.exec(text.normalize('NFC'))?.[1];
}
