/** What a command is given by the front door, and how it ends. */
import type { Settings } from '../env.ts';

export interface CliContext {
  readonly settings: Settings;
  readonly now: () => Date;
  /** Results: standard output. */
  readonly out: (text: string) => void;
  /** A file on standard output. */
  readonly outBytes: (bytes: Uint8Array) => void;
  /** Whether standard output is read by a person at a terminal. */
  readonly isTerminal: boolean;
  /** Progress and diagnostics: standard error. */
  readonly err: (text: string) => void;
}

/** Exit codes of the outside contract. */
export const EXIT = {
  done: 0,
  /** The answer is "no": a check or test failed. */
  no: 1,
  /** The call was wrong. */
  usage: 2,
  /** The input was refused. */
  refused: 3,
  /** A fault of ours. */
  fault: 4,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** Ends a command with a message for people and an exit code; not a fault of ours. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly code: ExitCode;
  constructor(code: ExitCode, message: string) {
    super(message);
    this.code = code;
  }
}

/** One JSON document on standard output. */
export function printJson({ out }: CliContext, value: unknown): void {
  out(JSON.stringify(value, null, 2));
}
