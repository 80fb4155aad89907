/** The one question behind every check, against every point of a grid. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../engine/decide/decide.ts';
import { Space } from '../../../engine/prove/cells.ts';
import { compile } from '../../../engine/prove/formula.ts';
import { answer, type Question } from '../../../engine/prove/question.ts';
import { solutions } from '../../../engine/prove/search.ts';
import {
  conditionOf,
  countPoints,
  gridPoints,
  holds,
  invented,
  leafOf,
  type Point,
  ruleOf,
  type Tree,
  treeOf,
} from './invent.ts';
import { runs } from './runs.ts';

const grid = [...gridPoints()];
const counts = [...countPoints()];
const onGrid = treeOf(fc.oneof(leafOf('a'), leafOf('b'), leafOf('hạng', 2)));
const onCounts = treeOf(fc.oneof(leafOf('phần'), leafOf('tổng'), leafOf('tỷ lệ')));
const question: Question = {
  ruleSet: invented([]),
  scheme: 'thu',
  subject: 'đơn vị',
  lawDate: '2022-12-31',
};

/** 'never', 'open', or what the exact engine says of the condition for the facts of the witness. */
async function answered(tree: Tree): Promise<string | undefined> {
  const found = answer(conditionOf(tree), question);
  if (found.result !== 'witness') return found.result;
  const rule = ruleOf('r', conditionOf(tree), { kind: 'warning', what: 'x' });
  return (await decide(invented([rule]), found.witness.request)).rules[0]?.outcome;
}

const isKnown = (point: Point): boolean =>
  Object.values(point).every((values) => !values.includes(undefined));

describe('whether facts exist for which a condition holds', () => {
  it('is answered as by trying every point, and the witness is decided as true', async () => {
    await fc.assert(
      fc.asyncProperty(onGrid, async (tree) => {
        const holdsSomewhere = grid.some((point) => holds(tree, point));
        expect(await answered(tree)).toBe(holdsSomewhere ? 'true' : 'never');
      }),
      runs(400),
    );
  });

  it('is so too for a share, its parts and their constraint', async () => {
    await fc.assert(
      fc.asyncProperty(onCounts, async (tree) => {
        // A share of nothing is not known: a witness may have one, but nothing need be proven of it.
        const mustHold = counts.filter(isKnown).some((point) => holds(tree, point));
        const mayHold = counts.some((point) => holds(tree, point));
        const right = [...(mayHold ? ['true'] : []), ...(mustHold ? [] : ['never'])];
        expect(right).toContain(await answered(tree));
      }),
      runs(1500),
    );
  });

  it('is left open once too many cells were visited', () => {
    const parity = (facts: readonly string[]): Tree => {
      const [first = 'a', ...more] = facts;
      const leaf: Tree = { fact: first, low: 40, lowOpen: false, high: 60, highOpen: false, years: 1 };
      if (more.length === 0) return leaf;
      const rest = parity(more);
      const only = (one: Tree, other: Tree): Tree => ({
        type: 'all',
        parts: [one, { type: 'not', part: other }],
      });
      return { type: 'any', parts: [only(leaf, rest), only(rest, leaf)] };
    };
    const odd = conditionOf(parity(['a', 'b']));
    const never = { type: 'all' as const, parts: [odd, { type: 'not' as const, part: odd }] };
    expect(answer(never, question)).toEqual({ result: 'never' });
    expect(answer(never, { ...question, mostCells: 4 })).toEqual({ result: 'open', because: 'cells' });
  });
});

describe('the enumeration', () => {
  it('finds exactly the cells in which the formula holds, each once, however much it leaves out', () => {
    fc.assert(
      fc.property(onGrid, (tree) => {
        const space = new Space(question.ruleSet, [conditionOf(tree)]);
        const formula = compile(conditionOf(tree), space);
        const parts = [...solutions(formula, { left: 100_000 }, () => true)];
        for (const point of grid) {
          const holding = parts.filter((cells) =>
            [...cells].every(([{ fact, back, figures }, cell]) => {
              const value = point[fact.name]?.[back] ?? Number.NaN;
              const place = figures.findIndex(({ numerator, denominator }) => {
                const figure = Number(numerator) / Number(denominator);
                return value <= (fact.kind === 'ratio' ? Math.round(figure * 100) : figure);
              });
              const at = place < 0 ? undefined : figures[place];
              const isFigure =
                at !== undefined &&
                value ===
                  Math.round(
                    (Number(at.numerator) / Number(at.denominator)) * (fact.kind === 'ratio' ? 100 : 1),
                  );
              return cell === (place < 0 ? figures.length * 2 : place * 2 + (isFigure ? 1 : 0));
            }),
          );
          expect(holding).toHaveLength(holds(tree, point) === true ? 1 : 0);
        }
      }),
      runs(25),
    );
  });
});
