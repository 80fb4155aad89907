/** Asks every test of one subject whose slots have been filled. */
import type { Test } from './layout.ts';
import { NOT_APPLICABLE, UNKNOWN } from './outcome-bits.ts';
import { newSpans, type Spans } from './spans.ts';

/** Writes the outcome of each test to its place in `outcomes`. */
export type AskTests = (spans: Spans, outcomes: Uint8Array) => void;

/** Asks the tests from number `from` on (inclusive) up to `to` (exclusive). */
export function testAsker(tests: readonly Test[], from: number, to: number): AskTests {
  const asked = tests.slice(from, to);
  const slots = Int32Array.from(asked, ({ slots: [slot] }) => slot);
  const firsts = Int32Array.from(asked, ({ span }) => span.first);
  const lasts = Int32Array.from(asked, ({ span }) => span.last);
  const overYears = asked.flatMap((test, index) =>
    test.slots.length > 1 ? [{ test, at: from + index }] : [],
  );
  return (spans, outcomes) => {
    for (let index = 0; index < slots.length; index += 1) {
      const slot = slots[index] ?? 0;
      outcomes[from + index] = compareSpans(
        spans.first[slot] ?? 0,
        spans.last[slot] ?? 0,
        firsts[index] ?? 0,
        lasts[index] ?? 0,
      );
    }
    for (const { test, at } of overYears) outcomes[at] = overAllYears(test, spans);
  };
}

/** The outcome bits of a value that lies from cell `first` to `last`, compared with the cells from `low` to `high`. */
export function compareSpans(first: number, last: number, low: number, high: number): number {
  // Sign bits in place of branches, which the processor would guess wrong half of the time.
  const certain = ((low - 1 - first) & (last - high - 1)) >>> 31;
  const possible = ((low - 1 - last) & (first - high - 1)) >>> 31;
  return certain | (possible << 1);
}

/** True when it is in every year; what is exempt is so by the year judged. */
function overAllYears({ slots, span }: Test, spans: Spans): number {
  const [current, ...earlier] = slots.map((slot) =>
    compareSpans(spans.first[slot] ?? 0, spans.last[slot] ?? 0, span.first, span.last),
  );
  return earlier.reduce(andEarlier, current ?? UNKNOWN);
}

function andEarlier(outcome: number, earlier: number): number {
  if (outcome === NOT_APPLICABLE) return outcome;
  return outcome & (earlier === NOT_APPLICABLE ? UNKNOWN : earlier);
}

/** Asks one test of every row. @param spans by slot, then by row */
export function askColumn({ slots, span }: Test, spans: readonly Spans[], outcomes: Uint8Array): void {
  const [slot, ...earlier] = slots;
  const { first, last } = spans[slot] ?? NO_SPANS;
  for (let row = 0; row < outcomes.length; row += 1)
    outcomes[row] = compareSpans(first[row] ?? 0, last[row] ?? 0, span.first, span.last);
  for (const other of earlier) {
    const { first, last } = spans[other] ?? NO_SPANS;
    for (let row = 0; row < outcomes.length; row += 1) {
      const then = compareSpans(first[row] ?? 0, last[row] ?? 0, span.first, span.last);
      outcomes[row] = andEarlier(outcomes[row] ?? 0, then);
    }
  }
}

const NO_SPANS: Spans = newSpans(0);
