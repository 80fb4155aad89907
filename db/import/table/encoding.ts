/** The encoding of a text, told from its bytes. */

export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1258';

const MARKS: readonly { readonly encoding: Encoding; readonly bytes: readonly number[] }[] = [
  { encoding: 'utf-8', bytes: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', bytes: [0xff, 0xfe] },
  { encoding: 'utf-16be', bytes: [0xfe, 0xff] },
];

/** Encoding that the first block says by itself, and how many bytes of mark stand before the text. */
export function encodingAtStart(block: Uint8Array): { encoding: Encoding | undefined; mark: number } {
  const marked = MARKS.find(({ bytes }) => bytes.every((byte, index) => block[index] === byte));
  if (marked !== undefined) return { encoding: marked.encoding, mark: marked.bytes.length };
  return { encoding: wideEncoding(block), mark: 0 };
}

/** UTF-16 without a mark: letters, digits and delimiters of ASCII have a zero on one side, and no other text has zeros. */
function wideEncoding(block: Uint8Array): Encoding | undefined {
  let little = 0;
  let big = 0;
  for (let index = 0; index + 1 < block.length; index += 2) {
    if (block[index + 1] === 0 && isPlain(block[index])) little += 1;
    else if (block[index] === 0 && isPlain(block[index + 1])) big += 1;
  }
  const units = Math.floor(block.length / 2);
  if (Math.max(little, big) * 8 < units || little === big) return undefined;
  return little > big ? 'utf-16le' : 'utf-16be';
}

function isPlain(byte = 0): boolean {
  return (byte >= 0x20 && byte < 0x7f) || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

/**
 * UTF-8 or Windows-1258, of a block that begins with the first byte above ASCII. Text of Windows-1258 is hardly ever
 * valid UTF-8; a block of UTF-8 with a few spoilt bytes stays UTF-8, to be refused where it is spoilt. Undefined where
 * the block ends within its only letter.
 */
export function encodingOfLetters(block: Uint8Array, isWhole: boolean): Encoding | undefined {
  const text = new TextDecoder('utf-8').decode(block, { stream: !isWhole });
  const letters = text.match(/[^\0-\u007F\uFFFD]/gu)?.length ?? 0;
  const spoilt = text.match(/\uFFFD/g)?.length ?? 0;
  if (letters + spoilt === 0) return undefined;
  return letters > spoilt ? 'utf-8' : 'windows-1258';
}
