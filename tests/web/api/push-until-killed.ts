/** Run as a process of its own: says "go", pushes many figures through the API, and says the status. */

import { openDesk } from '../../../bot/desk.ts';
import { openDatabase } from '../../../db/open.ts';
import { apiOver, push } from './support.ts';

const [url = '', now = '', key = '', body = ''] = process.argv.slice(2);
const { db } = await openDatabase(url);
const api = apiOver(await openDesk(db, { now: new Date(now) }));
process.stdout.write('go\n');
const { status } = await push(api, { key, idempotencyKey: 'once', body });
process.stdout.write(`${status}\n`);
