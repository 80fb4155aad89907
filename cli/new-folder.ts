/** A folder that a command fills. */
import { mkdirSync, readdirSync } from 'node:fs';
import { CommandError, EXIT } from './context.ts';

/** Makes the folder, or takes an empty one. @throws CommandError when it holds anything, or cannot be made */
export function requireEmptyFolder(folder: string): void {
  let held: string[];
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    held = readdirSync(folder);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new CommandError(EXIT.usage, `Không dùng được thư mục "${folder}" (${code}). Chọn thư mục khác.`);
  }
  if (held.length > 0)
    throw new CommandError(
      EXIT.usage,
      `Thư mục "${folder}" không trống; không ghi đè tệp nào. Chọn một thư mục mới.`,
    );
}
