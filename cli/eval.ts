/** `eval`: one decision from stored data, or one per NDJSON line. */
import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { explain } from '../bot/answer/explain.ts';
import { renderPlain } from '../bot/channels/plain.ts';
import { decideUnit, type UnitDecision } from '../bot/decisions.ts';
import type { Desk } from '../bot/desk.ts';
import { findUnitByName } from '../bot/find-unit.ts';
import type { DecisionOptions } from '../bot/province.ts';
import { keepReceipts } from '../bot/receipts.ts';
import { listUnits, unitDirectory } from '../db/units.ts';
import { decide } from '../engine/decide/decide.ts';
import { decisionJson, NO_CONTEXT } from '../engine/explain/decision-json.ts';
import { parseBatchLine } from '../engine/language/batch-line.ts';
import { nearest } from '../engine/language/suggest.ts';
import { brokenConstraint, parseValue } from '../engine/language/values.ts';
import { civilDate, isCivilDate } from '../engine/model/dates.ts';
import type { DecisionRequest } from '../engine/model/decision.ts';
import type { FactState } from '../engine/model/facts.ts';
import type { RuleSet } from '../engine/model/ruleset.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { readRuleFiles, ruleSetOf } from './rule-files.ts';
import type { Run } from './run.ts';
import { withDesk } from './store.ts';

interface EvalOptions {
  readonly unit?: string;
  readonly year?: string;
  readonly set: readonly string[];
  readonly lawDate?: string;
  readonly dataDate?: string;
  readonly batch?: string;
  readonly json?: true;
}

export function addEval(program: Command, run: Run): void {
  program
    .command('eval')
    .description('một kết luận từ số liệu đã lưu, hoặc từ các dòng của một tệp NDJSON')
    .option('--unit <id>', 'mã hoặc tên đơn vị')
    .option('--year <năm>', 'năm đánh giá')
    .option('--set <dữ kiện=giá trị>', 'thử với một giá trị khác (lặp lại được)', collect, [])
    .option('--law-date <ngày>', 'xét theo quy định ở ngày này (2022-12-31)')
    .option('--data-date <ngày>', 'chỉ dùng số liệu biết đến ngày này')
    .option('--batch <tệp>', 'mỗi dòng NDJSON một kết luận; "-" là đầu vào chuẩn')
    .option('--json', 'in kết quả dạng JSON')
    .action(
      run((context, options: EvalOptions) =>
        options.batch === undefined ? evalUnit(context, options) : evalBatch(context, options),
      ),
    );
}

/** For commander: an option that may be repeated. */
export function collect(value: string, earlier: readonly string[]): string[] {
  return [...earlier, value];
}

function evalUnit(context: CliContext, options: EvalOptions): Promise<ExitCode> {
  const { unit: name, year: yearText } = options;
  if (name === undefined || yearText === undefined)
    throw new CommandError(
      EXIT.usage,
      'Cần có --unit và --year, hoặc --batch. Ví dụ: eval --unit kh-so-tu-phap --year 2019',
    );
  if (!/^(?:19|20|21)\d{2}$/.test(yearText))
    throw new CommandError(EXIT.usage, `Năm "${yearText}" không đúng. Ghi bốn chữ số, ví dụ: --year 2019`);
  const dates = datesOf(options);
  return withDesk(context, async (desk) => {
    const unitId = await unitNamed(desk, name);
    const unit = (await listUnits(desk.db)).find(({ id }) => id === unitId);
    if (unit === undefined) throw new CommandError(EXIT.usage, `Không có đơn vị "${name}".`);
    const year = Number(yearText);
    const changes = options.set.length === 0 ? undefined : readChanges(desk.ruleSet, options.set);
    const of = await decideUnit(desk, unit, year, {
      ...dates,
      ...(changes === undefined ? {} : { changes }),
    });
    const broken =
      changes === undefined
        ? undefined
        : brokenConstraint(desk.ruleSet.constraints, of.decision.request.facts);
    if (broken !== undefined)
      throw new CommandError(
        EXIT.refused,
        `${broken.left} lớn hơn ${broken.right}: không thể có. Kiểm tra lại giá trị trong --set.`,
      );
    if (of.figures === undefined && of.published === undefined && changes === undefined) {
      context.err(`Chưa có số liệu năm ${year} của ${unit.name}. Nạp số liệu bằng: npx kycuong import TỆP`);
    }
    await keepReceipts(desk, [of]);
    const json = {
      ...decisionJson(desk.ruleSet, of.decision, of.context),
      sources: sourcesJson(of),
    };
    if (options.json === true) printJson(context, json);
    else {
      const ask = {
        desk,
        caller: { role: 'quan-tri' as const },
        units: [unit],
        unit,
        block: null,
        province: unit.province,
        year,
        losses: null,
        asksState: false,
        asksDue: false,
        at: dates,
        figure: null,
        directory: [],
      };
      context.out(
        changes === undefined ? renderPlain((await explain(ask)).reply) : JSON.stringify(json, null, 2),
      );
    }
    return EXIT.done;
  });
}

