/** Run as a process of its own: writes people with accounts into the database at argv[2] until it is killed. */
import { write } from '../../../db/database.ts';
import { openDatabase } from '../../../db/open.ts';
import { createPerson, linkAccount } from '../../../db/people.ts';

const [url = '', now = ''] = process.argv.slice(2);
const at = new Date(now);
const { db } = await openDatabase(url);
for (let count = 0; ; count += 1) {
  await write(db, async (tx) => {
    const { id } = await createPerson(tx, 'quan-tri', at);
    await linkAccount(tx, { channel: 'telegram', chatId: `${process.pid}-${count}` }, id, at);
  });
  process.stdout.write('.');
}
