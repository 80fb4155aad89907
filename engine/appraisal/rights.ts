/** Who may do what in a round. An appraiser never appraises a unit to which they belong themselves. */
import type { RoundUnit } from '../model/appraisal.ts';

/** What is done to one unit, and what to the round as a whole. */
export type UnitStep = 'submit' | 'supplement' | 'doubt' | 'score';
export type RoundStep = 'open' | 'next' | 'approve' | 'publish' | 'remind';

/** Who acts: a role of the outside contract, and the units to which the person belongs in whatever capacity. */
export interface Actor {
  readonly role: string;
  /** The block or unit of a scoped role. */
  readonly scope?: string;
  readonly belongsTo: ReadonlySet<string>;
}

/** Undefined when the actor may; else why not and who may, in Vietnamese. */
export type Refused = { readonly reason: string; readonly remedy: string } | undefined;

const OF_THE_ROUND: Readonly<
  Record<RoundStep, { readonly roles: readonly string[]; readonly words: string }>
> = {
  open: { roles: ['chuyen-vien-cchc'], words: 'mở vòng thẩm định' },
  next: { roles: ['chuyen-vien-cchc'], words: 'chuyển bước vòng thẩm định' },
  approve: { roles: ['lanh-dao-tinh'], words: 'phê duyệt kết quả thẩm định' },
  publish: { roles: ['chuyen-vien-cchc', 'quan-tri'], words: 'công bố kết quả' },
  remind: { roles: ['chuyen-vien-cchc', 'quan-tri'], words: 'gửi nhắc nộp hồ sơ' },
};

export function refuseRoundStep(step: RoundStep, { role }: Actor): Refused {
  const { roles, words } = OF_THE_ROUND[step];
  if (roles.includes(role)) return undefined;
  return { reason: `Vai ${role} không được ${words}.`, remedy: `Việc này của vai: ${roles.join(', ')}.` };
}

export function refuseUnitStep(step: UnitStep, actor: Actor, unit: RoundUnit): Refused {
  return step === 'submit' || step === 'supplement'
    ? refuseHandingIn(step, actor, unit)
    : refuseAppraising(actor, unit);
}

function refuseHandingIn(step: 'submit' | 'supplement', { role, scope }: Actor, unit: RoundUnit): Refused {
  if ((role === 'thu-truong' || role === 'can-bo') && scope === unit.id) return undefined;
  return {
    reason: `Chỉ người của đơn vị mới được ${step === 'submit' ? 'nộp' : 'bổ sung'} hồ sơ của đơn vị ấy.`,
    remedy: `Việc này của vai: thu-truong:${unit.id}, can-bo:${unit.id}.`,
  };
}

function refuseAppraising({ role, scope, belongsTo }: Actor, unit: RoundUnit): Refused {
  if (role !== 'tham-dinh' || scope !== unit.block)
    return {
      reason: 'Chỉ người thẩm định của khối mới được chấm điểm và nêu ý kiến về đơn vị của khối.',
      remedy: `Việc này của vai: tham-dinh:${unit.block}.`,
    };
  if (!belongsTo.has(unit.id)) return undefined;
  return {
    reason: 'Người thẩm định không được chấm điểm hoặc nêu ý kiến về chính đơn vị của mình.',
    remedy: 'Xin chuyển đơn vị này cho người thẩm định thuộc cơ quan khác.',
  };
}
