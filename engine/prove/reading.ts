/** Conditions as they read. */
import type { Condition } from '../model/ruleset.ts';

/** The condition as text, without where it stands and how it is phrased. */
export function reading(condition: Condition): string {
  return JSON.stringify(condition, (key, value: unknown) =>
    key === 'at' || key === 'phrase' || key === 'quote' || key === 'clause'
      ? undefined
      : typeof value === 'bigint'
        ? value.toString()
        : value,
  );
}
