/** What arrives from a chat platform, free of its own shapes. */
import type { ChatRef } from '../db/chats.ts';
import type { Question } from './reply.ts';

export const CHANNELS = ['telegram', 'zalo'] as const;
export type Channel = (typeof CHANNELS)[number];

export const CHAT_TYPES = ['private', 'group'] as const;
export type ChatType = (typeof CHAT_TYPES)[number];

/** A sticker, a picture, a voice message: received, but nothing that we read. */
export interface Unreadable {
  readonly unreadable: true;
}

/** A file that somebody sent; it is fetched when it is read. */
export interface SentFile {
  readonly name: string;
  /** In bytes, where the platform says so. */
  readonly size: number | undefined;
  readonly read: () => Promise<Uint8Array>;
}

/** The platform can carry no files: it only says that one was sent. */
export interface Unsupported {
  readonly unsupported: true;
}

export interface Incoming extends ChatRef {
  readonly channel: Channel;
  readonly chatType: ChatType;
  /** Names the update within its channel, the same each time the platform delivers it. */
  readonly updateKey: string;
  readonly question: Question | Unreadable | Unsupported | { readonly file: SentFile };
}

/** Takes an update in; resolves once it is safe to confirm to the platform. */
export type Receive = (incoming: Incoming) => Promise<unknown>;
