/** Any sequence of actions against an oracle that shares no code with the state machine. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../engine/appraisal/rights.ts';
import { type Action, type Permit, permit } from '../../../engine/appraisal/round.ts';
import type { Doubt, Moment, RoundState, Situation } from '../../../engine/model/appraisal.ts';

const SEED = 20191216;
const UNITS = [
  { id: 'a', block: 'so' },
  { id: 'b', block: 'so' },
  { id: 'c', block: 'huyen' },
] as const;
/** Hours from the opening; the deadlines are at 48 and 96. */
const HOUR = 3_600_000;
const START = Date.parse('2026-12-01T00:00:00Z');
const [SUBMISSION, SUPPLEMENT] = [48, 96];
const NAMES: readonly RoundState[] = [
  'đang nhận hồ sơ',
  'thẩm định lần 1',
  'bổ sung',
  'thẩm định lần 2',
  'trình hội đồng',
  'đã phê duyệt',
  'đã công bố',
];

interface Turn {
  readonly action: Action;
  readonly actor: Actor;
  readonly hours: number;
}

/** The rules of the round once more, by number of state, as plainly as can be. */
class Oracle {
  state = 0;
  hour = 0;
  readonly handedIn = new Map<string, number>();
  readonly open = new Set<string>();
  readonly doubted = new Set<string>();
  published = '';

  allows({ action, actor }: Turn): boolean {
    const is = (...roles: string[]): boolean => roles.includes(actor.role);
    if ('unit' in action) {
      const block = { a: 'so', b: 'so', c: 'huyen' }[action.unit];
      if (block === undefined) return false;
      const own = is('thu-truong', 'can-bo') && actor.scope === action.unit;
      const appraiser = is('tham-dinh') && actor.scope === block && !actor.belongsTo.has(action.unit);
      if (action.type === 'submit')
        return own && this.state === 0 && (this.hour < SUBMISSION || !this.handedIn.has(action.unit));
      if (action.type === 'supplement') return own && this.state === 2 && this.doubted.has(action.unit);
      if (action.type === 'doubt') return appraiser && this.state === 1;
      return appraiser && (this.state === 1 || this.state === 3);
    }
    switch (action.type) {
      case 'next':
        if (!is('chuyen-vien-cchc') || this.state > 3) return false;
        if (this.state === 0) return this.hour >= SUBMISSION || this.handedIn.size === 3;
        if (this.state === 2) return this.hour >= SUPPLEMENT || this.open.size === 0;
        return true;
      case 'approve':
        return is('lanh-dao-tinh') && this.state === 4;
      case 'remind':
        return is('chuyen-vien-cchc', 'quan-tri') && (this.state === 0 || this.state === 2);
      case 'publish':
        if (!is('chuyen-vien-cchc', 'quan-tri')) return false;
        if (this.state === 5) return action.corrects === undefined;
        return this.state === 6 && action.corrects === this.published && action.decision !== this.published;
      default:
        return false;
    }
  }

  does({ action }: Turn): void {
    if (action.type === 'submit' && !this.handedIn.has(action.unit))
      this.handedIn.set(action.unit, this.hour);
    if (action.type === 'doubt') {
      this.open.add(action.unit);
      this.doubted.add(action.unit);
    }
    if (action.type === 'supplement') this.open.delete(action.unit);
    if (action.type === 'next' || action.type === 'approve') this.state += 1;
    if (action.type === 'publish') {
      this.state = 6;
      this.published = action.decision;
    }
  }

  /** What the machine is shown. */
  situation(): Situation {
    const instant = (hour: number): string => new Date(START + hour * HOUR).toISOString();
    const doubts: Doubt[] = [...this.doubted].map((unitId, index) => ({
      id: index + 1,
      unitId,
      isAnswered: !this.open.has(unitId),
    }));
    return {
      province: 'thu',
      year: 2026,
      state: NAMES[this.state] ?? 'đã công bố',
      submissionDeadline: instant(SUBMISSION),
      supplementDeadline: instant(SUPPLEMENT),
      units: UNITS,
      submissions: new Map(
        [...this.handedIn].map(([unit, hour]): [string, Moment] => [
          unit,
          { known: 'instant', at: instant(hour) },
        ]),
      ),
      doubts,
      ...(this.published === '' ? {} : { publishedBy: this.published }),
    };
  }
}

