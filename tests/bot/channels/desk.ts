/** A desk for channel tests: a real database, a hand-set clock, and an answer that tells who asked what. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Inbox, type Respond, receive } from '../../../bot/inbox.ts';
import type { Incoming } from '../../../bot/incoming.ts';
import { invite } from '../../../bot/link.ts';
import { type DrainCounts, drain, type Senders } from '../../../bot/outbox/drain.ts';
import { type Db, write } from '../../../db/database.ts';
import { openDatabase } from '../../../db/open.ts';

export interface TestDesk {
  readonly db: Db;
  /** Faults that were reported. */
  readonly reports: string[];
  readonly report: (message: string) => void;
  now: Date;
  /** Questions that reached the answering side. */
  readonly asked: Parameters<Respond>[];
  respond: Respond;
  /** Takes a message in, then sends what is due. */
  receive(senders: Senders): (incoming: Incoming) => Promise<string>;
  drain(senders: Senders): Promise<DrainCounts>;
  later(seconds: number): void;
  /** A fresh link code for the holder of a role. */
  code(role: string): Promise<string>;
  close(): void;
}

/** Answers "thu-truong kh-so-tu-phap: câu hỏi", with a button for why. */
const echo: Respond = async (caller, question) => {
  const asked = 'text' in question ? question.text : `[${question.action}]`;
  const text = `${[caller.role, caller.scope].filter(Boolean).join(' ')}: ${asked}`;
  return {
    reply: {
      blocks: [{ type: 'verdict', text }],
      buttons: [{ label: 'Vì sao?', action: 'explain:kh-so-tu-phap:2019' }],
    },
  };
};

export async function openDesk(): Promise<TestDesk> {
  const folder = mkdtempSync(path.join(tmpdir(), 'kycuong-chat-'));
  const opened = await openDatabase(`file:${path.join(folder, 'test.db')}`);
  const { db } = opened;
  const desk: TestDesk = {
    db,
    reports: [],
    report: (message) => void desk.reports.push(message),
    now: new Date('2026-11-20T02:00:00Z'),
    asked: [],
    respond: echo,
    receive: (senders) => async (incoming) => {
      const respond: Respond = (...question) => {
        desk.asked.push(question);
        return desk.respond(...question);
      };
      const inbox: Inbox = { db, respond, now: desk.now, report: desk.report };
      const outcome = await receive(inbox, incoming);
      await desk.drain(senders);
      return outcome;
    },
    drain: (senders) => drain(db, senders, { now: () => desk.now, random: () => 0.5 }),
    later: (seconds) => {
      desk.now = new Date(desk.now.getTime() + seconds * 1000);
    },
    code: async (role) => {
      const invitation = await write(db, (tx) => invite(tx, role, desk.now));
      if (invitation === undefined) throw new Error(`no role ${role}`);
      return invitation.code;
    },
    close: () => {
      opened.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return desk;
}
