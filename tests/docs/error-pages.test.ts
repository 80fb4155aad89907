/** The page of each diagnostic code: its bad example gives exactly that code, its good one none. */
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { DIAGNOSTIC_TITLES, type Diagnostic } from '../../engine/language/diagnostics.ts';
import { isFactsFile, loadRuleSet } from '../../engine/language/load.ts';
import type { SourceFile } from '../../engine/model/ruleset.ts';
import { checkRuleSet } from '../../engine/prove/check.ts';
import { projectFiles } from '../engine/language/sources.ts';

const CODES = Object.keys(DIAGNOSTIC_TITLES);
/** What takes a million combinations to show is told in words. */
const WITHOUT_FILES = ['KC-022'];

function page(code: string): string {
  return readFileSync(`docs/ma-loi/${code}.md`, 'utf8');
}

/** The files of an example; the facts are the project's own where it brings none. */
function example(code: string, heading: string): SourceFile[] {
  const section = page(code).split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  const files = Array.from(section.matchAll(/```yaml\n([\s\S]*?)```/gu), ([, text = '']) => ({
    path: text.startsWith('thang đo:') ? 'rules/facts.yaml' : 'rules/vi-du/vi-du.yaml',
    text,
  }));
  return files.some((file) => isFactsFile(file.path))
    ? files
    : [...projectFiles().filter((file) => isFactsFile(file.path)), ...files];
}

/** The codes found; most of the project's facts go unused by one example. */
async function codesOf(code: string, heading: string): Promise<string[]> {
  const files = example(code, heading);
  const loaded = loadRuleSet(files);
  const found: Diagnostic[] = [...loaded.diagnostics];
  if (loaded.ok) {
    found.push(...(await checkRuleSet(loaded.ruleSet)));
  }
  const unused = files.length > 2 || code === 'KC-021' ? [] : ['KC-021'];
  return [...new Set(found.map((each) => each.code))].filter((each) => !unused.includes(each));
}

describe('the pages of diagnostic codes', () => {
  it('are there for every code, and for no other', () => {
    const pages = globSync('docs/ma-loi/*.md').map((file) => path.basename(file, '.md'));
    expect(pages.toSorted()).toEqual(CODES.toSorted());
  });

  it.each(CODES)('%s is called as it is printed, and says why it is checked', (code) => {
    const [heading = ''] = page(code).split('\n');
    expect(heading.toUpperCase()).toBe(
      `# ${code} ${DIAGNOSTIC_TITLES[code as keyof typeof DIAGNOSTIC_TITLES]}`,
    );
    expect(page(code)).toContain('\n## Vì sao hệ thống kiểm tra điều này\n');
  });

  it.each(CODES.filter((code) => !WITHOUT_FILES.includes(code)))(
    '%s: the bad example gives exactly that code, the good one none',
    async (code) => {
      expect(await codesOf(code, 'Ví dụ sai')).toEqual([code]);
      expect(await codesOf(code, 'Ví dụ đúng')).toEqual([]);
    },
  );
});
