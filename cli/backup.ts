/** `backup` and `restore`: the whole database as one checked file, and back. */
import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Command } from 'commander';
import { faultOf } from '../bot/fault.ts';
import { type Backup, BackupUnsoundError, backUp } from '../db/care/backup.ts';
import { RestoreRefusedError, restore } from '../db/care/restore.ts';
import { type DatabaseSource, fileOf, openSource, SourceChangedError } from '../db/care/source.ts';
import { databaseUrl } from '../server.ts';
import { withoutToken } from '../web/node/prepare.ts';
import { type CliContext, CommandError, EXIT, type ExitCode, printJson } from './context.ts';
import type { Run } from './run.ts';
import { heldDatabase } from './store.ts';

interface BackupOptions {
  readonly json?: true;
}

interface RestoreOptions {
  readonly replace?: true;
  readonly json?: true;
}

export function addBackup(program: Command, run: Run): void {
  program
    .command('backup')
    .argument('<tệp>', 'tệp mới; không bao giờ ghi đè')
    .option('--json', 'in kết quả dạng JSON')
    .description('sao lưu cơ sở dữ liệu, kể cả khi máy chủ đang chạy, rồi mở bản sao để kiểm tra')
    .action(run((context, file: string, options: BackupOptions) => backup(context, file, options)));
  program
    .command('restore')
    .argument('<tệp>', 'tệp do backup tạo ra')
    .option('--replace', 'thay cơ sở dữ liệu đang có dữ liệu; bản cũ được giữ lại bên cạnh')
    .option('--json', 'in kết quả dạng JSON')
    .description('khôi phục cơ sở dữ liệu từ bản sao lưu')
    .action(run((context, file: string, options: RestoreOptions) => restoreFrom(context, file, options)));
}

async function backup(context: CliContext, file: string, options: BackupOptions): Promise<ExitCode> {
  requireNewFile(file);
  const made = await withSource(context, (source) => backUp(source, file, context.err)).catch(
    (error: unknown) => {
      if (error instanceof BackupUnsoundError)
        throw new CommandError(EXIT.no, `Bản sao không đạt kiểm tra, đã bỏ: ${error.message}.`);
      throw error;
    },
  );
  const tables = Object.fromEntries(made.tables.map(({ name, rows }) => [name, rows]));
  if (options.json === true)
    printJson(context, { file, bytes: made.bytes, sha256: made.sha256, checked: true, tables });
  else context.out(backupWords(file, made));
  return EXIT.done;
}

/** Reads the database of the environment as a whole; what keeps it from being read is said. */
export async function withSource<T>(
  context: CliContext,
  work: (source: DatabaseSource) => Promise<T>,
): Promise<T> {
  const { url, authToken } = heldDatabase(context);
  const source = await openSource(url, authToken).catch((error: unknown) => {
    throw new CommandError(
      EXIT.usage,
      `Không đọc được cơ sở dữ liệu ${withoutToken(url)} (${faultOf(error)}).`,
    );
  });
  try {
    return await work(source);
  } catch (error) {
    if (!(error instanceof SourceChangedError)) throw error;
    throw new CommandError(EXIT.no, 'Dữ liệu bị bớt đi trong lúc đọc. Thử lại sau ít phút.');
  } finally {
    source.close();
  }
}

function requireNewFile(file: string): void {
  const folder = path.dirname(path.resolve(file));
  if (existsSync(file))
    throw new CommandError(EXIT.usage, `Đã có tệp "${file}"; không ghi đè. Ghi tên tệp khác.`);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new CommandError(EXIT.usage, `Không có thư mục "${folder}". Tạo thư mục ấy rồi thử lại.`);
}

function backupWords(file: string, { bytes, sha256, tables }: Backup): string {
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  return [
    `Đã sao lưu vào ${file}: ${bytes.toLocaleString('vi-VN')} byte, ${tables.length} bảng, ${rows.toLocaleString('vi-VN')} dòng.`,
    'Đã mở lại bản sao: toàn vẹn, đủ số dòng của từng bảng.',
    `SHA-256: ${sha256}`,
    ...tables
      .filter((table) => table.rows > 0)
      .map((table) => `  ${table.name}: ${table.rows.toLocaleString('vi-VN')}`),
  ].join('\n');
}

function restoreFrom(context: CliContext, backupFile: string, options: RestoreOptions): ExitCode {
  const url = databaseUrl(context.settings, false);
  if (!url.startsWith('file:'))
    throw new CommandError(
      EXIT.usage,
      'Chỉ khôi phục được vào một tệp. Đặt DATABASE_URL=file:…, khôi phục, rồi đưa tệp ấy lên máy chủ cơ sở dữ liệu bằng công cụ của máy chủ.',
    );
  const target = fileOf(url);
  try {
    const { kept, migrated } = restore({
      backup: backupFile,
      target,
      replace: options.replace === true,
      now: context.now(),
      log: context.err,
    });
    if (options.json === true) printJson(context, { database: target, kept: kept ?? null, migrated });
    else
      context.out(
        [
          `Đã khôi phục ${target} từ ${backupFile}.`,
          ...(migrated > 0 ? [`Đã nâng cấp bản sao lưu cũ: ${migrated} bước.`] : []),
          ...(kept === undefined ? [] : [`Cơ sở dữ liệu cũ: ${kept}`]),
        ].join('\n'),
      );
    return EXIT.done;
  } catch (error) {
    if (error instanceof RestoreRefusedError) throw new CommandError(EXIT.refused, error.message);
    throw error;
  }
}
