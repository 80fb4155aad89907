/** `rules test`: runs the cases that travel with the rules, and says how far they reach. */
import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { boundariesOf } from '../engine/cases/boundaries.ts';
import { coverageOf } from '../engine/cases/coverage.ts';
import { type CaseResult, runCases } from '../engine/decide/cases.ts';
import { isCasesFile } from '../engine/language/load.ts';
import type { LegalDocument } from '../engine/model/ruleset.ts';
import { atLeastOne, casesIn } from './case-files.ts';
import { boundariesYaml, coverageJson, coverageWords } from './case-reports.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { junitXml } from './junit.ts';
import { type RuleFiles, readRuleFiles, ruleSetOf } from './rule-files.ts';
import type { Run } from './run.ts';

interface TestOptions {
  readonly json?: true;
  readonly coverage?: true;
  readonly junit?: string;
  readonly boundaries?: true;
}

export function addTest(rules: Command, run: Run): void {
  rules
    .command('test')
    .argument('[path...]', 'tệp hoặc thư mục quy tắc')
    .option('--coverage', 'cho biết điều kiện nào chưa gặp đủ trường hợp đúng và sai')
    .option('--junit <tệp>', 'ghi thêm kết quả dạng JUnit XML')
    .option('--boundaries', 'không chạy; in ra các trường hợp ngay dưới, đúng và ngay trên mỗi ngưỡng')
    .option('--json', 'in kết quả dạng JSON')
    .description('chạy các trường hợp kiểm thử *.cases.yaml')
    .action(
      run((context, paths: string[], options: TestOptions) =>
        options.boundaries === true ? boundaries(context, paths) : test(context, paths, options),
      ),
    );
}

async function boundaries(context: CliContext, paths: readonly string[]): Promise<ExitCode> {
  const files = readRuleFiles(paths);
  const ruleSet = ruleSetOf(files.all);
  context.out(boundariesYaml(await boundariesOf(ruleSet, amongNamed(files)), ruleSet).trimEnd());
  return EXIT.done;
}

async function test(context: CliContext, paths: readonly string[], options: TestOptions): Promise<ExitCode> {
  const files = readRuleFiles(paths);
  const ruleSet = ruleSetOf(files.all);
  const cases = atLeastOne(casesIn(files.named, ruleSet));
  const results = await runCases(ruleSet, cases);
  const rules = ruleSet.rules.filter(({ document }) => amongNamed(files)(document));
  const coverage = options.coverage === true ? await coverageOf(ruleSet, rules, cases) : undefined;
  if (options.junit !== undefined) writeReport(options.junit, junitXml(results));
  if (options.json === true) {
    const extra = coverage === undefined ? {} : { coverage: coverageJson(coverage) };
    printJson(context, { ...resultsJson(results), ...extra });
  } else {
    printResults(context, results);
    if (coverage !== undefined) context.out(coverageWords(coverage));
  }
  return results.every(passed) ? EXIT.done : EXIT.no;
}

/** The documents of the files named; all where only cases were named. */
function amongNamed({ named }: RuleFiles): (document: LegalDocument) => boolean {
  const files = new Set(named.filter(({ path }) => !isCasesFile(path)).map(({ path }) => path));
  return ({ file }) => files.size === 0 || files.has(file);
}

function passed({ differences }: CaseResult): boolean {
  return differences.length === 0;
}

function resultsJson(results: readonly CaseResult[]): object {
  return {
    total: results.length,
    failed: results.filter((result) => !passed(result)).length,
    cases: results.map((result) => ({
      name: result.ruleCase.name,
      ...result.ruleCase.at,
      passed: passed(result),
      differences: result.differences,
    })),
  };
}

function printResults({ out }: CliContext, results: readonly CaseResult[]): void {
  for (const { ruleCase, differences } of results.filter((result) => !passed(result))) {
    out(
      `KHÔNG ĐẠT  ${ruleCase.at.file}:${ruleCase.at.line}  ${ruleCase.name}\n${differences.map((each) => `  ${each}`).join('\n')}\n`,
    );
  }
  out(`${results.filter(passed).length}/${results.length} trường hợp đạt.`);
}

function writeReport(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new CommandError(
      EXIT.usage,
      `Không ghi được "${path}" (${error instanceof Error ? error.message : 'lỗi ghi tệp'}).`,
    );
  }
}
