import type { Reply } from './reply.ts';

/** A reply of one sentence or two. */
export function notice(text: string): Reply {
  return { blocks: [{ type: 'verdict', text }], buttons: [] };
}
