/** `rules test`: runs the cases that travel with the rules, and says how far they reach. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { boundariesOf } from '../engine/cases/boundaries.ts';
import { coverageOf } from '../engine/cases/coverage.ts';
import { type CaseResult, runCases } from '../engine/decide/cases.ts';
import type { RuleCase } from '../engine/language/cases.ts';
import { isCasesFile } from '../engine/language/load.ts';
import type { CaseEntry } from '../engine/language/schema.ts';
import type { LegalDocument, RuleSet } from '../engine/model/ruleset.ts';
import { atLeastOne, casesIn, entriesIn, withoutFaults } from './case-files.ts';
import { boundariesYaml, coverageJson, coverageWords } from './case-reports.ts';
import { caseSheet } from './case-sheet.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { junitXml } from './junit.ts';
import { readCaseSheet } from './read-case-sheet.ts';
import { nameOf, type RuleFiles, readRuleFiles, ruleSetOf, rulesFolderOf } from './rule-files.ts';
import type { Run } from './run.ts';

interface TestOptions {
  readonly json?: true;
  readonly coverage?: true;
  readonly junit?: string;
  readonly boundaries?: true;
  readonly sheet?: string;
}

export function addTest(rules: Command, run: Run): void {
  rules
    .command('test')
    .argument('[path...]', 'tệp hoặc thư mục quy tắc; bảng tính .xlsx ghi các trường hợp')
    .option('--coverage', 'cho biết điều kiện nào chưa gặp đủ trường hợp đúng và sai')
    .option('--junit <tệp>', 'ghi thêm kết quả dạng JUnit XML')
    .option('--boundaries', 'không chạy; in ra các trường hợp ngay dưới, đúng và ngay trên mỗi ngưỡng')
    .option('--sheet <tệp>', 'không chạy; ghi các trường hợp ra bảng tính .xlsx')
    .option('--json', 'in kết quả dạng JSON')
    .description('chạy các trường hợp kiểm thử *.cases.yaml')
    .action(
      run((context, paths: string[], options: TestOptions) => {
        if (options.boundaries === true) return boundaries(context, paths);
        if (options.sheet !== undefined) return writeSheet(context, paths, options.sheet);
        return test(context, paths, options);
      }),
    );
}

async function boundaries(context: CliContext, paths: readonly string[]): Promise<ExitCode> {
  const files = readRuleFiles(paths);
  const ruleSet = ruleSetOf(files.all);
  context.out(boundariesYaml(await boundariesOf(ruleSet, amongNamed(files)), ruleSet).trimEnd());
  return EXIT.done;
}

/** All the cases of the paths as one sheet. */
function writeSheet(context: CliContext, paths: readonly string[], target: string): ExitCode {
  const { ruleSet, files } = readAll(paths);
  const cases = atLeastOne(casesIn(files.named, ruleSet));
  const { bytes, left } = caseSheet(
    entriesIn(files.named).map((entry, index) => withScheme(entry, cases[index])),
  );
  writeOut(target, bytes);
  context.out(`Đã ghi ${cases.length - left.length} trường hợp vào ${target}.`);
  for (const { name, key } of left)
    context.err(`Không ghi được trường hợp "${name}": bảng tính không có chỗ cho mục "${key}".`);
  return EXIT.done;
}

/** A sheet stands in no folder that says whose cases it holds. */
function withScheme(entry: CaseEntry, ruleCase: RuleCase | undefined): CaseEntry {
  return ruleCase === undefined ? entry : { ...entry, 'phương án': ruleCase.request.scheme };
}

async function test(context: CliContext, paths: readonly string[], options: TestOptions): Promise<ExitCode> {
  const { ruleSet, files, sheets } = readAll(paths);
  const cases = atLeastOne([...casesIn(files.named, ruleSet), ...casesInSheets(sheets, ruleSet)]);
  const results = await runCases(ruleSet, cases);
  const rules = ruleSet.rules.filter(({ document }) => amongNamed(files)(document));
  const coverage = options.coverage === true ? await coverageOf(ruleSet, rules, cases) : undefined;
  if (options.junit !== undefined) writeOut(options.junit, junitXml(results));
  if (options.json === true) {
    const extra = coverage === undefined ? {} : { coverage: coverageJson(coverage) };
    printJson(context, { ...resultsJson(results), ...extra });
  } else {
    printResults(context, results);
    if (coverage !== undefined) context.out(coverageWords(coverage));
  }
  return results.every(passed) ? EXIT.done : EXIT.no;
}

/** The rules with which the paths are to be tested, and the sheets among the paths. */
function readAll(paths: readonly string[]): {
  ruleSet: RuleSet;
  files: RuleFiles;
  sheets: readonly string[];
} {
  const [sheets, others] = [paths.filter(isSheet), paths.filter((path) => !isSheet(path))];
  const [sheet] = sheets;
  if (sheet === undefined || others.length > 0) {
    const files = readRuleFiles(others);
    return { ruleSet: ruleSetOf(files.all), files, sheets };
  }
  const { all } = readRuleFiles([rulesFolderOf(sheet)]);
  return { ruleSet: ruleSetOf(all), files: { named: [], all }, sheets };
}

function isSheet(path: string): boolean {
  return /\.xlsx$/iu.test(path);
}

function casesInSheets(paths: readonly string[], ruleSet: RuleSet): RuleCase[] {
  return withoutFaults(
    paths.map((path) => {
      if (!existsSync(path)) throw new CommandError(EXIT.usage, `Không có tệp "${path}".`);
      return readCaseSheet(nameOf(resolve(path)), readFileSync(path), ruleSet);
    }),
  );
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

function writeOut(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content);
  } catch (error) {
    throw new CommandError(
      EXIT.usage,
      `Không ghi được "${path}" (${error instanceof Error ? error.message : 'lỗi ghi tệp'}).`,
    );
  }
}
