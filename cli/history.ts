/** `history`: everything that was said of one figure. */
import type { Command } from 'commander';
import { versionWords } from '../bot/answer/figure-history.ts';
import { type FigureVersion, figureHistory } from '../db/figure-history.ts';
import { FactNames } from '../db/import/fact-names.ts';
import { PERIOD_FORMS, parsePeriod } from '../db/import/periods.ts';
import { stateWords } from '../engine/explain/words.ts';
import type { FactDefinition } from '../engine/model/facts.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { unitNamed } from './eval.ts';
import type { Run } from './run.ts';
import { withDesk } from './store.ts';

interface HistoryOptions {
  readonly unit: string;
  readonly fact: string;
  readonly period?: string;
  readonly json?: true;
}

export function addHistory(program: Command, run: Run): void {
  program
    .command('history')
    .requiredOption('--unit <đơn vị>', 'mã hoặc tên đơn vị')
    .requiredOption('--fact <số liệu>', 'tên số liệu, ví dụ: "hồ sơ trễ hạn"')
    .option('--period <kỳ>', 'tháng (2026-10) hoặc năm (2026); mọi kỳ nếu không ghi')
    .option('--json', 'in kết quả dạng JSON')
    .description('lịch sử một số liệu: ai nạp, biết từ khi nào, từ tệp và dòng nào, đã được thay bằng gì')
    .action(run((context, options: HistoryOptions) => history(context, options)));
}

function history(context: CliContext, options: HistoryOptions): Promise<ExitCode> {
  const period = options.period === undefined ? undefined : periodOf(options.period);
  return withDesk(context, async (desk) => {
    const unitId = await unitNamed(desk, options.unit);
    const fact = factNamed(desk.ruleSet.facts, options.fact);
    const query = { unitId, fact: fact.name, ...(period === undefined ? {} : { period }) };
    const versions = await figureHistory(desk.db, query);
    if (options.json === true)
      printJson(context, { ...query, versions: versions.map((version) => versionJson(fact, version)) });
    else
      context.out(
        versions.length === 0
          ? `Chưa có số liệu ${fact.name} của ${unitId}.`
          : versions.map((version) => versionWords(fact, version)).join('\n'),
      );
    return EXIT.done;
  });
}

/** @throws CommandError */
export function periodOf(text: string): string {
  const period = parsePeriod(text.trim());
  if (period === undefined)
    throw new CommandError(
      EXIT.usage,
      `Không đọc được kỳ "${text}". Ghi một trong các dạng: ${PERIOD_FORMS}.`,
    );
  return period;
}

/** @throws CommandError */
export function factNamed(facts: ReadonlyMap<string, FactDefinition>, text: string): FactDefinition {
  const names = new FactNames(facts);
  const fact = names.match(text);
  if (fact !== undefined) return fact;
  throw new CommandError(EXIT.usage, `Không có số liệu "${text}". ${names.fault(text)?.remedy ?? ''}`);
}

function versionJson(fact: FactDefinition, version: FigureVersion): Record<string, unknown> {
  const { id, period, state, source, row, reference, loadedBy, importId, loadedAt, knownOn } = version;
  return {
    id,
    period,
    value: stateWords(fact, state),
    status: state.status,
    numerator: state.status === 'known' ? Number(state.value.numerator) : null,
    denominator: state.status === 'known' ? Number(state.value.denominator) : null,
    source,
    row,
    reference,
    loaded_by: loadedBy,
    import: importId,
    loaded_at: loadedAt,
    known_on: knownOn,
    simulated: version.simulated,
    replaced_by: version.replacedBy ?? null,
  };
}
