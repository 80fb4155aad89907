/** The database that a command works on. */
import { existsSync } from 'node:fs';
import { type Desk, openDesk } from '../bot/desk.ts';
import { fileOf } from '../db/care/source.ts';
import { databaseUrl } from '../server.ts';
import { type PrepareOptions, prepareDatabase } from '../web/node/prepare.ts';
import { type CliContext, CommandError, EXIT, type ExitCode } from './context.ts';

/** That of the environment; without one the server's own in `var/`, or, before there is any, the sample data. */
export function databaseOf({ settings }: CliContext): Pick<PrepareOptions, 'url' | 'authToken' | 'sample'> {
  const own = databaseUrl(settings, false);
  const sample = settings.databaseUrl === undefined && !existsSync(own.slice('file:'.length));
  return { url: databaseUrl(settings, sample), authToken: settings.databaseAuthToken, sample };
}

/**
 * The same, where the database has to be there already, and is left as it is.
 * @throws CommandError when its file does not exist
 */
export function heldDatabase(context: CliContext): {
  readonly url: string;
  readonly authToken: string | undefined;
} {
  const { url, authToken } = databaseOf(context);
  if (url.startsWith('file:') && !existsSync(fileOf(url)))
    throw new CommandError(EXIT.usage, `Chưa có cơ sở dữ liệu ${fileOf(url)}. Kiểm tra DATABASE_URL.`);
  return { url, authToken };
}

/** Opens the database, made ready; it is closed when the work is done. */
export async function withDesk(
  context: CliContext,
  work: (desk: Desk) => Promise<ExitCode>,
): Promise<ExitCode> {
  const now = context.now();
  const opened = await prepareDatabase({ ...databaseOf(context), now, log: context.err });
  try {
    return await work(await openDesk(opened.db, { now }));
  } finally {
    opened.close();
  }
}
