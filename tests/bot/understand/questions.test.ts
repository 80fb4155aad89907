import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { INTENTS } from '../../../bot/desk.ts';
import { type Understanding, understand } from '../../../bot/understand/understand.ts';
import { DIRECTORY, TODAY, UNITS, withoutMarks } from './khanh-hoa.ts';

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

const QUESTIONS = new Set(LABELLED.map(({ question }) => question));

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

  /** A question that has a row of its own without marks means what that row says. */
  const toStrip = LABELLED.filter(({ question }) => !QUESTIONS.has(withoutMarks(question).toLowerCase()));

  it.each(toStrip)('"$question" means the same without marks and capitals', ({ question, meaning }) => {
    const plain = understand(withoutMarks(question).toLowerCase(), DIRECTORY, { today: TODAY });
    expect(meaningOf(plain)).toBe(meaning.replace(/".*"/, (name) => withoutMarks(name).toLowerCase()));
  });
});

describe('the table of questions', () => {
  it('has every intent and every unit', () => {
    const words = new Set(LABELLED.flatMap(({ meaning }) => meaning.split(' ')));
    expect(INTENTS.filter((intent) => !words.has(intent))).toEqual([]);
    expect(UNITS.map(({ id }) => id.replace(/^kh-/, '')).filter((id) => !words.has(id))).toEqual([]);
  });

  it('asks each question once', () => {
    expect(QUESTIONS.size).toBe(LABELLED.length);
  });
});
