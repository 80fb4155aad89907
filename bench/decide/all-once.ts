/** Decides all units of a database once in a process of its own, and says how much memory, in bytes, that had at most. */
import { openDesk } from '../../bot/desk.ts';
import { openDatabase } from '../../db/open.ts';
import { mostResident } from '../memory.ts';
import { LOADED_ON } from './made-province.ts';
import { decideAll } from './redecide.ts';

const [url = '', units = ''] = process.argv.slice(2);
const database = await openDatabase(url);
await decideAll(await openDesk(database.db, { now: LOADED_ON }), Number(units));
database.close();
process.stdout.write(String(mostResident()));
