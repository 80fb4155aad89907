/** The memory of a process that measures itself. */
import { readFileSync } from 'node:fs';

/** The most memory, in bytes, that the process ever had resident. The figure of `resourceUsage` may be that of the parent. */
export function mostResident(): number {
  const kilobytes = /VmHWM:\s*(\d+) kB/u.exec(readFileSync('/proc/self/status', 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}
