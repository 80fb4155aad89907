/** `user`: people, roles and one-time link codes. */
import type { Command } from 'commander';
import { endOfOwn } from '../bot/appraisal/step.ts';
import { type Assignment, assignmentsNeeded } from '../bot/assignments.ts';
import { listed } from '../bot/lineage-words.ts';
import { invite } from '../bot/link.ts';
import { parseRole } from '../bot/roles.ts';
import { write } from '../db/database.ts';
import { type Forgotten, forgetPerson } from '../db/forget.ts';
import { type ListedPerson, listPeople, revokePerson } from '../db/people.ts';
import { civilDate, vietnameseDate } from '../engine/model/dates.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { unitNamed } from './eval.ts';
import type { Run } from './run.ts';
import { requireScope } from './scope.ts';
import { withDesk } from './store.ts';

interface Json {
  readonly json?: true;
}

interface InviteOptions extends Json {
  readonly unit?: string;
}

export function addUser(program: Command, run: Run): void {
  const user = program.command('user').description('người dùng, vai và mã liên kết một lần');
  user
    .command('invite')
    .argument('<vai>', 'ví dụ: thu-truong:kh-so-tu-phap, can-bo:kh-so-tu-phap, lanh-dao-tinh')
    .option('--unit <đơn vị>', 'nơi công tác của người thẩm định, để không chấm đơn vị mình')
    .option('--json', 'in kết quả dạng JSON')
    .description('thêm người giữ một vai và cấp mã liên kết')
    .action(run((context, role: string, options: InviteOptions) => inviteRole(context, role, options)));
  user
    .command('list')
    .option('--json', 'in kết quả dạng JSON')
    .action(run((context, options: Json) => list(context, options)));
  user
    .command('revoke')
    .argument('<mã người dùng>')
    .option('--json', 'in kết quả dạng JSON')
    .action(run((context, id: string, options: Json) => revoke(context, id, options)));
  user
    .command('forget')
    .argument('<mã người dùng>')
    .option('--json', 'in kết quả dạng JSON')
    .description('xóa dữ liệu liên kết của một người theo yêu cầu; việc đã làm theo chức trách vẫn giữ')
    .action(run((context, id: string, options: Json) => forget(context, id, options)));
}

function inviteRole(context: CliContext, role: string, options: InviteOptions): Promise<ExitCode> {
  return withDesk(context, async (desk) => {
    const { db, now } = desk;
    const caller = parseRole(role);
    if (caller !== undefined) await requireScope(desk, caller);
    const ended = caller === undefined ? undefined : await endOfOwn(db, caller, now);
    if (ended !== undefined) throw new CommandError(EXIT.refused, `${ended} Mời người ở đơn vị kế thừa.`);
    const unitId = options.unit === undefined ? undefined : await unitNamed(desk, options.unit);
    const invitation = await write(db, (tx) => invite(tx, role, now, unitId));
    if (invitation === undefined)
      throw new CommandError(
        EXIT.usage,
        `Không có vai "${role}". Ví dụ: lanh-dao-tinh, chuyen-vien-cchc, thu-truong:kh-so-tu-phap, can-bo:kh-so-tu-phap.`,
      );
    const { person, code } = invitation;
    if (caller?.role === 'tham-dinh' && unitId === undefined)
      context.err(
        'Chưa ghi nơi công tác của người thẩm định; thêm --unit ĐƠN-VỊ để hệ thống không cho chấm đơn vị mình.',
      );
    if (options.json === true)
      printJson(context, { id: person.id, role, code, ...(unitId === undefined ? {} : { unit: unitId }) });
    else
      context.out(
        `Đã thêm ${person.id} (${role}).\nMã liên kết, dùng một lần: ${code}\nTelegram: gửi cho bot "/start ${code}". Zalo: gửi mã cho bot.`,
      );
    return EXIT.done;
  });
}

function list(context: CliContext, options: Json): Promise<ExitCode> {
  return withDesk(context, async ({ db, now }) => {
    const people = await listPeople(db);
    const roles = people.filter(({ revokedAt }) => revokedAt === null).map(({ role }) => role);
    const needed = await assignmentsNeeded(db, roles, civilDate(now));
    const orphaned = ({ role, revokedAt }: ListedPerson): Assignment | undefined =>
      revokedAt === null ? needed.get(role) : undefined;
    if (options.json === true)
      printJson(
        context,
        people.map((person) => {
          const assignment = orphaned(person);
          return assignment === undefined ? person : { ...person, assignment };
        }),
      );
    else
      context.out(
        people.length === 0
          ? 'Chưa có người dùng nào.'
          : people
              .map((person) => {
                const { id, role, revokedAt } = person;
                const state = revokedAt === null ? assignmentWords(orphaned(person)) : '  (đã thu hồi)';
                return `${id}  ${role}${state}`;
              })
              .join('\n'),
      );
    return EXIT.done;
  });
}

/** Who is to have the office of a unit that is no more. */
function assignmentWords(assignment: Assignment | undefined): string {
  if (assignment === undefined) return '';
  const { endedOn, successors } = assignment;
  const to =
    successors.length === 0
      ? 'thu hồi bằng user revoke'
      : `giao lại cho đơn vị kế thừa (user invite): ${listed(successors.map(({ id, name }) => `${name} (${id})`))}`;
  return `  (cần giao lại: đã kết thúc từ ${vietnameseDate(endedOn)}; ${to})`;
}

function revoke(context: CliContext, id: string, options: Json): Promise<ExitCode> {
  return withDesk(context, async ({ db, now }) => {
    const revoked = await write(db, (tx) => revokePerson(tx, id, now));
    if (!revoked) throw new CommandError(EXIT.usage, `Không có người dùng "${id}" đang còn quyền.`);
    if (options.json === true) printJson(context, { id, revoked });
    else context.out(`Đã thu hồi quyền của ${id}.`);
    return EXIT.done;
  });
}

function forget(context: CliContext, id: string, options: Json): Promise<ExitCode> {
  return withDesk(context, async ({ db, now }) => {
    const forgotten = await write(db, (tx) => forgetPerson(tx, id, now));
    if (forgotten === undefined) throw new CommandError(EXIT.usage, `Không có người dùng "${id}".`);
    if (options.json === true) printJson(context, { id, ...forgotten });
    else context.out(forgottenWords(id, forgotten));
    return EXIT.done;
  });
}

function forgottenWords(id: string, { role, revoked, ...rows }: Forgotten): string {
  const parts = [
    [rows.accounts, 'tài khoản đang liên kết'],
    [rows.links, 'lần liên kết'],
    [rows.codes, 'mã liên kết'],
    [rows.chats, 'lựa chọn trong cuộc trò chuyện'],
    [rows.messages, 'tin nhắn (xóa nội dung và mã trò chuyện)'],
  ] as const;
  const gone = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`);
  return [
    gone.length === 0 ? `Không còn dữ liệu liên kết nào của ${id}.` : `Đã xóa của ${id}: ${gone.join('; ')}.`,
    ...(revoked ? ['Đã thu hồi quyền.'] : []),
    `Vẫn giữ: vai ${role}, các quyết định, vòng thẩm định và việc đã làm theo chức trách.`,
  ].join('\n');
}
