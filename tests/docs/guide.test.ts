/** The guide to writing rules, followed to the letter: what it tells people to write must load and pass. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCases } from '../../engine/decide/cases.ts';
import { readCases } from '../../engine/language/cases.ts';
import { parseFigure } from '../../engine/language/phrases.ts';
import { parseStep } from '../../engine/language/steps.ts';
import { projectFiles, ruleSetOf } from '../engine/language/sources.ts';

const guide = readFileSync('docs/huong-dan-quy-tac.md', 'utf8');
const blocks = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map(([, text]) => text ?? '');

describe('the guide to writing rules', () => {
  it('adds a fact, a document and its cases that check and pass', async () => {
    const [facts = '', document = '', cases = ''] = blocks;
    const folder = 'rules/khanh-hoa/quy-dinh-truc-tuyen';
    const files = projectFiles().map((file) =>
      file.path.endsWith('facts.yaml')
        ? { ...file, text: file.text.replace('dữ kiện:\n', `dữ kiện:\n${facts}`) }
        : file,
    );
    const ruleSet = ruleSetOf([...files, { path: `${folder}.yaml`, text: document }]);
    const read = readCases({ path: `${folder}.cases.yaml`, text: cases }, ruleSet);
    expect(read.diagnostics).toEqual([]);
    expect((await runCases(ruleSet, read.cases)).map(({ differences }) => differences)).toEqual([[], []]);
  });

  it('lists phrases that are all understood', () => {
    const table = guide.slice(guide.indexOf('## Các cách viết so sánh'), guide.indexOf('Nhóm:'));
    const phrases = [...table.matchAll(/`([^`]+)`/g)].map(([, phrase]) => phrase ?? '');
    expect(phrases.length).toBeGreaterThan(25);
    const scale = ['YẾU', 'TRUNG BÌNH', 'KHÁ', 'TỐT'];
    for (const phrase of phrases) {
      const written =
        /\d/.test(phrase) || scale.some((step) => phrase.includes(step)) ? phrase : `${phrase} 5%`;
      const understood = scale.some((step) => written.includes(step))
        ? parseStep(written, scale).ok
        : parseFigure(written).ok;
      expect([written, understood]).toEqual([written, true]);
    }
  });
});
