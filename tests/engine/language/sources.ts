/** Rule files for tests: the project's own, or small ones written on the spot. */
import { globSync, readFileSync } from 'node:fs';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { loadRuleSet } from '../../../engine/language/load.ts';
import type { RuleSet, SourceFile } from '../../../engine/model/ruleset.ts';

export function projectFiles(): SourceFile[] {
  return globSync('rules/**/*.yaml').map((path) => ({ path, text: readFileSync(path, 'utf8') }));
}

export function ruleSetOf(files: readonly SourceFile[]): RuleSet {
  const loaded = loadRuleSet(files);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(formatDiagnostic).join('\n'));
  return loaded.ruleSet;
}

export function projectRuleSet(): RuleSet {
  return ruleSetOf(projectFiles());
}

/** The project's files with one replaced text in one of them; it must occur. */
export function withChange(file: string, from: string, to: string): SourceFile[] {
  return projectFiles().map((source) => {
    if (!source.path.endsWith(file)) return source;
    if (!source.text.includes(from)) throw new Error(`${file} does not hold "${from}"`);
    return { ...source, text: source.text.replace(from, to) };
  });
}
