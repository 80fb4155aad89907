/** A process that drains a database's outbox to Zalo once: `node drain-zalo.ts URL TOKEN API_ROOT NOW`. */
import { zaloSender } from '../../../bot/channels/zalo/sender.ts';
import { drain } from '../../../bot/outbox/drain.ts';
import { openDatabase } from '../../../db/open.ts';

const [url = '', token = '', apiRoot = '', now = ''] = process.argv.slice(2);
const opened = await openDatabase(url);
const counts = await drain(
  opened.db,
  { zalo: zaloSender({ token, apiRoot }) },
  { now: () => new Date(now), random: () => 0 },
);
opened.close();
process.stdout.write(JSON.stringify(counts));
