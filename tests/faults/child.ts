/** A load of dossiers in a process of its own, which may be killed on the way. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';

export interface Child {
  /** When the load begins. */
  readonly begun: Promise<void>;
  /** With what came of it; undefined where it was killed before it could say. */
  readonly ended: Promise<string | undefined>;
  kill(): void;
}

export function importInChild(url: string, now: Date, file: string): Child {
  const script = path.join(import.meta.dirname, 'import-until-killed.ts');
  const child = spawn(process.execPath, [script, url, now.toISOString(), file], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const begun = Promise.withResolvers<void>();
  const read = async (): Promise<string | undefined> => {
    let said: string | undefined;
    for await (const line of createInterface({ input: child.stdout })) {
      if (line === 'go') begun.resolve();
      else said = line;
    }
    await exited;
    begun.reject(new Error('the load ended before it began'));
    return said;
  };
  return { begun: begun.promise, ended: read(), kill: () => child.kill('SIGKILL') };
}
