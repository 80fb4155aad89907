/** `rules mutate`: changes the rules one thing at a time and says which changes no case notices. */
import type { Command } from 'commander';
import { runCases } from '../engine/decide/cases.ts';
import { percentWords } from '../engine/explain/words.ts';
import { isCasesFile } from '../engine/language/load.ts';
import { ratio } from '../engine/model/ratio.ts';
import type { RuleSet } from '../engine/model/ruleset.ts';
import { type MutantResult, runMutants, survives, tally } from '../engine/mutate/run.ts';
import { atLeastOne, caseFilesBeside, casesIn } from './case-files.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { readRuleFiles, ruleSetOf } from './rule-files.ts';
import type { Run } from './run.ts';

export function addMutate(rules: Command, run: Run): void {
  rules
    .command('mutate')
    .argument('[path...]', 'tệp hoặc thư mục quy tắc')
    .option('--json', 'in kết quả dạng JSON')
    .description('sửa thử từng chỗ của quy tắc và cho biết chỗ nào không trường hợp kiểm thử nào phát hiện')
    .action(
      run((context, paths: string[], options: { json?: true }) =>
        mutate(context, paths, options.json === true),
      ),
    );
}

async function mutate(context: CliContext, paths: readonly string[], json: boolean): Promise<ExitCode> {
  const { named, all } = readRuleFiles(paths);
  const ruleSet = ruleSetOf(all);
  const files = new Set(named.filter(({ path }) => !isCasesFile(path)).map(({ path }) => path));
  const cases = atLeastOne(casesIn(caseFilesBeside(paths), ruleSet));
  await mustPass(ruleSet, cases);
  const results = await runMutants(ruleSet, cases, ({ file }) => files.has(file));
  if (results.length === 0)
    throw new CommandError(
      EXIT.usage,
      'Không có quy tắc nào để thử. Nêu tệp quy tắc (không phải *.cases.yaml).',
    );
  if (json) printJson(context, resultsJson(results));
  else printResults(context, results, ruleSet);
  return results.some(survives) ? EXIT.no : EXIT.done;
}

async function mustPass(ruleSet: RuleSet, cases: Parameters<typeof runCases>[1]): Promise<void> {
  const failed = (await runCases(ruleSet, cases)).filter(({ differences }) => differences.length > 0);
  if (failed.length === 0) return;
  throw new CommandError(
    EXIT.no,
    `${failed.length} trường hợp kiểm thử chưa đạt; sửa trước rồi thử lại:\n${failed.map(({ ruleCase: { at, name } }) => `  ${at.file}:${at.line}  ${name}`).join('\n')}`,
  );
}

function resultsJson(results: readonly MutantResult[]): unknown {
  const { noticed, counted } = tally(results);
  return {
    mutants: results.map((result) => ({
      rule: result.mutant.rule,
      change: result.mutant.change,
      killed: result.by !== undefined,
      by: result.by?.name ?? null,
      ...(result.equivalent ? { equivalent: true } : {}),
      ...(survives(result) ? { why: result.mutant.why } : {}),
    })),
    score: counted === 0 ? 1 : noticed / counted,
  };
}

function printResults({ out }: CliContext, results: readonly MutantResult[], ruleSet: RuleSet): void {
  for (const [rule, group] of Map.groupBy(results, ({ mutant }) => mutant.rule)) {
    const { noticed, counted } = tally(group);
    out(`${rule} (${clauseOf(ruleSet, rule)}): phát hiện ${noticed}/${counted}`);
    for (const { mutant } of group.filter(survives)) out(`  SÓT  ${mutant.change}\n       ${mutant.why}`);
  }
  const { noticed, counted } = tally(results);
  const equivalent = results.length - counted;
  const score = counted === 0 ? ratio(1) : ratio(noticed, counted);
  out(`\nĐiểm: ${percentWords(score)} (${noticed}/${counted} chỗ sửa thử bị phát hiện).`);
  if (equivalent > 0) out(`${equivalent} chỗ sửa không làm đổi kết quả nào nên không tính.`);
  if (noticed < counted)
    out(
      `${counted - noticed} chỗ sót: ai sửa quy tắc như vậy thì không có gì báo. Thêm trường hợp kiểm thử cho từng chỗ.`,
    );
}

/** The clause of a rule, a banding or a duty; of a document its name. */
function clauseOf({ rules, duties, documents }: RuleSet, id: string): string {
  const clause = [...rules, ...duties].find((each) => each.id === id || each.id.startsWith(`${id}/`))?.clause;
  return documents.find(({ code }) => code === id)?.name ?? clause ?? '';
}
