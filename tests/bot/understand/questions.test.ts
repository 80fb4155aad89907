import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { INTENTS } from '../../../bot/desk.ts';
import { type Understanding, understand } from '../../../bot/understand/understand.ts';
import { DIRECTORY, TODAY, UNITS } from './khanh-hoa.ts';

interface Labelled {
  readonly question: string;
  readonly meaning: string;
}

const LABELLED: readonly Labelled[] = readFileSync(path.join(import.meta.dirname, 'questions.txt'), 'utf8')
  .split('\n')
  .filter((line) => line.includes(' => ') && !line.startsWith('#'))
  .map((line) => {
    const [question = '', meaning = ''] = line.split(' => ');
    return { question, meaning };
  });

/** In the words of the table. */
function meaningOf({ intent, units, year, block, ambiguous, unmatched }: Understanding): string {
  return [
    intent,
    ...units.map((id) => id.replace(/^kh-/, '')),
    ...(year === null ? [] : [String(year)]),
    ...(block === null ? [] : [`[${block}]`]),
    ...(ambiguous.length === 0 ? [] : [`?${ambiguous.join(',')}`]),
    ...(unmatched === null ? [] : [`!"${unmatched}"`]),
  ].join(' ');
}

describe('understanding of questions', () => {
  it.each(LABELLED)('"$question" is $meaning', ({ question, meaning }) => {
    expect(meaningOf(understand(question, DIRECTORY, { today: TODAY }))).toBe(meaning);
  });
});

describe('the table of questions', () => {
  it('has every intent and every unit', () => {
    const words = new Set(LABELLED.flatMap(({ meaning }) => meaning.split(' ')));
    expect(INTENTS.filter((intent) => !words.has(intent))).toEqual([]);
    expect(UNITS.map(({ id }) => id.replace(/^kh-/, '')).filter((id) => !words.has(id))).toEqual([]);
  });

  it('has at least a quarter of its questions without marks', () => {
    const unmarked = LABELLED.filter(({ question }) => !/[\p{M}đ]/u.test(question.normalize('NFD').toLowerCase()));
    expect(unmarked.length * 4).toBeGreaterThanOrEqual(LABELLED.length);
  });

  it('asks each question once', () => {
    expect(new Set(LABELLED.map(({ question }) => question)).size).toBe(LABELLED.length);
  });
});
