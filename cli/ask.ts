/** `ask`: what the bot would answer. */
import type { Command } from 'commander';
import { z } from 'zod';
import { answer } from '../bot/answer/answer.ts';
import { numberedChoices, renderPlain } from '../bot/channels/plain.ts';
import { renderHtml } from '../bot/channels/telegram/html.ts';
import { renderZaloText } from '../bot/channels/zalo/text.ts';
import type { Answer, Desk } from '../bot/desk.ts';
import { keepReceipts } from '../bot/receipts.ts';
import type { Reply } from '../bot/reply.ts';
import { type Caller, parseRole } from '../bot/roles.ts';
import { findPerson } from '../db/people.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { datesOf, readLines } from './eval.ts';
import type { Run } from './run.ts';
import { requireScope } from './scope.ts';
import { withDesk } from './store.ts';

const RENDERERS = {
  web: renderPlain,
  telegram: (reply) => renderHtml(reply).join('\n\n'),
  zalo: (reply) => renderZaloText(reply).join('\n\n'),
} as const satisfies Record<string, (reply: Reply) => string>;
type Rendering = keyof typeof RENDERERS;

interface AskOptions {
  readonly as?: string;
  readonly channel: string;
  readonly batch?: string;
  readonly lawDate?: string;
  readonly dataDate?: string;
  readonly json?: true;
}

export function addAsk(program: Command, run: Run): void {
  program
    .command('ask')
    .argument('[câu hỏi]')
    .description('câu trả lời của bot')
    .option('--as <người>', 'mã người dùng hoặc vai, ví dụ: thu-truong:kh-so-tu-phap')
    .option('--channel <kênh>', `cách trình bày: ${Object.keys(RENDERERS).join(', ')}`, 'web')
    .option('--batch <tệp>', 'mỗi dòng NDJSON một câu hỏi {"text":"…","as":"…"}')
    .option('--law-date <ngày>', 'xét theo quy định ở ngày này (2022-12-31)')
    .option('--data-date <ngày>', 'chỉ dùng số liệu biết đến ngày này')
    .option('--json', 'in kết quả dạng JSON')
    .action(
      run((context, question: string | undefined, options: AskOptions) => {
        const rendering = renderingOf(options.channel);
        if (options.batch !== undefined) return askBatch(context, options.batch, options, rendering);
        if (question === undefined)
          throw new CommandError(EXIT.usage, 'Cần một câu hỏi. Ví dụ: ask "Sở Tư pháp năm 2019"');
        return askOne(context, question, options, rendering);
      }),
    );
}

function renderingOf(channel: string): Rendering {
  if (Object.hasOwn(RENDERERS, channel)) return channel as Rendering;
  throw new CommandError(
    EXIT.usage,
    `Không có kênh "${channel}". Dùng một trong: ${Object.keys(RENDERERS).join(', ')}.`,
  );
}

function askOne(
  context: CliContext,
  text: string,
  options: AskOptions,
  rendering: Rendering,
): Promise<ExitCode> {
  const dates = datesOf(options);
  return withDesk(context, async (desk) => {
    const caller = await callerNamed(desk, options.as);
    const given = await answer(desk, caller, { text }, dates);
    await keepReceipts(desk, given.decisions);
    if (options.json === true) printJson(context, answerJson(given, caller, rendering));
    else {
      if (options.as === undefined && desk.sample)
        context.err('(trả lời với vai lãnh đạo tỉnh, trên dữ liệu mẫu)');
      const choices =
        rendering === 'web' && given.reply.buttons.length > 0
          ? `\n\n${numberedChoices(given.reply.buttons)}`
          : '';
      context.out(`${RENDERERS[rendering](given.reply)}${choices}`);
    }
    return EXIT.done;
  });
}

const LINE = z.object({ text: z.string(), as: z.string().optional() });

/** All lines are read before any output. */
function askBatch(
  context: CliContext,
  file: string,
  options: AskOptions,
  rendering: Rendering,
): Promise<ExitCode> {
  const dates = datesOf(options);
  return withDesk(context, async (desk) => {
    const questions: { text: string; caller: Caller }[] = [];
    for (const [index, line] of readLines(file).entries()) {
      if (line.trim() === '') continue;
      const parsed = LINE.safeParse(parseJson(line));
      if (!parsed.success)
        throw new CommandError(
          EXIT.refused,
          `Dòng ${index + 1}: cần {"text":"…","as":"…"} ("as" có thể bỏ).`,
        );
      questions.push({
        text: parsed.data.text,
        caller: await callerNamed(desk, parsed.data.as ?? options.as, `Dòng ${index + 1}: `),
      });
    }
    for (const { text, caller } of questions) {
      const given = await answer(desk, caller, { text }, dates);
      await keepReceipts(desk, given.decisions);
      context.out(JSON.stringify(answerJson(given, caller, rendering)));
    }
    return EXIT.done;
  });
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

/** A person's id or a role; on sample data nobody in particular is the province's leader, elsewhere a guest. */
export async function callerNamed(desk: Desk, name: string | undefined, where = ''): Promise<Caller> {
  if (name === undefined) return { role: desk.sample ? 'lanh-dao-tinh' : 'khach' };
  const role = parseRole(name);
  if (role !== undefined) await requireScope(desk, role, where);
  if (role !== undefined) return role;
  const person = await findPerson(desk.db, name);
  const caller = person === undefined ? undefined : parseRole(person.role);
  if (person === undefined || caller === undefined)
    throw new CommandError(
      EXIT.usage,
      `${where}Không có người dùng hoặc vai "${name}". Ví dụ vai: lanh-dao-tinh, thu-truong:kh-so-tu-phap.`,
    );
  return { ...caller, personId: person.id };
}

function answerJson(
  { reply, intent, units, year, ambiguous, refused, receipts }: Answer,
  { role, scope }: Caller,
  rendering: Rendering,
): Record<string, unknown> {
  return {
    intent,
    units,
    year,
    ambiguous,
    refused,
    receipts,
    as: scope === undefined ? role : `${role}:${scope}`,
    reply: { text: RENDERERS[rendering](reply), buttons: reply.buttons, images: [], files: [] },
  };
}
