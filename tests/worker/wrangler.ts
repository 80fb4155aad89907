import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ServerProcess, startProcess } from '../support/process.ts';

const ROOT = path.join(import.meta.dirname, '..', '..');

/** Runs worker.ts as wrangler.toml says, under workerd, with these variables. Crons fire at `/__scheduled`. */
export async function startWorker(vars: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const state = mkdtempSync(path.join(tmpdir(), 'kycuong-worker-'));
  const worker = await startProcess({
    command: process.execPath,
    args: (port) => [
      path.join(ROOT, 'node_modules', 'wrangler', 'bin', 'wrangler.js'),
      'dev',
      '--local',
      '--test-scheduled',
      `--config=${path.join(ROOT, 'wrangler.toml')}`,
      '--ip=127.0.0.1',
      `--port=${port}`,
      '--inspector-port=0',
      `--persist-to=${state}`,
      ...Object.entries(vars).flatMap(([name, value]) => ['--var', `${name}:${value}`]),
    ],
    env: { CI: '1', WRANGLER_SEND_METRICS: 'false', NO_COLOR: '1' },
    healthPath: '/healthz',
  });
  return {
    url: worker.url,
    stop: async () => {
      const code = await worker.stop();
      rmSync(state, { recursive: true });
      return code;
    },
  };
}
