/** Files sent by chat: shown what is in them, loaded on the sender's word, by the way of the command line. */

import type { ChatRef } from '../db/chats.ts';
import { rememberChoices } from '../db/chats.ts';
import type { Tx } from '../db/database.ts';
import type { Fault } from '../db/import/figure-checks.ts';
import type { FigureRow } from '../db/import/figure-rows.ts';
import { ImportConflictError } from '../db/imports.ts';
import { listUnits } from '../db/units.ts';
import { keepUpload, settleUpload, waitingUpload } from '../db/uploads.ts';
import { vietnameseDate } from '../engine/model/dates.ts';
import { roleText } from './appraisal/step.ts';
import type { Desk } from './desk.ts';
import type { FileOutcome, Loaded } from './file-kinds/kind.ts';
import type { SentFile } from './incoming.ts';
import type { FiguresUpload } from './load-figures.ts';
import { recogniseKind } from './load-file.ts';
import { FILE_KINDS, KINDS } from './load-templates.ts';
import { notice } from './notice.ts';
import { problemsReply } from './problems-reply.ts';
import type { Button, Reply } from './reply.ts';
import { mayLoad } from './rights.ts';
import { type Caller, ownUnit } from './roles.ts';

/** Bytes of a file that the Bot API lets a bot download. */
const MOST_BYTES = 20_000_000;
const ACTION = /^upload:(?<id>\d{1,12}):(?<word>load|drop)$/;

/** A reply, or the making of one in the transaction that records the message. */
export type Made = Reply | ((tx: Tx) => Promise<Reply>);

interface Sender extends ChatRef {
  readonly caller: Caller & { readonly personId: string };
}

/** Reads a file that somebody sent and says what loading it would do. Nothing is loaded. */
export async function previewFile(desk: Desk, caller: Caller, chat: ChatRef, file: SentFile): Promise<Made> {
  const { personId } = caller;
  if (personId === undefined || !FILE_KINDS.some((kind) => mayLoad(caller, kind)))
    return notice(
      'Tài khoản này chưa được nạp số liệu. Xin liên kết tài khoản của cán bộ đơn vị hoặc chuyên viên cải cách hành chính.',
    );
  if ((file.size ?? 0) > MOST_BYTES) return tooLarge();
  const bytes = await file.read();
  if (bytes.length > MOST_BYTES) return tooLarge();
  const kind = recogniseKind(desk, bytes);
  if (typeof kind !== 'string') return problemsReply(file.name, kind.problems, kind.total);
  if (!mayLoad(caller, kind)) return notice(`Vai ${roleText(caller)} không được nạp tệp ${kind}.`);
  const sender = { ...chat, caller: { ...caller, personId } };
  const loaded = await KINDS[kind].load(desk, await uploadOf(desk, sender, file.name, bytes, true));
  if (loaded.outcome.status !== 'checked') return outcomeReply(loaded, file.name);
  return async (tx) => {
    const { channel, chatId } = chat;
    const id = await keepUpload(
      tx,
      { channel, chatId, personId, kind, fileName: file.name, bytes },
      desk.now,
    );
    const buttons: Button[] = [
      { label: 'Nạp', action: `upload:${id}:load` },
      { label: 'Thôi', action: `upload:${id}:drop` },
    ];
    // So that "1" and "2" can be typed also where there are buttons.
    await rememberChoices(tx, chat, buttons, desk.now);
    return {
      ...notice(`Tệp ${kind}: ${loaded.counts}${periodWords(loaded.outcome)}. Nạp? 1 = Nạp, 2 = Thôi`),
      buttons,
    };
  };
}

/** Whether the action is the word that a file waits for. */
export function isFileAction(action: string): boolean {
  return ACTION.test(action);
}

