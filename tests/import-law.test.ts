/** What may import what. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = path.join(import.meta.dirname, '..');
const FRONT_DOORS = ['server.ts', 'worker.ts', 'cli.ts'];
/** What the project runs as a process of its own. */
const PROCESSES = [
  'bench/score/rank-once.ts',
  'bench/decide/all-once.ts',
  'bench/import/load.ts',
  'bench/import/peer.ts',
  'bench/import/writer.ts',
];

/** What each folder may import of ours besides itself. */
const LAW: Readonly<Record<string, readonly string[]>> = {
  engine: [],
  db: ['engine/model/'],
  bot: ['engine/', 'db/'],
  // Documents for people, made of what the bot's decisions say.
  report: ['bot/', 'engine/', 'db/'],
  web: ['report/', 'bot/', 'engine/', 'db/'],
  cli: ['web/', 'report/', 'bot/', 'engine/', 'db/', 'bench/', 'env.ts', 'server.ts'],
  // Measures the product from outside, and is asked for by a command alone.
  bench: ['report/', 'bot/', 'engine/', 'db/'],
};

/** What workerd does not have, or what would drag it in. */
const NODE_ONLY =
  /^(?:node:(?!crypto$).*|@hono\/node-server|commander|@libsql\/client|drizzle-orm\/libsql(?:\/migrator)?)$/;

const CLOCK_AND_ENVIRONMENT = /process\.env|Date\.now\(|new Date\(\)|performance\.now|Math\.random/;

interface Import {
  /** A file of ours from the root, or a package. */
  readonly to: string;
  /** Gone at run time. */
  readonly typeOnly: boolean;
}

const STATEMENT =
  /^\s*(?:import|export)\s+(?<type>type\s+)?(?:[^'";]*?\sfrom\s+)?'(?<static>[^']+)'|\bimport\(\s*'(?<dynamic>[^']+)'/gm;

const files = globSync(['*.ts', ...Object.keys(LAW).map((folder) => `${folder}/**/*.ts`)], { cwd: ROOT })
  .map((file) => file.split(path.sep).join('/'))
  .filter((file) => !file.endsWith('.config.ts'));
const sources = new Map(files.map((file) => [file, readFileSync(path.join(ROOT, file), 'utf8')]));
const imports = new Map([...sources].map(([file, source]) => [file, importsOf(file, source)]));

function importsOf(file: string, source: string): Import[] {
  return Array.from(source.matchAll(STATEMENT), ({ groups = {} }) => {
    const specifier = groups['static'] ?? groups['dynamic'] ?? '';
    const own = specifier.startsWith('.');
    return {
      to: own ? path.posix.join(path.posix.dirname(file), specifier) : specifier,
      typeOnly: groups['type'] !== undefined,
    };
  });
}

function reachable(from: readonly string[], follows: (edge: Import) => boolean): Set<string> {
  const seen = new Set(from);
  for (const file of seen) {
    for (const edge of imports.get(file) ?? []) if (follows(edge)) seen.add(edge.to);
  }
  return seen;
}

function breaks(file: string, to: string): boolean {
  const folder = file.split('/')[0] ?? '';
  const allowed = LAW[folder];
  if (allowed === undefined || !sources.has(to)) return false;
  return ![`${folder}/`, ...allowed].some((prefix) => to.startsWith(prefix));
}

describe('the import law', () => {
  it('finds every import', () => {
    const source = [
      `import a, { type B } from './a.ts';`,
      `import type { C } from 'c';`,
      `import {\n  d,\n} from 'd';`,
      `export { e } from '../e.ts';`,
      `import 'f';`,
      `const g = await import('./g.ts');`,
      `export const from = 'h';`,
    ].join('\n');
    const found = importsOf('x/y.ts', source).map(({ to, typeOnly }) => (typeOnly ? `type ${to}` : to));
    expect(found).toEqual(['x/a.ts', 'type c', 'd', 'e.ts', 'f', 'x/g.ts']);
    expect(files).toEqual(expect.arrayContaining([...FRONT_DOORS, 'engine/decide/decide.ts']));
  });

  it('is kept by every file', () => {
    const broken = [...imports].flatMap(([file, edges]) =>
      edges.filter(({ to }) => breaks(file, to)).map(({ to }) => `${file} → ${to}`),
    );
    expect(broken).toEqual([]);
  });

  it('leads only to files that exist', () => {
    const missing = [...imports].flatMap(([file, edges]) =>
      edges.filter(({ to }) => to.endsWith('.ts') && !sources.has(to)).map(({ to }) => `${file} → ${to}`),
    );
    expect(missing).toEqual([]);
  });

  it('leaves the clock, the environment and chance to the front doors', () => {
    const guilty = [...sources].filter(
      // A benchmark is the clock's own business.
      ([file, source]) =>
        !FRONT_DOORS.includes(file) && !file.startsWith('bench/') && CLOCK_AND_ENVIRONMENT.test(source),
    );
    expect(guilty.map(([file]) => file)).toEqual([]);
  });

  it('keeps what only Node has out of the worker', () => {
    const reached = [...reachable(['worker.ts'], ({ typeOnly }) => !typeOnly)];
    expect(reached).toContain('bot/answer/answer.ts');
    expect(reached.filter((to) => NODE_ONLY.test(to))).toEqual([]);
  });

  it('leaves no file that no front door reaches', () => {
    const reached = reachable([...FRONT_DOORS, ...PROCESSES], () => true);
    expect(files.filter((file) => !reached.has(file))).toEqual([]);
  });
});
