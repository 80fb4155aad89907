/** Writing a file whole or not at all. */
import { randomUUID } from 'node:crypto';
import { access, constants, open, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';

/** The file cannot be written there. The message says why, and what to do. */
export class UnwritableError extends Error {
  override readonly name = 'UnwritableError';
}

/** Whether a file can be written there, before any work is done for it. @throws UnwritableError */
export async function checkWritable(file: string): Promise<void> {
  const folder = path.dirname(path.resolve(file));
  const found = await stat(folder).catch(() => undefined);
  if (found?.isDirectory() !== true)
    throw new UnwritableError(`Không có thư mục "${folder}" để ghi tệp. Tạo thư mục rồi chạy lại.`);
  const existing = await stat(file).catch(() => undefined);
  if (existing?.isDirectory() === true)
    throw new UnwritableError(
      `"${file}" là một thư mục. Ghi thêm tên tệp, ví dụ: ${path.join(file, 'bao-cao.docx')}`,
    );
  const isOpen = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  if (!isOpen)
    throw new UnwritableError(`Không được quyền ghi vào "${folder}". Chọn thư mục khác cho --out.`);
}

/**
 * Writes beside the file and puts the new one in its place in one step: whoever reads it finds the old or the new one,
 * never half of it.
 * @throws UnwritableError
 */
export async function save(file: string, bytes: Uint8Array): Promise<void> {
  await checkWritable(file);
  const target = path.resolve(file);
  const beside = path.join(path.dirname(target), `.${path.basename(target)}.${randomUUID()}.tmp`);
  try {
    const handle = await open(beside, 'wx');
    try {
      await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    const reason = (error as NodeJS.ErrnoException).code ?? String(error);
    throw new UnwritableError(
      `Không ghi được tệp "${file}" (${reason}); tệp cũ, nếu có, vẫn nguyên. Kiểm tra dung lượng và quyền ghi, hoặc chọn nơi khác cho --out.`,
    );
  }
}
