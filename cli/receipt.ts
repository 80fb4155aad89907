/** `explain` and `replay`: an earlier decision by its receipt. */
import type { Command } from 'commander';
import type { UnitAsk } from '../bot/answer/ask.ts';
import { withDisputes } from '../bot/answer/disputes.ts';
import { explain } from '../bot/answer/explain.ts';
import { renderPlain } from '../bot/channels/plain.ts';
import { type Replayed, replayReceipt } from '../bot/receipts.ts';
import type { KeptReceipt } from '../db/receipts.ts';
import { decisionJson } from '../engine/explain/decision-json.ts';
import { civilDate, vietnameseDate } from '../engine/model/dates.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { sourcesJson } from './eval.ts';
import type { Run } from './run.ts';
import { withDesk } from './store.ts';

type Recomputed = Extract<Replayed, { readonly outcome: 'same' | 'different' }>;

interface Json {
  readonly json?: true;
}

export function addReceipt(program: Command, run: Run): void {
  const ways: readonly (readonly [string, string, typeof print])[] = [
    ['explain', 'nội dung một kết luận đã đưa ra, theo mã biên nhận', print],
    ['replay', 'tính lại một kết luận đã đưa ra; mã thoát 1 khi khác', compare],
  ];
  for (const [name, description, show] of ways)
    program
      .command(name)
      .argument('<mã biên nhận>', 'KC- và 26 ký tự')
      .option('--json', 'in kết quả dạng JSON')
      .description(description)
      .action(run((context, code: string, options: Json) => recompute(context, code, options, show)));
}

function recompute(context: CliContext, text: string, options: Json, show: typeof print): Promise<ExitCode> {
  const code = text.trim().toUpperCase();
  return withDesk(context, async (desk) => {
    const replayed = await replayReceipt(desk, code);
    if (replayed.outcome === 'unknown')
      throw new CommandError(EXIT.usage, `Không có kết luận nào mang mã biên nhận "${text}".`);
    if (replayed.outcome === 'lost')
      throw new CommandError(
        EXIT.no,
        `Không tính lại được ${code}: cơ sở dữ liệu không còn đơn vị hoặc bộ quy tắc của kết luận ấy.`,
      );
    return show(context, replayed, options);
  });
}

async function print(context: CliContext, replayed: Recomputed, options: Json): Promise<ExitCode> {
  const { kept, unit, desk, at, of } = replayed;
  if (options.json === true) {
    const decision = decisionJson(desk.ruleSet, of.decision, of.context);
    printJson(context, { ...summary(replayed), decision, sources: sourcesJson(of) });
    return EXIT.done;
  }
  const ask: UnitAsk = {
    desk,
    caller: { role: 'quan-tri' },
    units: [unit],
    unit,
    block: null,
    province: unit.province,
    year: kept.year,
    losses: null,
    asksState: false,
    asksDue: false,
    at,
    figure: null,
    directory: [],
  };
  const told = await withDisputes(ask, await explain(ask));
  context.out(`${headline(kept)}\n\n${renderPlain(told.reply)}`);
  if (replayed.outcome === 'different') context.err(different(replayed));
  return EXIT.done;
}

async function compare(context: CliContext, replayed: Recomputed, options: Json): Promise<ExitCode> {
  const isSame = replayed.outcome === 'same';
  if (options.json === true) printJson(context, summary(replayed));
  else context.out(isSame ? `${headline(replayed.kept)}\nTính lại: trùng khớp.` : different(replayed));
  return isSame ? EXIT.done : EXIT.no;
}

function summary({ outcome, kept, of }: Recomputed): Record<string, unknown> {
  return {
    receipt: kept.receipt,
    same: outcome === 'same',
    recomputed: of.decision.receipt,
    unit: kept.unitId,
    year: kept.year,
    law_date: kept.lawDate,
    data_date: kept.dataDate,
    rule_set: kept.ruleSetHash,
    last_import: kept.withImport ?? kept.lastImport,
    given_at: kept.givenAt,
    rank: of.decision.rank,
  };
}

function headline(kept: KeptReceipt): string {
  const given = vietnameseDate(civilDate(new Date(kept.givenAt)));
  return `Biên nhận ${kept.receipt}, lập ngày ${given}: năm ${kept.year}, theo quy định tại ngày ${vietnameseDate(kept.lawDate)}, số liệu biết đến ngày ${vietnameseDate(kept.dataDate)}.`;
}

function different({ kept, of }: Recomputed): string {
  return `${headline(kept)}\nTính lại ra kết luận khác: ${of.decision.receipt}. Số liệu, danh mục đơn vị hoặc cách tính đã bị thay đổi ngoài các lần nạp.`;
}
