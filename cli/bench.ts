/** `bench`: the project's benchmarks, each against named peers in the same run. */

import type { Command } from 'commander';
import { type BenchReport, MismatchError } from '../bench/report.ts';
import { prepareDatabase } from '../web/node/prepare.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { readRuleFiles, ruleSetOf } from './rule-files.ts';
import type { Run } from './run.ts';

interface BenchOptions {
  readonly quick?: true;
  readonly json?: true;
}

/** What each benchmark needs is loaded when it is asked for: the peers are development packages, which nothing else needs. */
const BENCHES: Readonly<Record<string, (context: CliContext, quick: boolean) => Promise<BenchReport>>> = {
  rules: async ({ err }, quick) => {
    const { benchRules } = await import('../bench/rules.ts');
    return benchRules({ ruleSet: ruleSetOf(readRuleFiles([]).all), quick, progress: err });
  },
  score: async ({ err }, quick) => {
    const { benchScore } = await import('../bench/score.ts');
    return benchScore({ quick, progress: err });
  },
  decide: async ({ err }, quick) => {
    const { benchDecide } = await import('../bench/decide.ts');
    const files = readRuleFiles([]).all;
    return benchDecide({ rules: { hash: ruleSetOf(files).hash, files }, quick, progress: err });
  },
  outlook: async ({ err }, quick) => {
    const { benchOutlook } = await import('../bench/outlook.ts');
    return benchOutlook({ calendar: ruleSetOf(readRuleFiles([]).all).calendar, quick, progress: err });
  },
  import: async ({ err }, quick) => {
    const { benchImport } = await import('../bench/import.ts');
    const prepare = async (url: string, now: Date): Promise<void> => {
      const log = (): void => undefined;
      (await prepareDatabase({ url, authToken: undefined, sample: false, now, log })).close();
    };
    return benchImport({ quick, prepare, progress: err });
  },
  report: async ({ err }, quick) => {
    const { benchDocuments } = await import('../bench/documents.ts');
    return benchDocuments({ quick, progress: err });
  },
};

export function addBench(program: Command, run: Run): void {
  program
    .command('bench')
    .argument('<tên>', Object.keys(BENCHES).join(', '))
    .option('--quick', 'đo ngắn')
    .option('--json', 'in kết quả dạng JSON')
    .description('đo tốc độ so với các phần mềm khác, trong cùng một lần chạy')
    .action(run((context, name: string, options: BenchOptions) => bench(context, name, options)));
}

async function bench(context: CliContext, name: string, options: BenchOptions): Promise<ExitCode> {
  const run = BENCHES[name];
  if (run === undefined)
    throw new CommandError(EXIT.usage, `Không có phép đo "${name}". Có: ${Object.keys(BENCHES).join(', ')}.`);
  const report = await run(context, options.quick === true).catch((error: unknown) => {
    if (error instanceof MismatchError)
      throw new CommandError(EXIT.no, `Các cách tính cho kết quả khác nhau:\n${error.message}`);
    if ((error as NodeJS.ErrnoException).code === 'ERR_MODULE_NOT_FOUND')
      throw new CommandError(EXIT.usage, 'Phép đo cần các gói phát triển. Chạy npm ci rồi thử lại.');
    throw error;
  });
  if (options.json === true) printJson(context, report);
  else context.out(tableText(report));
  return report.targets.every(({ met }) => met) ? EXIT.done : EXIT.no;
}

function tableText({ rows, targets, figures = [] }: BenchReport): string {
  const measured = rows.map(
    ({ name, per_second: perSecond, ratio }) =>
      `${numberText(perSecond).padStart(14)} /giây ${numberText(ratio).padStart(8)} ×  ${name}`,
  );
  const reached = targets.map(
    ({ name, target, value, met }) =>
      `${met ? 'ĐẠT      ' : 'KHÔNG ĐẠT'}  ${numberText(value).padStart(8)} (${target})  ${name}`,
  );
  const found = figures.map(
    ({ name, values }) =>
      `${Object.values(values)
        .map((value) => numberText(value).padStart(12))
        .join('')}  ${name}`,
  );
  const headings = Object.keys(figures[0]?.values ?? {});
  return [
    ...(found.length === 0 ? [] : [`Theo thứ tự cột: ${headings.join('; ')}.`, ...found, '']),
    'Số mỗi giây, và thời gian gấp mấy lần mốc so sánh (1 ×):',
    ...measured,
    '',
    'Mục tiêu:',
    ...reached,
  ].join('\n');
}

function numberText(value: number): string {
  return value.toLocaleString('vi-VN', { maximumFractionDigits: 2 });
}
