/** What has no lasting value, and how long it is kept. Figures, ranks, decisions, receipts and published sets are kept for good. */
import { and, count, inArray, lt, ne, or, type SQL, sql } from 'drizzle-orm';
import type { SQLiteTable } from 'drizzle-orm/sqlite-core';
import { civilHour } from '../engine/model/dates.ts';
import { type Db, write } from './database.ts';
import { chats, inboundUpdates, linkCodes, linkFailures, outbox } from './schema.ts';

interface Period {
  /** What it is, for people. */
  readonly what: string;
  /** Days that it is kept. */
  readonly days: number;
  readonly table: SQLiteTable;
  /** The rows that are older than an instant, as UTC ISO text. */
  readonly olderThan: (instant: string) => SQL | undefined;
  /** Of messages the body goes and the row stays. */
  readonly goes: 'row' | 'body';
}

const DAY = 86_400_000;
/** Rows changed in one transaction. */
const BATCH = 1000;

/** A body that was dropped: JSON null. */
const DROPPED = sql`'null'`;

/** The one table of periods. */
export const RETENTION: readonly Period[] = [
  {
    what: 'dấu vết tin nhắn đến đã xử lý',
    days: 30,
    goes: 'row',
    table: inboundUpdates,
    olderThan: (instant) => lt(inboundUpdates.receivedAt, instant),
  },
  {
    what: 'lần nhập sai mã liên kết',
    days: 1,
    goes: 'row',
    table: linkFailures,
    olderThan: (instant) => lt(linkFailures.failedAt, instant),
  },
  {
    what: 'mã liên kết đã dùng hoặc hết hạn',
    days: 30,
    goes: 'row',
    table: linkCodes,
    olderThan: (instant) => or(lt(linkCodes.expiresAt, instant), lt(linkCodes.usedAt, instant)),
  },
  {
    what: 'lựa chọn đã đưa ra trong cuộc trò chuyện',
    days: 30,
    goes: 'row',
    table: chats,
    olderThan: (instant) => lt(chats.updatedAt, instant),
  },
  {
    what: 'nội dung tin nhắn đã gửi xong (vẫn giữ dòng ghi sổ)',
    days: 90,
    table: outbox,
    olderThan: (instant) =>
      and(
        inArray(outbox.state, ['sent', 'failed', 'ambiguous']),
        lt(outbox.createdAt, instant),
        ne(outbox.body, DROPPED),
      ),
    goes: 'body',
  },
];

/** For a clock that strikes every minute: true once a day, at two in the night in Vietnam. */
export function isRetentionHour(now: Date): boolean {
  return civilHour(now) === 2 && now.getUTCMinutes() === 0;
}

export interface Expired {
  readonly what: string;
  readonly days: number;
  readonly rows: number;
}

/** What is past its period at a moment, and would go. */
export async function expired(db: Db, now: Date): Promise<Expired[]> {
  const found: Expired[] = [];
  for (const { what, days, table, olderThan } of RETENTION) {
    const [counted] = await db
      .select({ rows: count() })
      .from(table)
      .where(olderThan(before(now, days)));
    found.push({ what, days, rows: counted?.rows ?? 0 });
  }
  return found;
}

/** Deletes what is past its period at a moment, in short writes; a second time there is nothing left to do. */
export async function applyRetention(db: Db, now: Date): Promise<Expired[]> {
  const gone: Expired[] = [];
  for (const period of RETENTION) {
    let rows = 0;
    for (let some = BATCH; some === BATCH; rows += some) some = await expireSome(db, period, now);
    gone.push({ what: period.what, days: period.days, rows });
  }
  return gone;
}

async function expireSome(db: Db, { days, table, olderThan, goes }: Period, now: Date): Promise<number> {
  const some = sql`rowid in (select rowid from ${table} where ${olderThan(before(now, days))} limit ${BATCH})`;
  const { rowsAffected } = await write(db, (tx) =>
    goes === 'row' ? tx.delete(table).where(some) : tx.update(outbox).set({ body: DROPPED }).where(some),
  );
  return rowsAffected;
}

function before(now: Date, days: number): string {
  return new Date(now.getTime() - days * DAY).toISOString();
}
