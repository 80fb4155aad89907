/** A file cut into blocks of one size, whatever pieces it comes in. */
import { BLOCK_BYTES } from './limits.ts';

export interface Block {
  readonly bytes: Uint8Array;
  /** Nothing follows. */
  readonly isLast: boolean;
}

/** At least one block, which is empty where the file is. */
export function* blocksOf(bytes: Uint8Array): Generator<Block> {
  let at = 0;
  for (; at + BLOCK_BYTES < bytes.length; at += BLOCK_BYTES)
    yield { bytes: bytes.subarray(at, at + BLOCK_BYTES), isLast: false };
  yield { bytes: bytes.subarray(at), isLast: true };
}

/** The same blocks of a file that comes in pieces. */
export async function* streamedBlocks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Block> {
  let block = new Uint8Array(BLOCK_BYTES);
  let length = 0;
  for await (const chunk of chunks)
    for (let at = 0; at < chunk.length; ) {
      if (length === BLOCK_BYTES) {
        yield { bytes: block, isLast: false };
        block = new Uint8Array(BLOCK_BYTES);
        length = 0;
      }
      const taken = chunk.subarray(at, at + BLOCK_BYTES - length);
      block.set(taken, length);
      length += taken.length;
      at += taken.length;
    }
  yield { bytes: block.subarray(0, length), isLast: true };
}
