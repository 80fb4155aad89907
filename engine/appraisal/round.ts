/** What may be done in a round, by whom and when, and where it then stands. The clock is an argument. */
import type { RoundState, Situation } from '../model/appraisal.ts';
import { deadlineWords, type Lateness, lateness, submissionsOf } from './deadlines.ts';
import { type Actor, type RoundStep, refuseRoundStep, refuseUnitStep, type UnitStep } from './rights.ts';

export type Action =
  | { readonly type: UnitStep; readonly unit: string }
  | { readonly type: Exclude<RoundStep, 'open' | 'publish'> }
  /** `corrects`: the decision whose publication this one replaces. */
  | { readonly type: 'publish'; readonly decision: string; readonly corrects?: string };

export type Permit =
  | {
      readonly ok: true;
      /** Of the round, once it is done. */
      readonly state: RoundState;
      /** It is done after its deadline, and counts as late. */
      readonly late?: Lateness;
    }
  | {
      readonly ok: false;
      /** The actor never may, or the round does not stand so that it can be done. */
      readonly why: 'right' | 'state';
      readonly reason: string;
      readonly remedy: string;
    };

export function permit(situation: Situation, action: Action, actor: Actor, now: Date): Permit {
  const refused =
    'unit' in action ? refuseForUnit(situation, action, actor) : refuseRoundStep(action.type, actor);
  if (refused !== undefined) return { ok: false, why: 'right', ...refused };
  switch (action.type) {
    case 'submit':
      return submit(situation, action.unit, now);
    case 'supplement':
      return supplement(situation, action.unit, now);
    case 'doubt':
      return onlyIn(situation, ['thẩm định lần 1'], 'Nêu ý kiến');
    case 'score':
      return onlyIn(situation, ['thẩm định lần 1', 'thẩm định lần 2'], 'Chấm điểm thẩm định');
    case 'remind':
      return onlyIn(situation, ['đang nhận hồ sơ', 'bổ sung'], 'Nhắc đơn vị');
    case 'next':
      return next(situation, now);
    case 'approve': {
      const permitted = onlyIn(situation, ['trình hội đồng'], 'Phê duyệt');
      return permitted.ok ? { ok: true, state: 'đã phê duyệt' } : permitted;
    }
    case 'publish':
      return publish(situation, action);
  }
}

function refuseForUnit(
  { units, year }: Situation,
  action: Extract<Action, { readonly unit: string }>,
  actor: Actor,
): { reason: string; remedy: string } | undefined {
  const unit = units.find(({ id }) => id === action.unit);
  if (unit !== undefined) return refuseUnitStep(action.type, actor, unit);
  return {
    reason: `Đơn vị "${action.unit}" không thuộc vòng thẩm định năm ${year}.`,
    remedy: 'Kiểm tra lại mã đơn vị; danh sách đơn vị của vòng được chốt khi mở vòng.',
  };
}

/** Late is accepted, and is late; what has been handed in may be changed until the deadline alone. */
function submit(situation: Situation, unit: string, now: Date): Permit {
  const { state, submissionDeadline, submissions, year } = situation;
  if (state !== 'đang nhận hồ sơ')
    return notNow(
      `Vòng thẩm định năm ${year} đã đóng nhận hồ sơ (hiện: ${state}).`,
      'Đề nghị trao đổi với cơ quan thường trực Hội đồng thẩm định.',
    );
  const late = lateness({ known: 'instant', at: now.toISOString() }, submissionDeadline);
  if (late === undefined) return { ok: true, state };
  if (submissions.has(unit))
    return notNow(
      `Đơn vị đã nộp hồ sơ và đã hết hạn sửa (${deadlineWords(submissionDeadline)}).`,
      'Nội dung cần thêm xin gửi ở bước bổ sung.',
    );
  return { ok: true, state, late };
}

function supplement(situation: Situation, unit: string, now: Date): Permit {
  const permitted = onlyIn(situation, ['bổ sung'], 'Bổ sung hồ sơ');
  if (!permitted.ok) return permitted;
  if (!situation.doubts.some(({ unitId }) => unitId === unit))
    return notNow('Không có ý kiến thẩm định nào cần đơn vị giải trình.', 'Đơn vị không phải bổ sung.');
  const late = lateness({ known: 'instant', at: now.toISOString() }, situation.supplementDeadline);
  return late === undefined ? permitted : { ...permitted, late };
}

