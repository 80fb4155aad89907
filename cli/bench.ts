/** `bench`: the project's benchmarks, each against named peers in the same run. */

import type { Command } from 'commander';
import type { BenchReport } from '../bench/report.ts';
import type * as Bench from '../bench/rules.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { readRuleFiles, ruleSetOf } from './rule-files.ts';
import type { Run } from './run.ts';

interface BenchOptions {
  readonly quick?: true;
  readonly json?: true;
}

export function addBench(program: Command, run: Run): void {
  program
    .command('bench')
    .argument('<tên>', 'rules')
    .option('--quick', 'đo ngắn')
    .option('--json', 'in kết quả dạng JSON')
    .description('đo tốc độ so với các phần mềm khác, trong cùng một lần chạy')
    .action(run((context, name: string, options: BenchOptions) => bench(context, name, options)));
}

async function bench(context: CliContext, name: string, options: BenchOptions): Promise<ExitCode> {
  if (name !== 'rules') throw new CommandError(EXIT.usage, `Không có phép đo "${name}". Có: rules.`);
  const ruleSet = ruleSetOf(readRuleFiles([]).all);
  const { benchRules, MismatchError } = await loadBench();
  const report = await benchRules({ ruleSet, quick: options.quick === true, progress: context.err }).catch(
    (error: unknown) => {
      if (error instanceof MismatchError)
        throw new CommandError(EXIT.no, `Các cách tính cho kết quả khác nhau:\n${error.message}`);
      throw error;
    },
  );
  if (options.json === true) printJson(context, report);
  else context.out(tableText(report));
  return report.targets.every(({ met }) => met) ? EXIT.done : EXIT.no;
}

/** The peers are development packages, which nothing else needs. */
async function loadBench(): Promise<Pick<typeof Bench, keyof typeof Bench>> {
  try {
    return await import('../bench/rules.ts');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    throw new CommandError(EXIT.usage, 'Phép đo cần các gói phát triển. Chạy npm ci rồi thử lại.');
  }
}

function tableText({ rows, targets }: BenchReport): string {
  const measured = rows.map(
    ({ name, per_second: perSecond, ratio }) =>
      `${numberText(perSecond).padStart(14)} /giây ${numberText(ratio).padStart(8)} ×  ${name}`,
  );
  const reached = targets.map(
    ({ name, target, value, met }) =>
      `${met ? 'ĐẠT      ' : 'KHÔNG ĐẠT'}  ${numberText(value).padStart(8)} (${target})  ${name}`,
  );
  return [
    'Đơn vị-năm mỗi giây, và thời gian gấp mấy lần hàm viết tay:',
    ...measured,
    '',
    'Mục tiêu:',
    ...reached,
  ].join('\n');
}

function numberText(value: number): string {
  return value.toLocaleString('vi-VN', { maximumFractionDigits: 2 });
}
