/** Files that appear under their names only once they are whole, and never over another. */
import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  copyFileSync,
  createReadStream,
  fsyncSync,
  linkSync,
  openSync,
  rmSync,
} from 'node:fs';
import path from 'node:path';

/** What a file is called while this process is writing it. */
export function unfinished(file: string): string {
  return `${file}.${process.pid}.dang-ghi`;
}

/** Gives a finished file its name. @throws EEXIST when the name is taken */
export function settleName(written: string, file: string): void {
  nameAlso(written, file);
  rmSync(written);
  flush(path.dirname(file));
}

/** A second name for a file, or a copy where the disk knows no second names. @throws EEXIST when the name is taken */
export function nameAlso(file: string, name: string): void {
  try {
    linkSync(file, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw error;
    copyFileSync(file, name, constants.COPYFILE_EXCL);
    flush(name);
  }
}

/** Returns once the disk has the file, or the names in the folder. */
export function flush(fileOrFolder: string): void {
  const descriptor = openSync(fileOrFolder, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

/** SHA-256 of a file of any size, in hex. */
export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer);
  return hash.digest('hex');
}
