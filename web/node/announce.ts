/** What the server says at start: where to look, and what is off. */
import { withoutToken } from './prepare.ts';

/** Where the server is found and what to ask first. */
export function welcome(
  url: string,
  database: string,
  sample: boolean,
  questions: readonly string[],
): string {
  const data = `${sample ? 'Dữ liệu mẫu' : 'Dữ liệu'}: ${withoutToken(database)}`;
  if (!sample) return `\nKỷ Cương đang chạy tại ${url}\n${data}\n`;
  const list = questions.map((question) => `  ${question}`).join('\n');
  return `\nKỷ Cương đang chạy. Mở ${url} để hỏi thử, ví dụ:\n${list}\n\n${data}\n`;
}

/** One line a channel; a channel without a line of its own is off. */
export function channelLines(zalo: string | undefined, telegram: string | undefined): string {
  return [
    'Kênh trò chuyện:',
    `  Zalo: ${zalo ?? 'tắt; đặt biến ZALO_BOT_TOKEN để bật'}`,
    `  Telegram: ${telegram ?? 'tắt; đặt biến TELEGRAM_BOT_TOKEN để bật'}`,
    'Liên kết điện thoại: chạy "npx kycuong user invite thu-truong:kh-so-tu-phap" rồi gửi mã nhận được cho bot.',
    '',
  ].join('\n');
}