/** Loads the file that waits, or lets it go. A word said twice does nothing the second time. */
export async function decideFile(desk: Desk, caller: Caller, chat: ChatRef, action: string): Promise<Made> {
  const { id = '', word } = ACTION.exec(action)?.groups ?? {};
  const { personId } = caller;
  if (personId === undefined) return gone();
  const sender = { ...chat, caller: { ...caller, personId } };
  const waiting = await waitingUpload(desk.db, Number(id), { ...chat, personId }, desk.now);
  const kind = FILE_KINDS.find((each) => each === waiting?.kind);
  if (waiting === undefined || kind === undefined || !mayLoad(caller, kind)) return gone();
  if (word === 'drop')
    return async (tx) => {
      await rememberChoices(tx, chat, [], desk.now);
      const isDropped = await settleUpload(tx, Number(id), 'dropped');
      return isDropped ? notice(`Đã bỏ tệp ${waiting.fileName}, không nạp.`) : gone();
    };
  const upload = await uploadOf(desk, sender, waiting.fileName, waiting.bytes, false);
  const loaded = await KINDS[kind].load(desk, upload).catch(repeated);
  return async (tx) => {
    await rememberChoices(tx, chat, [], desk.now);
    await settleUpload(tx, Number(id), loaded.outcome.status === 'refused' ? 'dropped' : 'loaded');
    return outcomeReply(loaded, waiting.fileName);
  };
}

/** Another word for the same file came first. @throws what is another error */
function repeated(error: unknown): Loaded {
  if (error instanceof ImportConflictError) return { outcome: { status: 'repeated' }, counts: '', notes: [] };
  throw error;
}

async function uploadOf(
  { db, ruleSet }: Desk,
  { caller }: Sender,
  fileName: string,
  bytes: Uint8Array,
  dryRun: boolean,
): Promise<FiguresUpload> {
  const upload = { bytes, fileName, loadedBy: roleText(caller), dryRun };
  const own = ownUnit(caller);
  if (own === undefined) return upload;
  const unit = (await listUnits(db)).find(({ id }) => id === own);
  const index = ruleSet.facts.get(ruleSet.schemes.get(unit?.province ?? '')?.index ?? '');
  const totals = [index?.name, index?.numerator, index?.denominator];
  const objects = ({ unitId, fact }: FigureRow): Fault | undefined => {
    if (unitId !== own) return FOREIGN;
    return totals.includes(fact) ? APPRAISED : undefined;
  };
  return { ...upload, objects };
}

const FOREIGN: Fault = {
  reason: 'Số liệu của đơn vị khác; tài khoản này chỉ được nạp số liệu của đơn vị mình.',
  remedy: 'Bỏ các dòng của đơn vị khác.',
};
const APPRAISED: Fault = {
  reason: 'Điểm và chỉ số do cơ quan thẩm định nạp.',
  remedy: 'Bỏ cột này; điểm tự chấm nộp theo vòng thẩm định.',
};

function outcomeReply({ outcome, counts, notes }: Loaded, fileName: string): Reply {
  if (outcome.status === 'refused') return problemsReply(fileName, outcome.problems, outcome.total);
  if (outcome.status === 'repeated') return notice(`Tệp ${fileName} đã nạp trước đây; không có gì thay đổi.`);
  const warnings = outcome.warnings === undefined ? '' : ` Cảnh báo mới: ${outcome.warnings.units} đơn vị.`;
  return notice([`Đã nạp ${counts} từ tệp ${fileName}.${warnings}`, ...notes].join('\n'));
}

/** ", kỳ 10/2026"; nothing where the file has no periods, or many. */
function periodWords(outcome: FileOutcome): string {
  const { periods = [] } = outcome.status === 'checked' ? outcome : {};
  if (periods.length === 0) return '';
  const [first = '', last = ''] = [periods[0], periods.at(-1)];
  const words = (period: string): string => vietnameseDate(period).replace(/^tháng |^năm /u, '');
  return first === last ? `, kỳ ${words(first)}` : `, kỳ ${words(first)} đến ${words(last)}`;
}

function tooLarge(): Reply {
  return notice(
    'Tệp lớn hơn 20 MB nên không nhận được qua Telegram. Xin chia nhỏ tệp, hoặc nạp bằng lệnh: npx kycuong import TỆP.',
  );
}

function gone(): Reply {
  return notice('Tệp này không còn chờ nạp: đã nạp, đã thôi hoặc đã quá 30 phút. Xin gửi lại tệp nếu cần.');
}
