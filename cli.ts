#!/usr/bin/env node
/** The command line: the only place of it that reads the environment and the clock. */
import { isatty } from 'node:tty';
import { Command, CommanderError } from 'commander';
import { addAsk } from './cli/ask.ts';
import { addAudit } from './cli/audit.ts';
import { addBackup } from './cli/backup.ts';
import { addBench } from './cli/bench.ts';
import { type CliContext, CommandError, EXIT, type ExitCode } from './cli/context.ts';
import { addDispute } from './cli/dispute.ts';
import { addEval } from './cli/eval.ts';
import { addExport } from './cli/export.ts';
import { addHistory } from './cli/history.ts';
import { addImport } from './cli/import.ts';
import { addKey } from './cli/key.ts';
import { addOfficers } from './cli/officers.ts';
import { addReceipt } from './cli/receipt.ts';
import { addReport } from './cli/report.ts';
import { addRetention } from './cli/retention.ts';
import { addRound } from './cli/round.ts';
import { addRules } from './cli/rules.ts';
import type { Run } from './cli/run.ts';
import { addServe } from './cli/serve.ts';
import { addSimulate } from './cli/simulate.ts';
import { addUser } from './cli/user.ts';
import { readSettings, SettingsError } from './env.ts';
import { PortInUseError } from './web/node/http.ts';
import { DatabaseUnusableError, RulesRefusedError } from './web/node/prepare.ts';

async function main(): Promise<ExitCode> {
  process.stdout.on('error', endQuietly);
  const settings = readSettings(process.env);
  const context: CliContext = {
    settings,
    now: () => settings.fixedNow ?? new Date(),
    out: (text) => process.stdout.write(`${text}\n`),
    outBytes: (bytes) => process.stdout.write(bytes),
    isTerminal: isatty(process.stdout.fd),
    err: (text) => process.stderr.write(`${text}\n`),
  };
  let code: ExitCode = EXIT.done;
  const run: Run =
    (action) =>
    async (...args) => {
      code = await action(context, ...args);
    };
  const program = new Command('kycuong')
    .description('Kỷ Cương: quy định cải cách hành chính thành quy tắc kiểm tra được')
    .exitOverride()
    .showHelpAfterError('(thêm --help để xem cách dùng)');
  for (const add of [
    addServe,
    addRules,
    addEval,
    addAsk,
    addImport,
    addOfficers,
    addAudit,
    addRound,
    addReport,
    addUser,
    addBackup,
    addExport,
    addRetention,
    addSimulate,
    addKey,
    addReceipt,
    addHistory,
    addDispute,
    addBench,
  ])
    add(program, run);
  await program.parseAsync(process.argv);
  return code;
}

/** Whoever read the output, as `head` does, has read enough. */
function endQuietly(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error;
  process.exit(EXIT.done);
}

/** What went wrong, for people, and the exit code that it stands for. */
function failure(error: unknown): { readonly code: ExitCode; readonly message: string } {
  // Commander has already written its own messages.
  if (error instanceof CommanderError)
    return { code: error.exitCode === 0 ? EXIT.done : EXIT.usage, message: '' };
  if (error instanceof CommandError) return { code: error.code, message: error.message };
  if (error instanceof SettingsError)
    return { code: EXIT.usage, message: `Biến môi trường không dùng được:\n${error.message}` };
  if (error instanceof PortInUseError || error instanceof DatabaseUnusableError)
    return { code: EXIT.usage, message: error.message };
  if (error instanceof RulesRefusedError) return { code: EXIT.refused, message: error.message };
  return {
    code: EXIT.fault,
    message: `Lỗi của hệ thống: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
  };
}

try {
  process.exitCode = await main();
} catch (error) {
  const { code, message } = failure(error);
  if (message !== '') process.stderr.write(`${message}\n`);
  process.exitCode = code;
}
