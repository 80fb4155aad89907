/** Run as a process of its own: holds the database at argv[2] open, as an idle server does, until it is killed. */
import { openDatabase } from '../../../db/open.ts';

await openDatabase(process.argv[2] ?? '');
process.stdout.write('open\n');
setInterval(() => undefined, 60_000);
