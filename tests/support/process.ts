/** Servers in processes of their own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';

export interface ServerProcess {
  readonly url: string;
  /** Asks it to end (SIGTERM); resolves to its exit code. */
  stop(): Promise<number | null>;
}

export interface ProcessOptions {
  readonly command: string;
  readonly args: (port: number) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Answers with success once the server is up. */
  readonly healthPath: string;
}

/** Milliseconds in which a server has to be up, and between two looks. */
const PATIENCE = 50_000;
const PAUSE = 50;

/** Starts a server on a free port of this machine; resolves once it is healthy. */
export async function startProcess({
  command,
  args,
  env,
  healthPath,
}: ProcessOptions): Promise<ServerProcess> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = spawn(command, args(port), {
    // A group of its own, so that it ends with all its children.
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...env },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += String(data)));
  const exited = once(child, 'exit');
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  const end = () => {
    if (child.pid !== undefined && !hasEnded()) process.kill(-child.pid, 'SIGTERM');
  };
  process.once('exit', end);
  const stop = async () => {
    end();
    await exited;
    process.off('exit', end);
    return child.exitCode;
  };
  for (let waited = 0; waited < PATIENCE && !hasEnded(); waited += PAUSE) {
    const response = await fetch(`${url}${healthPath}`).catch(() => undefined);
    if (response?.ok === true) return { url, stop };
    await wait(PAUSE);
  }
  await stop();
  throw new Error(`${command} did not come up:\n${output}`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, 'close');
  return port;
}
