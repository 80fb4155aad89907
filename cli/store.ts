/** The database that a command works on. */
import { existsSync } from 'node:fs';
import { type Desk, openDesk } from '../bot/desk.ts';
import { databaseUrl } from '../server.ts';
import { prepareDatabase } from '../web/node/prepare.ts';
import type { CliContext, ExitCode } from './context.ts';

/**
 * Opens the database of the environment; without one the server's own in `var/`, or, before there is any, the sample
 * data. It is closed when the work is done.
 */
export async function withDesk(
  context: CliContext,
  work: (desk: Desk) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { settings, err } = context;
  const now = context.now();
  const own = databaseUrl(settings, false);
  const sample = settings.databaseUrl === undefined && !existsSync(own.slice('file:'.length));
  const url = sample ? databaseUrl(settings, true) : own;
  const opened = await prepareDatabase({ url, authToken: settings.databaseAuthToken, now, sample, log: err });
  try {
    return await work(await openDesk(opened.db, { now }));
  } finally {
    opened.close();
  }
}
