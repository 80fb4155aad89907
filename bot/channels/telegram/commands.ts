/** The menu of commands that Telegram shows beside the input line. */
import type { BotCommand } from 'grammy/types';

export const COMMANDS: readonly BotCommand[] = [
  { command: 'status', description: 'Đơn vị đang xếp hạng gì, thứ mấy' },
  { command: 'explain', description: 'Vì sao xếp hạng như vậy' },
  { command: 'ranking', description: 'Bảng xếp hạng theo khối' },
  { command: 'consequences', description: 'Người đứng đầu chịu hệ quả gì' },
  { command: 'history', description: 'Kết quả các năm trước' },
  { command: 'alerts', description: 'Cảnh báo hiện có' },
  { command: 'help', description: 'Hướng dẫn hỏi' },
];
