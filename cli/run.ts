/** Turns a command into a commander action: context first, an exit code at the end. */
import type { CliContext, ExitCode } from './context.ts';

export type Action<Arguments extends unknown[]> = (
  context: CliContext,
  ...args: Arguments
) => ExitCode | Promise<ExitCode>;

/** Wraps an action for commander, which calls it with its arguments, options and the command. */
export type Run = <Arguments extends unknown[]>(
  action: Action<Arguments>,
) => (...args: Arguments) => Promise<void>;
