/** Disputes: a unit opens one with evidence, policy staff of no part in it decide; an accepted one is a correction. */
import { type Tx, write } from '../db/database.ts';
import {
  addDispute,
  type By,
  type Closing,
  closeDispute,
  type Disputed,
  type DisputeRow,
  findDispute,
  listDisputes,
} from '../db/disputes.ts';
import { currentVersions } from '../db/dossiers/versions.ts';
import { figureHistory } from '../db/figure-history.ts';
import { checkValue } from '../db/import/figure-checks.ts';
import { sha256 } from '../db/import/sha256.ts';
import { ImportConflictError } from '../db/imports.ts';
import { parseValue } from '../engine/language/values.ts';
import { civilDate, vietnameseDate } from '../engine/model/dates.ts';
import { actorOf, type Refusal, refused, roleText, StepRefusedError, stepRefusal } from './appraisal/step.ts';
import type { Desk } from './desk.ts';
import { type Caller, ownUnit } from './roles.ts';
import { storeFigures } from './store-figures.ts';
import { waiveLateness } from './waive-lateness.ts';

/** Characters of evidence or of a reason. */
const LONGEST = 2000;

export interface DisputeOpening {
  readonly unitId: string;
  readonly disputed: Disputed;
  /** Words, or the number of a document. */
  readonly evidence: string;
}

/** The dispute and the state that it is now in. */
export type DisputeOutcome =
  | { readonly status: 'done'; readonly id: number; readonly state: DisputeRow['state'] }
  | Refusal;

export async function openDispute(
  desk: Desk,
  caller: Caller,
  opening: DisputeOpening,
): Promise<DisputeOutcome> {
  const { unitId, disputed } = opening;
  if (ownUnit(caller) !== unitId)
    return refused(
      'Chỉ thủ trưởng hoặc cán bộ của đơn vị được kiến nghị về số liệu của đơn vị mình.',
      'Gửi bằng vai của đơn vị: --as thu-truong:ĐƠN-VỊ hoặc can-bo:ĐƠN-VỊ.',
    );
  const evidence = opening.evidence.trim();
  const wrong = textRefusal(evidence, 'căn cứ') ?? (await disputedRefusal(desk, unitId, disputed));
  if (wrong !== undefined) return wrong;
  try {
    return await write(desk.db, async (tx) => {
      const open = await listDisputes(tx, { unitIds: [unitId], states: ['open'] });
      const same = open.find((dispute) => isAbout(dispute, disputed));
      if (same !== undefined)
        throw new StepRefusedError(
          `Kiến nghị số ${same.id} về việc này chưa giải quyết.`,
          'Chờ giải quyết, hoặc rút kiến nghị ấy trước.',
        );
      const id = await addDispute(tx, { unitId, disputed, evidence, by: byOf(caller) }, desk.now);
      return { status: 'done', id, state: 'open' } as const;
    });
  } catch (error) {
    return stepRefusal(error);
  }
}

export interface DisputeDecision {
  readonly state: Closing['state'];
  readonly reason: string;
  /** Of a figure: what it shall be; what the unit claims when absent. */
  readonly value?: string;
}

export async function decideDispute(
  desk: Desk,
  caller: Caller,
  id: number,
  decision: DisputeDecision,
): Promise<DisputeOutcome> {
  const dispute = await findDispute(desk.db, id);
  if (dispute === undefined) return refused(`Không có kiến nghị số ${id}.`, 'Xem danh sách: dispute list.');
  const reason = decision.reason.trim();
  const wrong =
    (await rightsRefusal(desk, caller, dispute, decision)) ??
    textRefusal(reason, 'lý do') ??
    closedRefusalOf(dispute);
  if (wrong !== undefined) return wrong;
  const closing: Closing = { state: decision.state, reason, by: byOf(caller) };
  try {
    if (closing.state === 'accepted' && dispute.fact !== null)
      return await correct(desk, dispute, closing, decision.value ?? dispute.claim ?? '');
    if (closing.state === 'accepted' && dispute.code !== null)
      return await waive(desk, dispute, closing, dispute.code);
    await write(desk.db, (tx) => close(tx, dispute, closing, desk.now));
    return { status: 'done', id, state: closing.state };
  } catch (error) {
    // Somebody else has just made the correction.
    if (error instanceof ImportConflictError) return justClosed(id);
    return stepRefusal(error);
  }
}

/** The source that a corrected figure names. */
export function correctionSource(id: number, closedAt: Date): string {
  return `đính chính theo kiến nghị số ${id}, người quyết định: chuyên viên CCHC, ngày ${vietnameseDate(civilDate(closedAt))}`;
}

/** The figure as decided becomes a new observation, in the transaction that accepts the dispute. */
async function correct(
  desk: Desk,
  dispute: DisputeRow,
  closing: Closing,
  value: string,
): Promise<DisputeOutcome> {
  const { id, unitId } = dispute;
  const [fact, period] = [desk.ruleSet.facts.get(dispute.fact ?? ''), dispute.period];
  const { state, fault } = fact === undefined ? {} : checkValue(parseValue(fact, value));
  if (fault !== undefined) return refused(fault.reason, fault.remedy);
  if (fact === undefined || period === null || state === undefined)
    return refused('Chưa ghi số liệu đúng là bao nhiêu.', 'Ghi: --value SỐ-LIỆU, ví dụ --value 12.');
  const stored = await storeFigures(desk, {
    rows: [{ unitId, fact: fact.name, period, state, sourceRow: 1, reference: closing.reason }],
    fileName: correctionSource(id, desk.now),
    sha256: sha256(`dispute ${id} ${dispute.openedAt}`),
    loadedBy: closing.by.role,
    dryRun: false,
    also: (tx, { importId }) => close(tx, dispute, { ...closing, importId }, desk.now),
  });
  if (stored.status !== 'refused') return { status: 'done', id, state: closing.state };
  const problems = stored.problems.map(({ reason, remedy }) => ({ reason, remedy }));
  return { status: 'refused', problems, total: problems.length };
}

