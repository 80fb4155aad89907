/** Linking a chat account to a person: inviting, and reading and answering one-time codes. */
import type { ChatRef } from '../db/chats.ts';
import type { Tx } from '../db/database.ts';
import { createLinkCode, redeemLinkCode, voidLinkCode } from '../db/link-codes.ts';
import { createPerson, type Person } from '../db/people.ts';
import type { ChatType } from './incoming.ts';
import { notice } from './notice.ts';
import type { Reply } from './reply.ts';
import { parseRole } from './roles.ts';

/** `/start X` is always a code, right or wrong: the platform's deep links come so. */
const START = /^\/start\s+(\S.*)$/iu;
/** Elsewhere only what has a code's shape, for "liên kết tài khoản thế nào?" is a question. */
const NAMED = /^\/?(?:liên kết|lien ket|link)\s*:?\s+([0-9a-z]{4}(?:[- ]?[0-9a-z]{4}){3})$/iu;
const BARE = /^([0-9a-z]{4}(?:-?[0-9a-z]{4}){3})$/iu;

export interface Invitation {
  readonly person: Person;
  /** To be handed over in private; shown once. */
  readonly code: string;
}

/**
 * Adds the holder of a role and makes a first code; undefined when the role is not one, or is that of a guest.
 * @param unitId where the holder works, where the role does not say
 */
export async function invite(
  tx: Tx,
  role: string,
  now: Date,
  unitId?: string,
): Promise<Invitation | undefined> {
  const caller = parseRole(role);
  if (caller === undefined || caller.role === 'khach') return undefined;
  const person = await createPerson(tx, role, now, unitId);
  const code = await createLinkCode(tx, person.id, now);
  return code === undefined ? undefined : { person, code };
}

/** The link code that a message consists of; undefined when the message is something else. */
export function linkCodeIn(text: string): string | undefined {
  return [START, NAMED, BARE].map((form) => form.exec(text)?.[1]).find((code) => code !== undefined);
}

/** Redeems the code and says what came of it. In a group, where others have read it, the code is spoilt instead. */
export async function link(
  tx: Tx,
  code: string,
  chat: ChatRef & { readonly chatType: ChatType },
  now: Date,
): Promise<Reply> {
  if (chat.chatType === 'group') {
    await voidLinkCode(tx, code, now);
    return notice(
      'Không liên kết tài khoản trong nhóm. Mã vừa gửi đã lộ nên không còn dùng được; xin đề nghị quản trị cấp mã mới và gửi trong cuộc trò chuyện riêng.',
    );
  }
  const { outcome } = await redeemLinkCode(tx, code, chat, now);
  if (outcome === 'linked') return linked();
  return notice(
    outcome === 'limited'
      ? 'Đã nhập sai mã nhiều lần. Xin thử lại sau một giờ.'
      : 'Mã liên kết không đúng hoặc không còn dùng được. Xin kiểm tra lại, hoặc đề nghị quản trị cấp mã mới.',
  );
}

function linked(): Reply {
  return {
    blocks: [
      { type: 'verdict', text: 'Đã liên kết tài khoản này.' },
      {
        type: 'text',
        text: 'Từ nay có thể hỏi về kết quả cải cách hành chính và nhận cảnh báo tại đây.',
      },
    ],
    buttons: [
      { label: 'Tôi là ai?', action: 'whoami::' },
      { label: 'Trợ giúp', action: 'help::' },
    ],
  };
}
