/**
 * Ranks the country once in a process of its own, and says how much memory, in bytes, that took at most above what the
 * program itself takes once it is loaded.
 */
import { openDatabase } from '../../db/open.ts';
import { mostResident } from '../memory.ts';
import { ruleSetOfCountry } from './country.ts';
import { rankCountry } from './rank.ts';

const [url = ''] = process.argv.slice(2);
const database = await openDatabase(url);
const ruleSet = ruleSetOfCountry();
const loaded = process.memoryUsage().rss;
await rankCountry({ db: database.db, ruleSet, now: new Date('2026-06-01'), sample: false });
database.close();
process.stdout.write(String(mostResident() - loaded));
