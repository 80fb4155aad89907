/** `bench`: the project's benchmarks, each against named peers in the same run. */

import type { Command } from 'commander';
import type * as Documents from '../bench/documents.ts';
import type { BenchReport } from '../bench/report.ts';
import type * as Rules from '../bench/rules.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { readRuleFiles, ruleSetOf } from './rule-files.ts';
import type { Run } from './run.ts';

const NAMES = ['rules', 'report'] as const;

interface BenchOptions {
  readonly quick?: true;
  readonly json?: true;
}

export function addBench(program: Command, run: Run): void {
  program
    .command('bench')
    .argument('<tên>', NAMES.join(', '))
    .option('--quick', 'đo ngắn')
    .option('--json', 'in kết quả dạng JSON')
    .description('đo tốc độ so với các phần mềm khác, trong cùng một lần chạy')
    .action(run((context, name: string, options: BenchOptions) => bench(context, name, options)));
}

async function bench(context: CliContext, name: string, options: BenchOptions): Promise<ExitCode> {
  const run = { quick: options.quick === true, progress: context.err };
  const report = name === 'rules' ? await rules(run) : name === 'report' ? await documents(run) : undefined;
  if (report === undefined)
    throw new CommandError(EXIT.usage, `Không có phép đo "${name}". Có: ${NAMES.join(', ')}.`);
  if (options.json === true) printJson(context, report);
  else context.out(tableText(report, TITLES[report.name] ?? ''));
  return report.targets.every(({ met }) => met) ? EXIT.done : EXIT.no;
}

interface Measured {
  readonly quick: boolean;
  readonly progress: (text: string) => void;
}

async function rules(run: Measured): Promise<BenchReport> {
  const ruleSet = ruleSetOf(readRuleFiles([]).all);
  const { benchRules, MismatchError }: typeof Rules = await loaded(() => import('../bench/rules.ts'));
  return benchRules({ ruleSet, ...run }).catch(differing(MismatchError));
}

async function documents(run: Measured): Promise<BenchReport> {
  const { benchDocuments, MismatchError }: typeof Documents = await loaded(
    () => import('../bench/documents.ts'),
  );
  return benchDocuments(run).catch(differing(MismatchError));
}

function differing(Mismatch: typeof Rules.MismatchError): (error: unknown) => never {
  return (error) => {
    if (error instanceof Mismatch)
      throw new CommandError(EXIT.no, `Các cách tính cho kết quả khác nhau:\n${error.message}`);
    throw error;
  };
}

/** The peers are development packages, which nothing else needs. */
async function loaded<Module>(load: () => Promise<Module>): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new CommandError(EXIT.usage, 'Phép đo cần các gói phát triển. Chạy npm ci rồi thử lại.');
  }
}

const TITLES: Readonly<Record<string, string>> = {
  rules: 'Đơn vị-năm mỗi giây, và thời gian gấp mấy lần hàm viết tay:',
  report: 'Tài liệu mỗi giây, và thời gian gấp mấy lần thư viện docx làm cùng các ô, không định dạng:',
};

function tableText({ rows, targets }: BenchReport, title: string): string {
  const measured = rows.map(
    ({ name, per_second: perSecond, ratio }) =>
      `${numberText(perSecond).padStart(14)} /giây ${numberText(ratio).padStart(8)} ×  ${name}`,
  );
  const reached = targets.map(
    ({ name, target, value, met }) =>
      `${met ? 'ĐẠT      ' : 'KHÔNG ĐẠT'}  ${numberText(value).padStart(8)} (${target})  ${name}`,
  );
  return [title, ...measured, '', 'Mục tiêu:', ...reached].join('\n');
}

function numberText(value: number): string {
  return value.toLocaleString('vi-VN', { maximumFractionDigits: 2 });
}
