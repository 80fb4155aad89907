/** Taking a message in: answered once, whatever the platform repeats. */
import { choicesOf } from '../db/chats.ts';
import { type Db, type Tx, write } from '../db/database.ts';
import { recordUpdate, wasHandled } from '../db/inbound.ts';
import { enqueue } from '../db/outbox.ts';
import { personOf } from '../db/people.ts';
import type { UnitDecision } from './decisions.ts';
import type { Desk } from './desk.ts';
import { traceOf } from './fault.ts';
import type { Channel, ChatType, Incoming } from './incoming.ts';
import { link, linkCodeIn } from './link.ts';
import { notice } from './notice.ts';
import type { Question, Reply } from './reply.ts';
import { type Caller, parseRole } from './roles.ts';
import { keepTold } from './told.ts';
import { cleanText, MAX_QUESTION } from './typed.ts';
import { decideFile, isFileAction, previewFile } from './uploads.ts';

/** Answers a question. What throws is reported, and the writer is asked to try again later. */
export type Respond = (
  caller: Caller,
  question: Question,
  chat: { readonly channel: Channel; readonly chatType: ChatType },
) => Promise<{ readonly reply: Reply; readonly decisions?: readonly UnitDecision[] }>;

export interface Inbox {
  readonly db: Db;
  readonly respond: Respond;
  readonly now: Date;
  /** The desk at which files are read and loaded; without one they are only said to be unreadable. */
  readonly desk?: () => Promise<Desk>;
  /** Told of faults that the writer only sees as an apology. */
  readonly report: (message: string) => void;
}

/** A reply, or the making of one that must stand or fall with the record of the update. */
type Outcome = Reply | ((tx: Tx) => Promise<Reply>);

const GUEST: Caller = { role: 'khach' };
const CHOICE = /^([1-9])[.)]?$/;

/**
 * Handles one message: a link code is redeemed, the number of an offered choice stands for it, all else is asked of
 * `respond`; in a group, what is no text passes unnoticed. The record of the update and the reply in the outbox are
 * written together, so that a repeated update does nothing and a crash loses nothing. The caller then drains the outbox.
 * @throws when the database fails; the platform is then to deliver the update again.
 */
export async function receive(inbox: Inbox, incoming: Incoming): Promise<'handled' | 'repeated' | 'ignored'> {
  if (incoming.chatType === 'group' && !('text' in incoming.question || 'action' in incoming.question))
    return 'ignored';
  const { channel, chatId, updateKey } = incoming;
  if (await wasHandled(inbox.db, channel, updateKey)) return 'repeated';
  const outcome = await outcomeOf(inbox, incoming);
  return write(inbox.db, async (tx) => {
    if (!(await recordUpdate(tx, channel, updateKey, inbox.now))) return 'repeated';
    const body = typeof outcome === 'function' ? await outcome(tx) : outcome;
    await enqueue(tx, { channel, chatId, dedupeKey: `reply:${channel}:${updateKey}`, body }, inbox.now);
    return 'handled';
  });
}

async function outcomeOf(inbox: Inbox, incoming: Incoming): Promise<Outcome> {
  const { question } = incoming;
  if ('unreadable' in question) return unreadable();
  if ('unsupported' in question) return unsupported();
  if ('file' in question)
    return atDesk(inbox, incoming, (desk, caller) => previewFile(desk, caller, incoming, question.file));
  if ('action' in question) return act(inbox, incoming, question);
  const text = cleanText(question.text);
  if (text === '') return unreadable();
  if (text.length > MAX_QUESTION) return tooLong();
  const code = linkCodeIn(text);
  if (code !== undefined) return (tx) => link(tx, code, incoming, inbox.now);
  const choice = await chosen(inbox.db, incoming, text);
  return choice === undefined ? answer(inbox, incoming, { text }) : act(inbox, incoming, choice);
}

function act(inbox: Inbox, incoming: Incoming, question: { readonly action: string }): Promise<Outcome> {
  const { action } = question;
  return isFileAction(action)
    ? atDesk(inbox, incoming, (desk, caller) => decideFile(desk, caller, incoming, action))
    : answer(inbox, incoming, question);
}

/** What is done with a file; a fault is reported, and the sender asked to try again. */
async function atDesk(
  inbox: Inbox,
  incoming: Incoming,
  work: (desk: Desk, caller: Caller) => Promise<Outcome>,
): Promise<Outcome> {
  if (inbox.desk === undefined) return unreadable();
  try {
    return await work(await inbox.desk(), await callerOf(inbox.db, incoming));
  } catch (error) {
    inbox.report(`a file on ${incoming.channel} failed: ${traceOf(error)}`);
    return notice('Xin lỗi, chưa đọc được tệp này. Xin gửi lại sau ít phút.');
  }
}

async function answer(inbox: Inbox, incoming: Incoming, question: Question): Promise<Outcome> {
  const { channel, chatType } = incoming;
  const caller = await callerOf(inbox.db, incoming);
  try {
    const { reply, decisions = [] } = await inbox.respond(caller, question, { channel, chatType });
    const told = caller.personId === undefined ? [] : [caller.personId];
    return async (tx) => {
      await keepTold(tx, told, decisions, inbox.now);
      return reply;
    };
  } catch (error) {
    inbox.report(`answering on ${channel} failed: ${traceOf(error)}`);
    return notice('Xin lỗi, hệ thống đang gặp sự cố nên chưa trả lời được. Xin thử lại sau ít phút.');
  }
}

/** In a group everybody reads the reply, so whoever asks there is a guest. */
async function callerOf(db: Db, incoming: Incoming): Promise<Caller> {
  if (incoming.chatType === 'group') return GUEST;
  const person = await personOf(db, incoming);
  const caller = person === undefined ? undefined : parseRole(person.role);
  return person === undefined || caller === undefined ? GUEST : { ...caller, personId: person.id };
}

/** What "2" stands for in this chat. */
async function chosen(
  db: Db,
  incoming: Incoming,
  text: string,
): Promise<{ readonly action: string } | undefined> {
  const number = CHOICE.exec(text)?.[1];
  if (number === undefined) return undefined;
  const choice = (await choicesOf(db, incoming))[Number(number) - 1];
  return choice === undefined ? undefined : { action: choice.action };
}

function unreadable(): Reply {
  return notice('Tôi chỉ đọc được tin nhắn bằng chữ. Xin gõ câu hỏi, ví dụ: “Sở Tư pháp năm 2019”.');
}

function unsupported(): Reply {
  return notice(
    'Zalo chưa chuyển được tệp đến đây. Xin gửi tệp cho bot trên Telegram, hoặc nhờ người quản trị nạp bằng lệnh: npx kycuong import TỆP; hệ thống khác gửi qua địa chỉ web /api/v1/observations.',
  );
}

function tooLong(): Reply {
  return notice(
    `Câu hỏi dài quá ${MAX_QUESTION.toLocaleString('vi-VN')} ký tự. Xin hỏi ngắn hơn, ví dụ: “Sở Tư pháp năm 2019”.`,
  );
}