const unit = fc.constantFrom('a', 'b', 'c', 'x');
const decision = fc.constantFrom('1/QĐ', '2/QĐ');
const action: fc.Arbitrary<Action> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('submit' as const), unit }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('supplement' as const), unit }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('doubt' as const), unit }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('score' as const), unit }) },
  { weight: 8, arbitrary: fc.constant({ type: 'next' as const }) },
  { weight: 3, arbitrary: fc.constant({ type: 'approve' as const }) },
  { weight: 1, arbitrary: fc.constant({ type: 'remind' as const }) },
  { weight: 2, arbitrary: fc.record({ type: fc.constant('publish' as const), decision }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('publish' as const), decision, corrects: decision }),
  },
);
const role = fc.constantFrom(
  'lanh-dao-tinh',
  'to-chuc-tinh',
  'chuyen-vien-cchc',
  'quan-tri',
  'khach',
  'phu-trach-khoi',
);
const belongsTo = fc.subarray(['a', 'b', 'c']).map((units): ReadonlySet<string> => new Set(units));
const anybody: fc.Arbitrary<Actor> = fc.oneof(
  fc.record({ role, belongsTo }),
  fc.record({ role: fc.constant('tham-dinh'), scope: fc.constantFrom('so', 'huyen'), belongsTo }),
  fc.record({ role: fc.constantFrom('thu-truong', 'can-bo'), scope: unit, belongsTo }),
);

/** Somebody whose business it is, so that rounds get somewhere; else anybody. */
const turn: fc.Arbitrary<Turn> = fc
  .tuple(action, anybody, fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 30 }))
  .map(([act, other, chance, hours]) => ({
    action: act,
    actor: chance === 0 ? other : rightful(act, other),
    hours,
  }));

function rightful(act: Action, { belongsTo: units }: Actor): Actor {
  if ('unit' in act) {
    const handsIn = act.type === 'submit' || act.type === 'supplement';
    return handsIn
      ? { role: 'can-bo', scope: act.unit, belongsTo: new Set([act.unit]) }
      : { role: 'tham-dinh', scope: act.unit === 'c' ? 'huyen' : 'so', belongsTo: units };
  }
  const belongsToNone: ReadonlySet<string> = new Set();
  return { role: act.type === 'approve' ? 'lanh-dao-tinh' : 'chuyen-vien-cchc', belongsTo: belongsToNone };
}

/** Plays the turns; the machine and the oracle must agree on every one. */
function play(
  turns: readonly Turn[],
  seen: (turn: Turn, permit: Permit, before: Situation) => unknown,
): void {
  const oracle = new Oracle();
  for (const each of turns) {
    oracle.hour += each.hours;
    const before = oracle.situation();
    const permitted = permit(before, each.action, each.actor, new Date(START + oracle.hour * HOUR));
    const allowed = oracle.allows(each);
    if (allowed) oracle.does(each);
    const state = allowed ? oracle.situation().state : undefined;
    expect({ each, ok: permitted.ok, state: permitted.ok ? permitted.state : undefined }).toEqual({
      each,
      ok: allowed,
      state,
    });
    seen(each, permitted, before);
  }
}

const turns = fc.array(turn, { minLength: 60, maxLength: 120 });
const RUNS = { seed: SEED, numRuns: 500 };

describe(`any sequence of actions (seed ${SEED})`, () => {
  it('is permitted and refused as the oracle says, and every state is reached', () => {
    const reached = new Set<RoundState>();
    fc.assert(
      fc.property(turns, (list) => {
        play(list, (_, __, { state }) => reached.add(state));
      }),
      RUNS,
    );
    expect(new Set(NAMES)).toEqual(reached);
  });

  it('never lets an appraiser appraise the own unit, and refuses with a reason and a remedy', () => {
    let refusals = 0;
    fc.assert(
      fc.property(turns, (list) => {
        play(list, ({ action: act, actor }, permitted) => {
          expect(permitted.ok || (permitted.reason !== '' && permitted.remedy !== '')).toBe(true);
          if (!('unit' in act) || (act.type !== 'score' && act.type !== 'doubt')) return;
          if (!actor.belongsTo.has(act.unit)) return;
          refusals += 1;
          expect(permitted).toMatchObject({ ok: false, why: 'right' });
        });
      }),
      RUNS,
    );
    expect(refusals).toBeGreaterThan(100);
  });

  it('changes nothing after publication but the publication, by one that names it', () => {
    let after = 0;
    fc.assert(
      fc.property(turns, (list) => {
        play(list, ({ action: act }, permitted, before) => {
          if (before.state !== 'đã công bố') return;
          after += 1;
          const corrects = act.type === 'publish' ? act.corrects : undefined;
          expect(!permitted.ok || corrects === before.publishedBy).toBe(true);
        });
      }),
      RUNS,
    );
    expect(after).toBeGreaterThan(100);
  });

  it('counts as late exactly what comes at or after the deadline', () => {
    let late = 0;
    fc.assert(
      fc.property(turns, (list) => {
        let hour = 0;
        play(list, ({ action: act, hours }, permitted) => {
          hour += hours;
          if (!permitted.ok || (act.type !== 'submit' && act.type !== 'supplement')) return;
          const over = hour - (act.type === 'submit' ? SUBMISSION : SUPPLEMENT);
          if (over >= 0) late += 1;
          expect(permitted.late).toEqual(over >= 0 ? { minutes: over * 60 } : undefined);
        });
      }),
      RUNS,
    );
    expect(late).toBeGreaterThan(20);
  });
});
