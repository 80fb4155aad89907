/** `dispute`: units dispute figures and dossiers, policy staff decide. */
import type { Command } from 'commander';
import { subjectWords } from '../bot/answer/disputes.ts';
import { type DisputeOutcome, decideDispute, openDispute } from '../bot/disputes.ts';
import { mayKnow } from '../bot/rights.ts';
import { type Disputed, listDisputes } from '../db/disputes.ts';
import { listUnits } from '../db/units.ts';
import { DISPUTE_STATE_WORDS, type DisputeState } from '../engine/model/dispute.ts';
import { callerNamed } from './ask.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { unitNamed } from './eval.ts';
import { factNamed, periodOf } from './history.ts';
import type { Run } from './run.ts';
import { withDesk } from './store.ts';

interface Common {
  readonly as?: string;
  readonly json?: true;
}

interface OpenOptions extends Common {
  readonly unit: string;
  readonly fact?: string;
  readonly period?: string;
  readonly value?: string;
  readonly code?: string;
  readonly evidence: string;
}

interface DecideOptions extends Common {
  readonly accept?: true;
  readonly refuse?: true;
  readonly withdraw?: true;
  readonly value?: string;
  readonly reason: string;
}

export function addDispute(program: Command, run: Run): void {
  const dispute = program
    .command('dispute')
    .description('kiến nghị về số liệu hoặc về hồ sơ bị tính trễ hạn');
  dispute
    .command('open')
    .requiredOption('--unit <đơn vị>', 'đơn vị kiến nghị')
    .option('--fact <số liệu>', 'số liệu bị kiến nghị, ví dụ: "hồ sơ trễ hạn"')
    .option('--period <kỳ>', 'kỳ của số liệu: 2026-10 hoặc 2026')
    .option('--value <giá trị>', 'giá trị mà đơn vị cho là đúng')
    .option('--code <mã hồ sơ>', 'mã hồ sơ bị kiến nghị')
    .requiredOption('--evidence <căn cứ>', 'nội dung hoặc số, ký hiệu tài liệu làm căn cứ')
    .option('--as <người>', 'mã người dùng hoặc vai của đơn vị: can-bo:kh-so-tu-phap')
    .option('--json', 'in kết quả dạng JSON')
    .action(run((context, options: OpenOptions) => open(context, options)));
  dispute
    .command('list')
    .option('--unit <đơn vị>', 'của một đơn vị')
    .option('--as <người>', 'mã người dùng hoặc vai')
    .option('--json', 'in kết quả dạng JSON')
    .action(run((context, options: Common & { readonly unit?: string }) => list(context, options)));
  dispute
    .command('decide')
    .argument('<số>', 'số của kiến nghị')
    .option('--accept', 'chấp nhận')
    .option('--refuse', 'không chấp nhận')
    .option('--withdraw', 'đơn vị rút kiến nghị')
    .option('--value <giá trị>', 'giá trị đúng; giá trị đơn vị kiến nghị nếu không ghi')
    .requiredOption('--reason <lý do>')
    .option('--as <người>', 'mã người dùng hoặc vai: chuyen-vien-cchc')
    .option('--json', 'in kết quả dạng JSON')
    .action(run((context, id: string, options: DecideOptions) => decide(context, id, options)));
}

function open(context: CliContext, options: OpenOptions): Promise<ExitCode> {
  return withDesk(context, async (desk) => {
    const caller = await callerNamed(desk, options.as);
    const unitId = await unitNamed(desk, options.unit);
    const fact = options.fact === undefined ? undefined : factNamed(desk.ruleSet.facts, options.fact).name;
    const disputed = disputedOf(options, fact);
    const outcome = await openDispute(desk, caller, { unitId, disputed, evidence: options.evidence });
    return show(context, outcome, options);
  });
}

function disputedOf({ period, value, code }: OpenOptions, fact: string | undefined): Disputed {
  if (fact !== undefined && period !== undefined)
    return { fact, period: periodOf(period), ...(value === undefined ? {} : { claim: value }) };
  if (code !== undefined) return { code };
  throw new CommandError(EXIT.usage, 'Ghi số liệu (--fact và --period) hoặc hồ sơ (--code) bị kiến nghị.');
}

function decide(context: CliContext, text: string, options: DecideOptions): Promise<ExitCode> {
  const chosen = (
    [
      ['accepted', options.accept],
      ['refused', options.refuse],
      ['withdrawn', options.withdraw],
    ] as const
  ).flatMap(([state, isChosen]) => (isChosen === true ? [state] : []));
  const [state, ...more] = chosen;
  if (state === undefined || more.length > 0)
    throw new CommandError(EXIT.usage, 'Ghi một trong: --accept, --refuse, --withdraw.');
  if (!/^\d{1,9}$/.test(text)) throw new CommandError(EXIT.usage, `"${text}" không phải số của kiến nghị.`);
  const { reason, value } = options;
  return withDesk(context, async (desk) => {
    const caller = await callerNamed(desk, options.as);
    const decision = { state, reason, ...(value === undefined ? {} : { value }) };
    return show(context, await decideDispute(desk, caller, Number(text), decision), options);
  });
}

function show(context: CliContext, outcome: DisputeOutcome, options: Common): ExitCode {
  if (options.json === true) printJson(context, outcome);
  if (outcome.status === 'refused') {
    if (options.json !== true)
      context.err(outcome.problems.map(({ reason, remedy }) => `${reason} ${remedy}`).join('\n'));
    return EXIT.refused;
  }
  if (options.json !== true)
    context.out(`Kiến nghị số ${outcome.id}: ${DISPUTE_STATE_WORDS[outcome.state]}.`);
  return EXIT.done;
}

function list(context: CliContext, options: Common & { readonly unit?: string }): Promise<ExitCode> {
  return withDesk(context, async (desk) => {
    const caller = await callerNamed(desk, options.as);
    const only = options.unit === undefined ? undefined : await unitNamed(desk, options.unit);
    const units = (await listUnits(desk.db)).filter(
      (unit) => mayKnow(caller, unit) && (only === undefined || unit.id === only),
    );
    const names = new Map(units.map(({ id, name }) => [id, name]));
    const found = await listDisputes(desk.db, { unitIds: [...names.keys()] });
    const words = (state: DisputeState, reason: string | null): string =>
      `${DISPUTE_STATE_WORDS[state]}${reason === null ? '' : ` (${reason})`}`;
    if (options.json === true) printJson(context, found);
    else
      context.out(
        found.length === 0
          ? 'Chưa có kiến nghị nào.'
          : found
              .map(
                (each) =>
                  `${each.id}  ${names.get(each.unitId) ?? each.unitId}: ${subjectWords(each)}; ${words(each.state, each.reason)}`,
              )
              .join('\n'),
      );
    return EXIT.done;
  });
}
