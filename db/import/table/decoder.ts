/** Bytes to text, a block at a time, with the encoding found on the way. */
import type { Block } from './blocks.ts';
import { type Encoding, encodingAtStart, encodingOfLetters } from './encoding.ts';

type Letters = InstanceType<typeof TextDecoder>;

export interface Decoded {
  readonly text: string;
  /** Something after the text is no letter in the encoding; the rest of the file must not be read. */
  readonly isBroken: boolean;
}

/** What no table holds: zeros, control characters of no meaning, what an earlier conversion could not read. */
const BROKEN = /[\0\u0080-\u009F\uFFFD]/;

/**
 * Give it blocks of one size, so that what it finds does not hang on how the file comes in. As long as all is ASCII
 * the question UTF-8 or Windows-1258 stays open; the block from the first other byte on decides it for the whole file.
 */
export class Decoder {
  #started = false;
  #decoder: Letters | undefined;
  /** A letter cut in two by the end of a block, the first of the file above ASCII: too little to tell the encoding. */
  #held: Uint8Array = new Uint8Array();

  /** The text up to the first thing that is no letter; one cut in two by the end of the file is none. */
  decode({ bytes: block, isLast }: Block): Decoded {
    const rest = this.#started ? joined(this.#held, block) : this.#start(block);
    this.#decoder ??= this.#tell(rest, isLast);
    const bytes = this.#decoder === undefined ? rest.subarray(0, rest.length - this.#held.length) : rest;
    const text = (this.#decoder ?? new TextDecoder()).decode(bytes, { stream: !isLast });
    const broken = text.search(BROKEN);
    return broken < 0 ? { text, isBroken: false } : { text: text.slice(0, broken), isBroken: true };
  }

  #start(block: Uint8Array): Uint8Array {
    this.#started = true;
    const { encoding, mark } = encodingAtStart(block);
    if (encoding !== undefined) this.#decoder = decoderOf(encoding);
    return block.subarray(mark);
  }

  #tell(bytes: Uint8Array, isLast: boolean): Letters | undefined {
    const first = bytes.findIndex((byte) => byte >= 0x80);
    if (first < 0) {
      this.#held = new Uint8Array();
      return undefined;
    }
    const encoding = encodingOfLetters(bytes.subarray(first), isLast);
    this.#held = encoding === undefined ? bytes.slice(first) : new Uint8Array();
    return encoding && decoderOf(encoding);
  }
}

function decoderOf(encoding: Encoding): Letters {
  return new TextDecoder(encoding, { ignoreBOM: true });
}

function joined(held: Uint8Array, block: Uint8Array): Uint8Array {
  if (held.length === 0) return block;
  const bytes = new Uint8Array(held.length + block.length);
  bytes.set(held);
  bytes.set(block, held.length);
  return bytes;
}
