/** What a check has found, before it is known whom in the data held it concerns. */
import type { Diagnostic, DiagnosticCode } from '../../language/diagnostics.ts';
import type { Decision, Outcome } from '../../model/decision.ts';
import type { Subject } from '../../model/facts.ts';
import type { Position, Rule } from '../../model/ruleset.ts';
import { type Answer, outcomeOf } from '../question.ts';
import { decidedWith } from '../ranking.ts';
import type { Witness } from '../witness.ts';

export interface Finding {
  readonly code: DiagnosticCode;
  readonly severity: Diagnostic['severity'];
  readonly at: Position;
  readonly message: string;
  readonly fix: string;
  /** What follows, of nobody in particular. */
  readonly consequence: string;
  readonly witness?: Witness;
  /** Whom it concerns. */
  readonly concerns?: Concern;
}

/** That a rule, or a part of it, is of no use in one scheme. */
export interface Useless {
  readonly rule: Rule;
  /** The same in every scheme for the same part of the same rule. */
  readonly about: string;
  readonly finding: Finding;
}

/** What is of no use in one scheme may serve another: a rule for every scheme is found useless where it is so in each. */
export function uselessThroughout(byScheme: readonly (readonly Useless[])[]): Finding[] {
  return [...Map.groupBy(byScheme.flat(), ({ about }) => about).values()].flatMap((found) => {
    const [first] = found;
    if (first === undefined) return [];
    if (first.rule.document.scheme === undefined && found.length < byScheme.length) return [];
    const open = found.find(({ finding }) => finding.code === 'KC-022');
    return [(open ?? first).finding];
  });
}

export interface Concern {
  readonly subject: Subject;
  /** What happens to them, behind their number: "không được xếp hạng". */
  readonly fate: string;
  /** Whether a decision falls under the finding. */
  readonly shows: (decision: Decision) => boolean;
}

/** Everybody for whom the rule comes out so. */
export function concernOf(rule: Rule, fate: string, outcome: Outcome = 'true'): Concern {
  return {
    subject: decidedWith(rule)[0] ?? 'đơn vị',
    fate,
    shows: (decision) => outcomeOf(decision, rule.id) === outcome,
  };
}

/** A question that stays open is a finding of its own, so that nothing unproved passes for proven. */
export function unproved(at: Position, what: string, answer: Answer & { readonly result: 'open' }): Finding {
  return {
    code: 'KC-022',
    severity: 'warning',
    at,
    message: `${what}: chưa chứng minh được, vì ${reasonWords(answer)}`,
    consequence: 'chưa thể nói quy tắc đúng hay sai ở điểm này',
    fix: 'tách điều kiện thành các quy tắc ngắn hơn, đọc ít dữ kiện hơn',
  };
}

export function reasonWords({ because }: Answer & { readonly result: 'open' }): string {
  return because === 'cells'
    ? 'có quá nhiều tổ hợp ngưỡng để xét hết'
    : 'không dựng được số liệu cụ thể để kiểm lại';
}

/** Where another place is, seen from this one: "dòng 17", or with its file where that is another. */
export function placeWords(place: Position, from: Position): string {
  return place.file === from.file ? `dòng ${place.line}` : `${place.file}:${place.line}`;
}

/** The findings without those that say the same of the same place. */
export function distinct(findings: readonly Finding[]): Finding[] {
  const seen = new Set<string>();
  return findings.filter(({ code, at, message }) => {
    const key = `${code} ${at.file}:${at.line}:${at.column} ${message}`;
    return !seen.has(key) && seen.add(key) !== undefined;
  });
}

export function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** The rank that a level gives, else the last part of its id. */
export function levelName({ id, effects }: Rule): string {
  const band = effects.find((effect) => effect.kind === 'band');
  return band === undefined ? (id.split('/').at(-1) ?? id) : band.rank;
}
