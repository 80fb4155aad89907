/**
 * Random rules over random facts, decided by the engine and by a naive interpreter that shares no code with it:
 * the rules go in as YAML text, the interpreter works on the structure from which that text was written.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../engine/decide/decide.ts';
import { parseValue } from '../../../engine/language/values.ts';
import type { FactState } from '../../../engine/model/facts.ts';
import { ruleSetOf } from '../language/sources.ts';

/** Per cent in hundredths: 500 is 5,00%. */
type Hundredths = number;
type Relation = '≥' | '>' | '≤' | '<';
interface Leaf {
  readonly fact: string;
  readonly relation: Relation;
  readonly threshold: Hundredths;
}
type Tree =
  | Leaf
  | { readonly group: 'tất cả' | 'một trong'; readonly parts: readonly Tree[] }
  | { readonly negated: Tree };

interface Bounded {
  readonly is: 'bounded';
  readonly relation: Relation;
  readonly threshold: Hundredths;
}
type Given =
  | { readonly is: 'known'; readonly value: Hundredths }
  | Bounded
  | { readonly is: 'missing' }
  | { readonly is: 'exempt' };
type Kleene = true | false | 'unknown';

const FACTS = ['tỷ lệ a', 'tỷ lệ b', 'tỷ lệ c'];
/** Few thresholds, so that values often fall just on one. */
const GRID = [0, 1, 499, 500, 501, 7999, 8000, 8001, 9999, 10000];

const threshold = fc.constantFrom(...GRID);
const relation = fc.constantFrom<Relation>('≥', '>', '≤', '<');
const leaf = fc.record({ fact: fc.constantFrom(...FACTS), relation, threshold });
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    leaf,
    fc.record({
      group: fc.constantFrom<'tất cả' | 'một trong'>('tất cả', 'một trong'),
      parts: fc.array(tie('tree'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({ negated: tie('tree') }),
  ),
}));
const given: fc.Arbitrary<Given> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ is: fc.constant('known' as const), value: threshold }) },
  { weight: 2, arbitrary: fc.record({ is: fc.constant('bounded' as const), relation, threshold }) },
  fc.constantFrom<Given>({ is: 'missing' }, { is: 'exempt' }),
);

const WORDS: Record<Relation, (figure: string) => string> = {
  '≥': (figure) => `từ ${figure} trở lên`,
  '>': (figure) => `trên ${figure}`,
  '≤': (figure) => `từ ${figure} trở xuống`,
  '<': (figure) => `dưới ${figure}`,
};

const figureText = (value: Hundredths): string =>
  `${Math.floor(value / 100)},${String(value % 100).padStart(2, '0')}%`;
const phraseOf = (each: { relation: Relation; threshold: Hundredths }): string =>
  WORDS[each.relation](figureText(each.threshold));

function yamlOf(node: Tree): string {
  if ('fact' in node) return `{"${node.fact}": "${phraseOf(node)}"}`;
  if ('negated' in node) return `{không: ${yamlOf(node.negated)}}`;
  return `{${node.group}: [${node.parts.map(yamlOf).join(', ')}]}`;
}

function leavesOf(node: Tree): Leaf[] {
  if ('fact' in node) return [node];
  return 'negated' in node ? leavesOf(node.negated) : node.parts.flatMap(leavesOf);
}

/** Undefined: exempt. */
function naive(node: Tree, facts: Readonly<Record<string, Given>>): Kleene | undefined {
  if ('fact' in node) return naiveLeaf(node, facts[node.fact] ?? { is: 'missing' });
  if ('negated' in node) {
    const inner = naive(node.negated, facts);
    return typeof inner === 'boolean' ? !inner : inner;
  }
  const parts = node.parts.map((part) => naive(part, facts)).filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  const settles = node.group === 'một trong';
  if (parts.includes(settles)) return settles;
  return parts.includes('unknown') ? 'unknown' : !settles;
}