/** Where the stored figures of a decision were read: a file and its row, a push, a correction. */
export function sourcesJson({ figures }: UnitDecision): Record<string, unknown>[] {
  return [...(figures?.figures ?? [])].flatMap(([fact, { sources }]) =>
    sources.map(({ period, fileName, row, knownOn }) => ({
      fact,
      period,
      source: fileName,
      row,
      known_on: knownOn,
    })),
  );
}

/** The dates of the options. @throws CommandError when one is no date */
export function datesOf(
  options: Pick<EvalOptions, 'lawDate' | 'dataDate'>,
): Pick<DecisionOptions, 'lawDate' | 'dataDate'> {
  for (const [flag, date] of [
    ['--law-date', options.lawDate],
    ['--data-date', options.dataDate],
  ] as const) {
    if (date !== undefined && !isCivilDate(date))
      throw new CommandError(
        EXIT.usage,
        `${flag} "${date}" không phải là ngày. Ghi năm-tháng-ngày, ví dụ: 2022-12-31`,
      );
  }
  return {
    ...(options.lawDate === undefined ? {} : { lawDate: options.lawDate }),
    ...(options.dataDate === undefined ? {} : { dataDate: options.dataDate }),
  };
}

/** @throws CommandError when no unit, or several, go by the name */
export async function unitNamed(desk: Desk, name: string): Promise<string> {
  const found = findUnitByName(await unitDirectory(desk.db), name);
  if (found.ok) return found.id;
  if (found.shared.length > 0)
    throw new CommandError(
      EXIT.usage,
      `Có ${found.shared.length} đơn vị tên "${name}": ${found.shared.join(', ')}. Xin ghi mã đơn vị.`,
    );
  const offer = found.nearest === undefined ? '' : ` Có phải "${found.nearest}"?`;
  throw new CommandError(EXIT.usage, `Không có đơn vị "${name}".${offer}`);
}

function readChanges(ruleSet: RuleSet, entries: readonly string[]): Map<string, FactState> {
  const changes = new Map<string, FactState>();
  for (const entry of entries) {
    const at = entry.indexOf('=');
    const name = entry.slice(0, Math.max(at, 0)).trim().normalize('NFC');
    const fact = ruleSet.facts.get(name);
    if (at < 0 || fact === undefined) {
      const offer = nearest(name || entry, ruleSet.facts.keys());
      throw new CommandError(
        EXIT.usage,
        `Không có dữ kiện "${name || entry}".${offer === undefined ? '' : ` Có phải "${offer}"?`} Ghi: --set "tỷ lệ hồ sơ trễ hạn=4,5%"`,
      );
    }
    const value = parseValue(fact, entry.slice(at + 1));
    if (!value.ok) throw new CommandError(EXIT.refused, `${name}: ${value.problem}; ${value.remedy}.`);
    changes.set(name, value.state);
  }
  return changes;
}

/** All lines are read before any output: one that is refused refuses all. */
async function evalBatch(context: CliContext, { batch = '-' }: EvalOptions): Promise<ExitCode> {
  const ruleSet = ruleSetOf(readRuleFiles([]).all);
  const today = civilDate(context.now());
  const requests: DecisionRequest[] = [];
  readLines(batch).forEach((line, index) => {
    if (line.trim() === '') return;
    const request = parseBatchLine(line, ruleSet, today);
    if (!request.ok)
      throw new CommandError(EXIT.refused, `Dòng ${index + 1}: ${request.problem}; ${request.remedy}.`);
    requests.push(request.value);
  });
  for (const request of requests) {
    const decision = await decide(ruleSet, request);
    const current = request.lawDate < today ? await decide(ruleSet, { ...request, lawDate: today }) : null;
    const underCurrentLaw = current === null ? null : { lawDate: today, decision: current };
    context.out(JSON.stringify(decisionJson(ruleSet, decision, { ...NO_CONTEXT, underCurrentLaw })));
  }
  return EXIT.done;
}

/** @throws CommandError when the file cannot be read */
export function readLines(file: string): string[] {
  try {
    return new TextDecoder('utf-8', { fatal: true })
      .decode(readFileSync(file === '-' ? 0 : file))
      .split(/\r?\n/);
  } catch (error) {
    const reason = error instanceof TypeError ? 'không phải là chữ UTF-8' : 'không đọc được';
    throw new CommandError(EXIT.usage, `Tệp "${file}" ${reason}.`);
  }
}
