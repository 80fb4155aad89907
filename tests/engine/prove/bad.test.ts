/** Every check has an example that breaks it, `bad/<name>.yaml`, with the exact text that people then read, `bad/<name>.txt`. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIAGNOSTIC_TITLES, formatDiagnostic } from '../../../engine/language/diagnostics.ts';
import { checkRuleSet } from '../../../engine/prove/check.ts';
import { projectRuleSet } from '../language/sources.ts';
import { example } from './examples.ts';

const FOLDER = 'tests/engine/prove/bad';
const CHECKS = 'engine/prove/checks';
/** What cannot be proven is only given up after a million cells each. */
const PATIENCE = 240_000;

const names = globSync(`${FOLDER}/*.yaml`)
  .map((file) => path.basename(file, '.yaml'))
  .filter((name) => !/(^|\.)facts$|\.chung$/.test(name))
  .sort();

function expected(name: string): string {
  return readFileSync(`${FOLDER}/${name}.txt`, 'utf8').trimEnd();
}

/** Every text between quotes that the source of the checks gives as a message, with `${…}` where it depends on the rules. */
function messagesInSource(): string[] {
  const source = globSync(`${CHECKS}/*.ts`).map((file) => readFileSync(file, 'utf8'));
  const message =
    /(?:message:|\bunproved\(\s*[\w.]+,|\bidle\(\s*rule,|because === 'cells'\s*\?|\n\s*:)\s*(`[^`]*`|'[^']*\s[^']*')/gu;
  return source.flatMap((text) =>
    [...text.matchAll(message)].flatMap(([, quoted = '']) => [quoted.slice(1, -1)]),
  );
}

function asPattern(message: string): RegExp {
  const fixed = message.split(/\$\{[^}]*\}/u).map((part) => part.replace(/[.*+?()[\]{}|^$\\]/gu, '\\$&'));
  return new RegExp(fixed.join('.+'), 'u');
}

describe('the checks of a rule set', () => {
  it.each(names)(
    'say of %s what is wrong, exactly',
    async (name) => {
      const diagnostics = await checkRuleSet(example(name));
      expect(diagnostics.map(formatDiagnostic).join('\n')).toBe(expected(name));
    },
    PATIENCE,
  );

  it('are each broken by some example', () => {
    const source = globSync('engine/prove/**/*.ts').map((file) => readFileSync(file, 'utf8'));
    const checks = new Set(source.flatMap((text) => text.match(/KC-\d{3}/gu) ?? []));
    const declared = Object.keys(DIAGNOSTIC_TITLES).filter((code) => code >= 'KC-012' && code <= 'KC-022');
    expect([...checks].sort()).toEqual(declared);
    const broken = new Set(names.flatMap((name) => expected(name).match(/^KC-\d{3}/gmu) ?? []));
    expect([...broken].sort()).toEqual(declared);
  });

  it('have no message without an example', () => {
    const told = names.map(expected).join('\n');
    const messages = messagesInSource();
    expect(messages.length).toBeGreaterThan(25);
    expect(messages.filter((message) => !asPattern(message).test(told))).toEqual([]);
  });

  it("find nothing in the project's own rules", async () => {
    expect((await checkRuleSet(projectRuleSet())).map(formatDiagnostic)).toEqual([]);
  });
});