function naiveLeaf(node: Leaf, state: Given): Kleene | undefined {
  if (state.is === 'exempt') return undefined;
  if (state.is === 'missing') return 'unknown';
  // Every hundredth and every point between two of them that the state allows, doubled to stay whole.
  const outcomes = new Set<boolean>();
  let excluded = 0;
  for (let doubled = 0; doubled <= 20000; doubled += 1) {
    const possible =
      state.is === 'known' ? doubled === state.value * 2 : holds(doubled, state.relation, state.threshold);
    if (possible) outcomes.add(holds(doubled, node.relation, node.threshold));
    else excluded += 1;
  }
  // A bound that excludes nothing says nothing.
  if (state.is === 'bounded' && excluded === 0) return 'unknown';
  if (outcomes.size !== 1) return 'unknown';
  return outcomes.has(true);
}

function holds(doubled: number, how: Relation, at: Hundredths): boolean {
  const edge = at * 2;
  return how === '≥'
    ? doubled >= edge
    : how === '>'
      ? doubled > edge
      : how === '≤'
        ? doubled <= edge
        : doubled < edge;
}

const FACTS_YAML = `thang đo:
  hạng: [YẾU, TỐT]
dữ kiện:
${FACTS.map((name) => `  ${name}: {loại: tỷ lệ, áp dụng cho: đơn vị, nơi cung cấp: thử}`).join('\n')}
  hạng: {loại: bậc, thang: hạng, áp dụng cho: đơn vị, nơi cung cấp: thử}
`;

const OPPOSITE: Record<Relation, Relation> = { '≥': '<', '>': '≤', '≤': '>', '<': '≥' };

function documentYaml(condition: Tree): string {
  // Under "không" a text says the opposite, so the quotation holds both directions of every figure.
  const said = leavesOf(condition).flatMap((each) => [each, { ...each, relation: OPPOSITE[each.relation] }]);
  const quote = `không xếp hạng tốt nếu ${said.map((each) => `chỉ tiêu ${phraseOf(each)}`).join('; ')}`;
  return `văn bản: {mã: thu, tên: Thử, cơ quan ban hành: Thử, áp dụng cho năm đánh giá: {từ: 2000}}
phương án xếp hạng: {mã: thu, tên: Thử, chỉ số: ${FACTS[0]}, xếp hạng: hạng, khối: {so: Khối}}
quy tắc:
  - mã: r
    căn cứ: mục I
    trích: "${quote}"
    đối tượng: đơn vị
    khi: ${yamlOf(condition)}
    thì: {không xếp hạng: TỐT}
`;
}

describe('a decision', () => {
  it('agrees with a naive interpreter on random rules and facts', async () => {
    const facts = fc.record(Object.fromEntries(FACTS.map((name) => [name, given])));
    await fc.assert(
      fc.asyncProperty(tree, facts, async (condition, values) => {
        const ruleSet = ruleSetOf([
          { path: 'rules/facts.yaml', text: FACTS_YAML },
          { path: 'rules/thu/thu.yaml', text: documentYaml(condition) },
        ]);
        const states = new Map<string, FactState>();
        for (const [name, value] of Object.entries(values)) {
          const fact = ruleSet.facts.get(name);
          if (fact === undefined) throw new Error(name);
          const text =
            value.is === 'known'
              ? figureText(value.value)
              : value.is === 'bounded'
                ? phraseOf(value)
                : value.is === 'exempt'
                  ? 'miễn'
                  : '';
          const parsed = parseValue(fact, text);
          // A bound that no share can meet ("dưới 0%") is refused on reading.
          fc.pre(parsed.ok);
          states.set(name, parsed.state);
        }
        const decision = await decide(ruleSet, {
          scheme: 'thu',
          subject: 'đơn vị',
          year: 2022,
          lawDate: '2022-12-31',
          facts: states,
          publishedRanks: new Map(),
        });
        const expected = naive(condition, values);
        expect(decision.rules[0]?.outcome).toBe(expected === undefined ? 'not_applicable' : String(expected));
      }),
      { numRuns: 1500 },
    );
  });
});