/** The lateness of the dossier does not count from now on, in the transaction that accepts the dispute. */
async function waive(
  desk: Desk,
  dispute: DisputeRow,
  closing: Closing,
  code: string,
): Promise<DisputeOutcome> {
  const { id } = dispute;
  const wrong = await dossierRefusal(desk, dispute.unitId, code);
  if (wrong !== undefined) return wrong;
  await waiveLateness(desk, code, correctionSource(id, desk.now), closing.by.role, (tx, importId) =>
    close(tx, dispute, { ...closing, importId }, desk.now),
  );
  return { status: 'done', id, state: closing.state };
}

/** A dossier that the unit does not have, or whose lateness counts no more, cannot be disputed. */
async function dossierRefusal({ db }: Desk, unitId: string, code: string): Promise<Refusal | undefined> {
  const known = (await currentVersions(db, [code])).get(code);
  if (known?.unitId !== unitId)
    return refused(
      `Đơn vị không có hồ sơ "${code}" trong số liệu đã nạp.`,
      'Kiểm tra mã hồ sơ trong hệ thống một cửa.',
    );
  return known.waived
    ? refused(`Hồ sơ "${code}" đã được chấp nhận không tính trễ hạn.`, 'Không cần kiến nghị nữa.')
    : undefined;
}

/** @throws StepRefusedError when somebody else has closed it */
async function close(tx: Tx, { id }: DisputeRow, closing: Closing, now: Date): Promise<void> {
  if (await closeDispute(tx, id, closing, now)) return;
  const [problem] = justClosed(id).problems;
  throw new StepRefusedError(problem?.reason ?? '', problem?.remedy ?? '');
}

function justClosed(id: number): Refusal {
  return refused(`Kiến nghị số ${id} vừa được giải quyết.`, 'Xem kết quả: dispute list.');
}

async function rightsRefusal(
  desk: Desk,
  caller: Caller,
  { unitId }: DisputeRow,
  { state }: DisputeDecision,
): Promise<Refusal | undefined> {
  if (state === 'withdrawn')
    return ownUnit(caller) === unitId
      ? undefined
      : refused('Chỉ đơn vị đã kiến nghị được rút kiến nghị.', 'Rút bằng vai của đơn vị ấy.');
  if (caller.role !== 'chuyen-vien-cchc')
    return refused(
      `Vai ${roleText(caller)} không được giải quyết kiến nghị.`,
      'Việc này của vai: chuyen-vien-cchc.',
    );
  if (caller.personId === undefined && !desk.sample)
    return refused(
      'Vai chuyen-vien-cchc không nói người giải quyết là ai, nên không biết người ấy có thuộc đơn vị kiến nghị hay không.',
      'Mời người dùng: user invite chuyen-vien-cchc --unit NƠI-CÔNG-TÁC, rồi ghi mã được cấp: --as p-….',
    );
  const { belongsTo } = await actorOf(desk, caller);
  return belongsTo.has(unitId)
    ? refused('Không ai giải quyết kiến nghị của đơn vị mình.', 'Giao một chuyên viên không thuộc đơn vị ấy.')
    : undefined;
}

function closedRefusalOf({ id, state }: DisputeRow): Refusal | undefined {
  return state === 'open'
    ? undefined
    : refused(`Kiến nghị số ${id} đã giải quyết.`, 'Nếu có căn cứ mới, đơn vị mở kiến nghị mới.');
}

/** A figure that nobody stated cannot be disputed, nor can what a claim says be no figure. */
async function disputedRefusal(
  { db, ruleSet, ...rest }: Desk,
  unitId: string,
  disputed: Disputed,
): Promise<Refusal | undefined> {
  if ('code' in disputed)
    return disputed.code.trim() === ''
      ? refused('Chưa ghi mã hồ sơ.', 'Ghi: --code MÃ-HỒ-SƠ.')
      : dossierRefusal({ db, ruleSet, ...rest }, unitId, disputed.code);
  const { fact: name, period, claim } = disputed;
  const fact = ruleSet.facts.get(name);
  const stated = fact === undefined ? [] : await figureHistory(db, { unitId, fact: name, period });
  if (fact === undefined || stated.length === 0)
    return refused(
      `Chưa có số liệu ${name} ${vietnameseDate(period)} của đơn vị để kiến nghị.`,
      'Kiểm tra tên số liệu và kỳ: npx kycuong history --unit ĐƠN-VỊ --fact SỐ-LIỆU.',
    );
  const { fault } = claim === undefined ? {} : checkValue(parseValue(fact, claim));
  return fault === undefined ? undefined : refused(fault.reason, fault.remedy);
}

function textRefusal(text: string, what: string): Refusal | undefined {
  if (text === '') return refused(`Chưa ghi ${what}.`, `Ghi ${what}: nội dung hoặc số, ký hiệu tài liệu.`);
  return text.length <= LONGEST
    ? undefined
    : refused(
        `Phần ${what} dài hơn ${LONGEST.toLocaleString('vi-VN')} ký tự.`,
        'Ghi ngắn hơn, dẫn tên tài liệu kèm theo.',
      );
}

function isAbout(dispute: DisputeRow, disputed: Disputed): boolean {
  return 'code' in disputed
    ? dispute.code === disputed.code
    : dispute.fact === disputed.fact && dispute.period === disputed.period;
}

function byOf(caller: Caller): By {
  const { personId } = caller;
  return { role: roleText(caller), ...(personId === undefined ? {} : { personId }) };
}
