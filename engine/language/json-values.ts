/** Values of facts in JSON: numbers by their digits, Vietnamese text, null for what is not known. */
import { type FactDefinition, MISSING } from '../model/facts.ts';
import { numberValue, type ParsedValue, parseValue } from './values.ts';

/** A JSON number by its digits: binary floating point would already have rounded it. */
export class JsonNumber {
  readonly source: string;
  constructor(source: string) {
    this.source = source;
  }
}

/** `JSON.parse` with every number as a `JsonNumber`. @throws SyntaxError */
export function parseExactly(text: string): unknown {
  const reviver = (_key: string, value: unknown, context?: { source?: string }): unknown =>
    typeof value === 'number' ? new JsonNumber(context?.source ?? String(value)) : value;
  return JSON.parse(text, reviver);
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\]:,]/gu;

/** A key that `JSON.parse` would silently take the last of, or swallow. @param text valid JSON */
export function repeatedKey(text: string): string | undefined {
  const open: Set<string>[] = [];
  let last = '';
  for (const [token] of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') open.push(new Set());
    else if (token === '}' || token === ']') open.pop();
    else if (token === ':') {
      const key = String(JSON.parse(last));
      const keys = open.at(-1);
      if (key === '__proto__' || keys?.has(key) === true) return key;
      keys?.add(key);
    }
    last = token;
  }
  return undefined;
}

/** A JSON number, a Vietnamese text, or null where nothing is known. */
export function jsonValue(fact: FactDefinition, value: JsonNumber | string | null): ParsedValue {
  if (value === null) return { ok: true, state: MISSING };
  if (value instanceof JsonNumber) return numberValue(fact, value.source);
  return value === ''
    ? { ok: false, problem: 'giá trị rỗng', remedy: 'ghi null nếu chưa có số liệu' }
    : parseValue(fact, value);
}
