/** From the last state of a warning and what is signalled now to its next state, and whether to tell anyone. */
import type { Severity } from './signals.ts';

export interface AlertState {
  readonly severity: Severity;
  readonly state: 'firing' | 'resolved';
}

export interface Transition {
  readonly next: AlertState;
  readonly reason: 'new' | 'again' | 'worse' | 'milder' | 'resolved' | 'unchanged';
  /** Only news for the worse is told: a new warning, one that returns, one that has become graver. */
  readonly tell: boolean;
}

/** `signalled` undefined: the rule gives no warning now. Undefined result: there was none and there is none. */
export function transition(
  last: AlertState | undefined,
  signalled: Severity | undefined,
): Transition | undefined {
  if (signalled === undefined) {
    if (last === undefined) return undefined;
    const reason = last.state === 'resolved' ? 'unchanged' : 'resolved';
    return { next: { severity: last.severity, state: 'resolved' }, reason, tell: false };
  }
  const next: AlertState = { severity: signalled, state: 'firing' };
  if (last === undefined) return { next, reason: 'new', tell: true };
  if (last.state === 'resolved') return { next, reason: 'again', tell: true };
  if (last.severity === signalled) return { next, reason: 'unchanged', tell: false };
  return signalled === 'fired'
    ? { next, reason: 'worse', tell: true }
    : { next, reason: 'milder', tell: false };
}
