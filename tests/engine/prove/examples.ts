/** The bad examples, each with the facts that it declares or those that all share, and with a document for every scheme if it has one. */
import { existsSync, readFileSync } from 'node:fs';
import { formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { loadRuleSet } from '../../../engine/language/load.ts';
import type { RuleSet } from '../../../engine/model/ruleset.ts';

const FOLDER = 'tests/engine/prove/bad';

export function example(name: string): RuleSet {
  const own = `${FOLDER}/${name}.facts.yaml`;
  const facts = existsSync(own) ? own : `${FOLDER}/facts.yaml`;
  const common = `${FOLDER}/${name}.chung.yaml`;
  const loaded = loadRuleSet([
    { path: 'rules/facts.yaml', text: readFileSync(facts, 'utf8') },
    { path: `rules/thu/${name}.yaml`, text: readFileSync(`${FOLDER}/${name}.yaml`, 'utf8') },
    ...(existsSync(common) ? [{ path: `rules/${name}.chung.yaml`, text: readFileSync(common, 'utf8') }] : []),
  ]);
  if (!loaded.ok) throw new Error(loaded.diagnostics.map(formatDiagnostic).join('\n'));
  return loaded.ruleSet;
}
