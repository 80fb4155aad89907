import { createHash } from 'node:crypto';

/** SHA-256 in hex, by which a file is known to have been loaded; text as UTF-8. */
export function sha256(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}