const AFTER: Readonly<Partial<Record<RoundState, RoundState>>> = {
  'đang nhận hồ sơ': 'thẩm định lần 1',
  'thẩm định lần 1': 'bổ sung',
  'bổ sung': 'thẩm định lần 2',
  'thẩm định lần 2': 'trình hội đồng',
};

/** A step that waits for units is not ended before its deadline while one of them still has something to do. */
function next(situation: Situation, now: Date): Permit {
  const { state, submissionDeadline, supplementDeadline, doubts } = situation;
  const following = AFTER[state];
  if (following === undefined)
    return notNow(`Không chuyển bước được nữa (hiện: ${state}).`, AT_THE_END[state] ?? '');
  const missing = submissionsOf(situation).missing.length;
  const open = doubts.filter(({ isAnswered }) => !isAnswered).length;
  const isBefore = (deadline: string): boolean => now.getTime() < Date.parse(deadline);
  if (state === 'đang nhận hồ sơ' && missing > 0 && isBefore(submissionDeadline))
    return notNow(
      `Chưa hết hạn nộp (${deadlineWords(submissionDeadline)}), còn ${missing} đơn vị chưa nộp hồ sơ.`,
      'Chờ hết hạn; có thể gửi nhắc: round remind.',
    );
  if (state === 'bổ sung' && open > 0 && isBefore(supplementDeadline))
    return notNow(
      `Chưa hết hạn bổ sung (${deadlineWords(supplementDeadline)}), còn ${open} ý kiến chưa được giải trình.`,
      'Chờ hết hạn; có thể gửi nhắc: round remind.',
    );
  return { ok: true, state: following };
}

const AT_THE_END: Readonly<Partial<Record<RoundState, string>>> = {
  'trình hội đồng': 'Hội đồng phê duyệt: round approve.',
  'đã phê duyệt': 'Công bố bằng quyết định: round publish.',
  'đã công bố':
    'Vòng đã kết thúc; đính chính bằng một lần công bố mới: round publish --corrects SỐ-QUYẾT-ĐỊNH-CŨ.',
};

/** What is published stays; another decision that names the present one takes its place. */
function publish(
  { state, publishedBy }: Situation,
  { decision, corrects }: Extract<Action, { readonly type: 'publish' }>,
): Permit {
  if (state === 'đã phê duyệt')
    return corrects === undefined
      ? { ok: true, state: 'đã công bố' }
      : notNow('Chưa có lần công bố nào để đính chính.', 'Bỏ --corrects.');
  if (state !== 'đã công bố')
    return notNow(
      `Kết quả chưa được Hội đồng phê duyệt (hiện: ${state}).`,
      'Phê duyệt trước: round approve.',
    );
  const old = publishedBy ?? '';
  if (corrects === undefined)
    return notNow(
      `Kết quả đã công bố tại Quyết định ${old}; không sửa được nữa.`,
      `Đính chính bằng một lần công bố mới, nêu quyết định cũ: round publish --corrects ${old}.`,
    );
  if (corrects !== old)
    return notNow(
      `Quyết định đang có hiệu lực là ${old}, không phải ${corrects}.`,
      `Ghi: --corrects ${old}.`,
    );
  if (decision === old)
    return notNow('Quyết định đính chính trùng số với quyết định cũ.', 'Ghi số của quyết định mới.');
  return { ok: true, state };
}

function onlyIn({ state }: Situation, states: readonly RoundState[], what: string): Permit {
  if (states.includes(state)) return { ok: true, state };
  const when = states.map((each) => `"${each}"`).join(' hoặc ');
  return notNow(`${what} không còn hoặc chưa được mở (hiện: ${state}).`, `Chỉ làm được ở bước ${when}.`);
}

function notNow(reason: string, remedy: string): Permit {
  return { ok: false, why: 'state', reason, remedy };
}
