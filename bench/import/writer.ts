/** Run as a process of its own: writes into the database again and again, as a chat does, and tells of the longest wait when asked to stop. */
import { createInterface } from 'node:readline';
import { sql } from 'drizzle-orm';
import { write } from '../../db/database.ts';
import { openDatabase } from '../../db/open.ts';

/** Milliseconds between two writes. */
const PAUSE = 20;

const [url = ''] = process.argv.slice(2);
const opened = await openDatabase(url);
const asked = new AbortController();
createInterface(process.stdin).once('line', () => asked.abort());
process.stdout.write('ready\n');
let longest = 0;
let writes = 0;
while (!asked.signal.aborted) {
  const start = performance.now();
  await write(opened.db, (tx) =>
    tx.run(
      sql`insert into inbound_updates (channel, update_key, received_at) values ('bench', ${String(writes)}, '2026-01-01T00:00:00Z')`,
    ),
  );
  longest = Math.max(longest, performance.now() - start);
  writes += 1;
  await new Promise((resolve) => setTimeout(resolve, PAUSE));
}
opened.close();
process.stdout.write(JSON.stringify({ writes, longest }));
