/** `key`: keys with which other systems push figures. */
import type { Command } from 'commander';
import { createApiKey, listApiKeys, PUSH_KINDS, type PushKind, revokeApiKey } from '../db/api-keys.ts';
import { write } from '../db/database.ts';
import { listUnits } from '../db/units.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import { collect, unitNamed } from './eval.ts';
import type { Run } from './run.ts';
import { withDesk } from './store.ts';

interface Json {
  readonly json?: true;
}

interface CreateOptions extends Json {
  readonly name: string;
  readonly unit: readonly string[];
  readonly province: readonly string[];
  readonly kinds: string;
}

export function addKey(program: Command, run: Run): void {
  const key = program.command('key').description('khóa để hệ thống khác gửi số liệu qua API');
  key
    .command('create')
    .requiredOption('--name <tên>', 'hệ thống gửi số liệu, như lịch sử số liệu sẽ ghi')
    .option('--unit <đơn vị>', 'mã hoặc tên một đơn vị được gửi (lặp lại được)', collect, [])
    .option(
      '--province <tỉnh>',
      'mã một tỉnh được gửi mọi đơn vị (lặp lại được), ví dụ: khanh-hoa',
      collect,
      [],
    )
    .option(
      '--kinds <loại>',
      `loại số liệu, cách nhau bằng dấu phẩy: ${PUSH_KINDS.join(', ')}`,
      PUSH_KINDS.join(','),
    )
    .option('--json', 'in kết quả dạng JSON')
    .description('cấp một khóa; khóa chỉ hiện một lần')
    .action(run((context, options: CreateOptions) => create(context, options)));
  key
    .command('list')
    .option('--json', 'in kết quả dạng JSON')
    .action(run((context, options: Json) => list(context, options)));
  key
    .command('revoke')
    .argument('<mã khóa>')
    .option('--json', 'in kết quả dạng JSON')
    .action(run((context, id: string, options: Json) => revoke(context, id, options)));
}

function create(context: CliContext, options: CreateOptions): Promise<ExitCode> {
  const name = options.name.trim().normalize('NFC');
  if (name === '' || name.length > 100)
    throw new CommandError(EXIT.usage, 'Tên khóa cần từ 1 đến 100 ký tự.');
  const kinds = kindsNamed(options.kinds);
  if (options.unit.length + options.province.length === 0)
    throw new CommandError(
      EXIT.usage,
      'Ghi đơn vị hoặc tỉnh mà khóa được gửi số liệu: --unit kh-so-tu-phap hoặc --province khanh-hoa.',
    );
  return withDesk(context, async (desk) => {
    const { db, now } = desk;
    const units: string[] = [];
    for (const each of options.unit) units.push(await unitNamed(desk, each));
    const known = new Set((await listUnits(db)).map(({ province }) => province));
    const strange = options.province.find((province) => !known.has(province));
    if (strange !== undefined)
      throw new CommandError(
        EXIT.usage,
        `Không có tỉnh "${strange}". Dùng một trong: ${[...known].join(', ')}.`,
      );
    const scope = { units: [...new Set(units)], provinces: options.province, kinds };
    const made = await write(db, (tx) => createApiKey(tx, name, scope, now));
    if (made === undefined)
      throw new CommandError(
        EXIT.usage,
        `Đã có khóa tên "${name}". Dùng tên khác, để lịch sử phân biệt được.`,
      );
    if (options.json === true) printJson(context, { ...made, name, ...scope });
    else
      context.out(
        `Đã cấp khóa ${made.id} cho ${name}.\nKhóa, chỉ hiện một lần: ${made.key}\nDùng: Authorization: Bearer KHÓA, POST /api/v1/observations; tài liệu tại /api/v1/openapi.json`,
      );
    return EXIT.done;
  });
}

function kindsNamed(text: string): PushKind[] {
  return text.split(',').map((written) => {
    const kind = PUSH_KINDS.find((each) => each === written.trim());
    if (kind === undefined)
      throw new CommandError(EXIT.usage, `Không có loại "${written}". Dùng: ${PUSH_KINDS.join(', ')}.`);
    return kind;
  });
}

function list(context: CliContext, options: Json): Promise<ExitCode> {
  return withDesk(context, async ({ db }) => {
    const keys = await listApiKeys(db);
    if (options.json === true) printJson(context, keys);
    else
      context.out(
        keys.length === 0
          ? 'Chưa có khóa nào.'
          : keys
              .map(({ id, name, units, provinces, kinds, revokedAt }) => {
                const scope = [...units, ...provinces.map((province) => `tỉnh ${province}`)].join(', ');
                return `${id}  ${name}  [${kinds.join(', ')}: ${scope}]${revokedAt === null ? '' : '  (đã thu hồi)'}`;
              })
              .join('\n'),
      );
    return EXIT.done;
  });
}

function revoke(context: CliContext, id: string, options: Json): Promise<ExitCode> {
  return withDesk(context, async ({ db, now }) => {
    const revoked = await write(db, (tx) => revokeApiKey(tx, id, now));
    if (!revoked) throw new CommandError(EXIT.usage, `Không có khóa "${id}" đang còn hiệu lực.`);
    if (options.json === true) printJson(context, { id, revoked });
    else context.out(`Đã thu hồi khóa ${id}.`);
    return EXIT.done;
  });
}
