/**
 * Ranks the country once in a process of its own, and says how much memory, in bytes, that took at most above what the
 * program itself takes once it is loaded.
 */
import { readFileSync } from 'node:fs';
import { openDatabase } from '../../db/open.ts';
import { ruleSetOfCountry } from './country.ts';
import { rankCountry } from './rank.ts';

/** The most memory that the process ever had resident. The figure of `resourceUsage` may be that of the parent. */
function mostResident(): number {
  const kilobytes = /VmHWM:\s*(\d+) kB/u.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

const [url = ''] = process.argv.slice(2);
const { db, close } = await openDatabase(url);
const ruleSet = ruleSetOfCountry();
const loaded = process.memoryUsage().rss;
await rankCountry({ db, ruleSet, now: new Date('2026-06-01'), sample: false });
close();
process.stdout.write(String(mostResident() - loaded));
