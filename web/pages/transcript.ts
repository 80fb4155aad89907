/** The conversation of the chat page. Its address carries it, so that the page needs neither session nor script. */
import type { Button, Question } from '../../bot/reply.ts';
import { cleanText, MAX_QUESTION } from '../../bot/typed.ts';

/** One thing said: a typed question (`q`) or a pressed button (`a`), as a parameter of the address. */
export interface Turn {
  readonly name: 'q' | 'a';
  readonly value: string;
}

/** The element of the newest answer, to which the page scrolls. */
export const NEWEST = 'moi-nhat';

/** Turns on the page. */
const MOST = 5;
/** Characters of a query; proxies and servers refuse addresses of more than 8,000 or 16,000. */
const LONGEST = 5000;

/** The last turns of a query, oldest first. Other parameters and empty ones are passed over. */
export function readTurns(query: URLSearchParams): Turn[] {
  return [...query]
    .flatMap(([name, value]) => {
      const text = cleanText(value);
      return (name === 'q' || name === 'a') && text !== '' ? [{ name, value: text } as const] : [];
    })
    .slice(-MOST);
}

/** The turns that stay when another one follows. What is too long to be a question goes first. */
export function carried(turns: readonly Turn[]): Turn[] {
  const kept = turns.filter(({ value }) => value.length <= MAX_QUESTION).slice(1 - MOST);
  while (queryOf(kept).length > LONGEST) kept.shift();
  return kept;
}

/** The address of the page after one more turn. */
export function addressOf(turns: readonly Turn[], next: Turn): string {
  return `/?${queryOf([...carried(turns), next])}#${NEWEST}`;
}

/** A pressed button; its label comes along, for the page shows it as what was said. */
export function pressed({ action, label }: Button): Turn {
  return { name: 'a', value: `${action} ${label}` };
}

/** What a turn asks. */
export function questionOf({ name, value }: Turn): Question {
  return name === 'q' ? { text: value } : { action: value.split(' ', 1).join('') };
}

/** A turn as it is shown. */
export function wordsOf({ name, value }: Turn): string {
  return name === 'q' ? value : value.slice(value.indexOf(' ') + 1);
}

function queryOf(turns: readonly Turn[]): string {
  return new URLSearchParams(turns.map(({ name, value }): [string, string] => [name, value])).toString();
}
