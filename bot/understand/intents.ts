import { fold } from '../../engine/model/text.ts';
import type { Intent } from '../desk.ts';
import { type Asked, INTENT_ROWS } from './intent-table.ts';

const ROWS = INTENT_ROWS.map((row) => ({ ...row, pattern: patternOf(row.phrases) }));

/** The intent of the first row that fits; `unknown` when none does. */
export function intentOf(asked: Asked): Intent {
  const row = ROWS.find(({ pattern, when }) => pattern.test(asked.words) && (when?.(asked) ?? true));
  return row?.intent ?? 'unknown';
}

function patternOf(phrases: string | undefined): RegExp {
  if (phrases === undefined) return /(?:)/;
  const alternatives = phrases
    .split('·')
    .map((phrase) => phrase.split('…').map(fold).join('(?: \\S+){0,8} '));
  return new RegExp(` (?:${alternatives.join('|')}) `, 'u');
}
