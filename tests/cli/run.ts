/** Runs the command line as a process of its own. */
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import path from 'node:path';

export interface Finished {
  readonly code: number | null;
  readonly out: string;
  /** Standard output as it came. */
  readonly bytes: Uint8Array;
  readonly err: string;
}

/** The clock stands at 20 November 2026, and the channels are off; what is compiled once serves all processes. */
const ENVIRONMENT = {
  PATH: process.env['PATH'],
  KYCUONG_NOW: '2026-11-20T09:00:00+07:00',
  NODE_COMPILE_CACHE: path.join(tmpdir(), 'kycuong-compiled'),
};

export function kycuong(
  args: readonly string[],
  options: { env?: Record<string, string>; input?: string } = {},
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['cli.ts', ...args], { env: { ...ENVIRONMENT, ...options.env } });
    const chunks: Buffer[] = [];
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
    });
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      err += chunk;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      const bytes = Buffer.concat(chunks);
      resolve({ code, out: bytes.toString('utf8'), bytes, err });
    });
    child.stdin.end(options.input ?? '');
  });
}
