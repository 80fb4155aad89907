/** The project's rule files, as they are published. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isCasesFile } from '../../engine/language/load.ts';
import type { SourceFile } from '../../engine/model/ruleset.ts';

const RULES = path.join(import.meta.dirname, '..', '..', 'rules');

/** Reads `rules/` without its cases; paths start with "rules/" wherever the project lies. */
export async function readProjectRules(): Promise<SourceFile[]> {
  const names = await readdir(RULES, { recursive: true });
  const paths = names
    .map((name) => `rules/${name.split(path.sep).join('/')}`)
    .filter((name) => /\.ya?ml$/.test(name) && !isCasesFile(name))
    .sort();
  return Promise.all(
    paths.map(async (file) => ({ path: file, text: await readFile(path.join(RULES, '..', file), 'utf8') })),
  );
}
