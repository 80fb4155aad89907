import { describe, expect, it } from 'vitest';
import { type AlertState, transition } from '../../../engine/alerts/transitions.ts';

const near: AlertState = { severity: 'near', state: 'firing' };
const fired: AlertState = { severity: 'fired', state: 'firing' };
const resolved: AlertState = { severity: 'fired', state: 'resolved' };

describe('a warning', () => {
  it('is told when it is new, returns or becomes graver', () => {
    expect(transition(undefined, 'near')).toMatchObject({ reason: 'new', tell: true });
    expect(transition(resolved, 'near')).toMatchObject({ reason: 'again', tell: true });
    expect(transition(near, 'fired')).toMatchObject({ reason: 'worse', tell: true, next: fired });
  });

  it('is not told again when nothing or only something better has happened', () => {
    expect(transition(near, 'near')).toMatchObject({ reason: 'unchanged', tell: false });
    expect(transition(fired, 'near')).toMatchObject({ reason: 'milder', tell: false, next: near });
    expect(transition(fired, undefined)).toMatchObject({ reason: 'resolved', tell: false, next: resolved });
    expect(transition(resolved, undefined)).toMatchObject({ reason: 'unchanged', tell: false });
    expect(transition(undefined, undefined)).toBeUndefined();
  });
});
