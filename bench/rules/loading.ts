/** What it takes to load and check rule files, against reading their YAML alone. */
import { LineCounter, parseDocument } from 'yaml';
import { loadRuleSet } from '../../engine/language/load.ts';
import type { SourceFile } from '../../engine/model/ruleset.ts';
import { checkRuleSet } from '../../engine/prove/check.ts';
import { type Contender, perSecond, ratioTo, timeInTurn } from '../measure.ts';
import { inventRuleFiles } from './rule-files.ts';

export interface Loading {
  /** Files in a second. */
  readonly filesPerSecond: number;
  /** How many times the time of reading the YAML the whole check takes. */
  readonly overYaml: number;
  /** How many times the time that a file takes among a quarter as many it takes among all. */
  readonly growth: number;
}

/** @param count of files, a multiple of 4 */
export async function timeLoading(count: number, rounds: number): Promise<Loading> {
  const [all, quarter] = [inventRuleFiles(count), inventRuleFiles(count / 4)];
  const contenders = [yamlAlone(all), checkAll(quarter), checkAll(all)] as const;
  const [yaml, few, many] = await timeInTurn(contenders, rounds);
  return {
    filesPerSecond: perSecond(many),
    overYaml: ratioTo(yaml, many),
    growth: ratioTo(few, many),
  };
}

function yamlAlone(files: readonly SourceFile[]): Contender {
  return {
    name: 'đọc YAML',
    run: () => {
      for (const { text } of files)
        parseDocument(text.normalize('NFC'), { schema: 'failsafe', lineCounter: new LineCounter() }).toJS();
      return files.length;
    },
  };
}

function checkAll(files: readonly SourceFile[]): Contender {
  return {
    name: `rules check, ${files.length} tệp`,
    run: async () => {
      const loaded = loadRuleSet(files);
      if (!loaded.ok)
        throw new Error(`the rules for measuring do not load: ${loaded.diagnostics[0]?.message}`);
      await checkRuleSet(loaded.ruleSet);
      return files.length;
    },
  };
}
