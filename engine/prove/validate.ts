/** The one way in which rule files are judged fit for use: by the command line, the server and the pages. */
import { type Loaded, loadRuleSet } from '../language/load.ts';
import type { Decision } from '../model/decision.ts';
import type { RuleSet, SourceFile } from '../model/ruleset.ts';
import { checkRuleSet } from './check.ts';

/**
 * Reads the files and checks the rule set that they make; an error of either kind leaves `ok` false.
 * @param dataFor the decisions of a rule set on the data held, to say whom a finding concerns; asked for only when some
 * finding may
 */
export async function validateRuleSet(
  files: readonly SourceFile[],
  dataFor: (ruleSet: RuleSet) => AsyncIterable<Decision> | Iterable<Decision> = () => [],
): Promise<Loaded> {
  const loaded = loadRuleSet(files);
  if (!loaded.ok) return loaded;
  const findings = await checkRuleSet(loaded.ruleSet, dataFor(loaded.ruleSet));
  const diagnostics = [...loaded.diagnostics, ...findings];
  return findings.some(({ severity }) => severity === 'error')
    ? { ok: false, diagnostics }
    : { ...loaded, diagnostics };
}
