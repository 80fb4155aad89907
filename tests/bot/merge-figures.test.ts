import { describe, expect, it } from 'vitest';
import { differencesOf, mergeFigures, mergeUnits } from '../../bot/merge-figures.ts';
import type { UnitFigures } from '../../db/observations.ts';
import type { FactState } from '../../engine/model/facts.ts';
import { fact, known } from '../db/support.ts';

function figures(states: Readonly<Record<string, FactState>>, simulated = false): UnitFigures {
  const source = { period: '2026', fileName: 'tệp', row: 2, knownOn: '2026-11-01', simulated };
  const all = Object.entries(states);
  return {
    facts: new Map(all),
    figures: new Map(
      all.map(([name, state]) => [
        name,
        { state, through: '2026', summed: false, simulated, sources: [source], source },
      ]),
    ),
    simulated,
  };
}

const SHARE = { ...fact('tỷ lệ', 'ratio', 'latest'), numerator: 'trễ', denominator: 'tất cả' };
const FACTS = new Map([[SHARE.name, SHARE]]);

describe('a total and rows of one fact', () => {
  it('give what the rows count, and the rest as it was stated', () => {
    const merged = mergeFigures(figures({ trễ: known(3), khác: known(9) }), figures({ trễ: known(2) }));
    expect(Object.fromEntries(merged.facts)).toEqual({ trễ: known(2), khác: known(9) });
    expect(merged.figures.get('trễ')?.state).toEqual(known(2));
  });

  it('give way to no stated share of what is counted', () => {
    const stated = figures({ 'tỷ lệ': known(1, 10) });
    const counted = figures({ trễ: known(1), 'tất cả': known(50) });
    expect([...mergeFigures(stated, counted, FACTS).facts.keys()]).toEqual(['trễ', 'tất cả']);
    expect(mergeFigures(stated, figures({ trễ: known(1) }), FACTS).facts.has('tỷ lệ')).toBe(true);
  });

  it('leave an exemption as it was decided', () => {
    const merged = mergeFigures(figures({ trễ: { status: 'exempt' } }), figures({ trễ: known(2) }));
    expect(merged.facts.get('trễ')).toEqual({ status: 'exempt' });
  });

  it('are told of where they differ, and nowhere else', () => {
    const stated = figures({
      trễ: known(3),
      'tất cả': known(100, 2),
      xong: { status: 'exempt' },
      khác: known(1),
    });
    const counted = figures({ trễ: known(2), 'tất cả': known(50), xong: known(1) });
    expect(differencesOf(stated, counted)).toEqual([{ fact: 'trễ', stated: known(3), counted: known(2) }]);
    expect(differencesOf(undefined, counted)).toEqual([]);
  });

  it('are simulated where what is left of them is', () => {
    const stated = figures({ trễ: known(3) }, true);
    expect(mergeFigures(stated, figures({ trễ: known(2) })).simulated).toBe(false);
    expect(mergeFigures(stated, undefined).simulated).toBe(true);
    expect(mergeFigures(undefined, undefined).figures.size).toBe(0);
  });
});

it('units known from either are all there', () => {
  const merged = mergeUnits(
    new Map([['a', figures({ trễ: known(3) })]]),
    new Map([['b', figures({ trễ: known(2) })]]),
    FACTS,
  );
  expect([...merged.keys()]).toEqual(['a', 'b']);
});
