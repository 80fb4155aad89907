/** Whether something can be, without the facts that show it. */
import type { Answer } from '../question.ts';

export type Open = Extract<Answer, { readonly result: 'open' }>;
export type Verdict = 'possible' | 'never' | Open;

export function verdictOf(answer: Answer): Verdict {
  switch (answer.result) {
    case 'witness':
      return 'possible';
    case 'never':
      return 'never';
    case 'open':
      return answer;
  }
}

/** Possible when it is so once; open when it may be so; of nothing at all: possible, for nothing speaks against it. */
export function overall(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.length === 0 || verdicts.includes('possible')) return 'possible';
  return verdicts.find((verdict) => verdict !== 'never') ?? 'never';
}
