/** A CSV file as it is written: a line at a time, in little memory, and under its own name only once it is whole. */
import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';
import { settleName, unfinished } from './files.ts';

export interface WrittenFile {
  readonly bytes: number;
  /** In hex. */
  readonly sha256: string;
}

/** Characters that are collected before they are written. */
const CHUNK = 1 << 18;
/** By this spreadsheets know UTF-8. */
const BYTE_ORDER_MARK = '\uFEFF';

export class CsvFile {
  readonly #file: string;
  readonly #descriptor: number;
  readonly #hash = createHash('sha256');
  #text = BYTE_ORDER_MARK;
  #bytes = 0;

  /** @throws EEXIST when another is writing the same file. */
  constructor(file: string) {
    this.#file = file;
    this.#descriptor = openSync(unfinished(file), 'wx', 0o600);
  }

  /** Adds a line, which has no line end yet. */
  write(line: string): void {
    this.#text += `${line}\n`;
    if (this.#text.length >= CHUNK) this.#flush();
  }

  /** @throws EEXIST when there is a file of this name. */
  finish(): WrittenFile {
    this.#flush();
    fsyncSync(this.#descriptor);
    closeSync(this.#descriptor);
    settleName(unfinished(this.#file), this.#file);
    return { bytes: this.#bytes, sha256: this.#hash.digest('hex') };
  }

  #flush(): void {
    const chunk = Buffer.from(this.#text);
    this.#text = '';
    this.#hash.update(chunk);
    for (let done = 0; done < chunk.length; ) done += writeSync(this.#descriptor, chunk, done);
    this.#bytes += chunk.length;
  }
}
