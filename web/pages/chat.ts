/** The chat page: for trying out with sample data. It works without scripts, and asking changes nothing. */
import { html } from 'hono/html';
import type { Question, Reply } from '../../bot/reply.ts';
import type { Caller } from '../../bot/roles.ts';
import { MAX_QUESTION } from '../../bot/typed.ts';
import { type Html, page, plainPage } from './layout.ts';
import { replyHtml } from './reply.ts';
import { addressOf, carried, NEWEST, pressed, questionOf, type Turn, wordsOf } from './transcript.ts';

/** Answers a question of somebody. */
export type Ask = (caller: Caller, question: Question) => Promise<{ readonly reply: Reply }>;

/** For whoever does not know what to ask. */
export const SUGGESTIONS = [
  'Sở Tư pháp Khánh Hòa năm 2019',
  'Bảng xếp hạng khối Sở năm 2019',
  'Trường Cao đẳng Y tế năm 2019',
  'Vì sao Sở Tư pháp Khánh Hòa xếp hạng KHÁ?',
  'Sóc Trăng mất điểm ở đâu, ai chịu trách nhiệm?',
  'Đơn vị nào đang có cảnh báo?',
] as const;

const AS_WHOM: Caller = { role: 'lanh-dao-tinh' };
const AS_WHOM_WORDS = html`<p class="as-whom">Trang dùng thử: trả lời với vai lãnh đạo tỉnh, trên dữ liệu mẫu.</p>`;

/** The page after these turns, each answered anew. @throws what `ask` throws. */
export async function chatPage(ask: Ask, turns: readonly Turn[]): Promise<Html> {
  const replies = await Promise.all(turns.map((turn) => ask(AS_WHOM, questionOf(turn))));
  const newest = turns.at(-1);
  if (newest === undefined) return welcomePage();
  const exchanges = turns.map((turn, index) => exchange(turn, replies[index]?.reply, turns, turn === newest));
  return page({
    title: `${wordsOf(newest).slice(0, 80)} – Kỷ Cương`,
    aside: html`<a class="restart" href="/">Hỏi từ đầu</a>`,
    main: html`<main>
${AS_WHOM_WORDS}
<h1 class="unseen">Hỏi đáp</h1>
${exchanges}
</main>
<div class="dock">${form(turns)}</div>`,
  });
}

function welcomePage(): Html {
  return page({
    title: 'Kỷ Cương – dùng thử',
    main: html`<main>
${AS_WHOM_WORDS}
<h1>Hỏi về kết quả cải cách hành chính</h1>
<p>Gõ câu hỏi như khi nhắn tin: tên đơn vị, khối, năm. Câu trả lời kèm số liệu và căn cứ.</p>
${form([])}
<h2>Hỏi thử</h2>
<ul class="suggestions">
${SUGGESTIONS.map((text) => html`<li><a href="${addressOf([], { name: 'q', value: text })}">${text}</a></li>`)}
</ul>
</main>`,
  });
}

/** The page where there is no sample data to try. */
export function closedPage(): Html {
  return plainPage(
    'Xin hỏi qua Zalo hoặc Telegram',
    'Trang này chỉ dành để dùng thử với dữ liệu mẫu, còn hệ thống đang chạy với dữ liệu thật. Xin hỏi qua Zalo hoặc Telegram bằng tài khoản đã liên kết; nếu chưa có, xin đề nghị bộ phận phụ trách cải cách hành chính cấp mã liên kết.',
  );
}

function exchange(turn: Turn, reply: Reply | undefined, turns: readonly Turn[], newest: boolean): Html {
  return html`<article class="exchange" ${newest ? html`id="${NEWEST}"` : ''}>
<h2 class="asked">${wordsOf(turn)}</h2>
<div class="answer">${reply === undefined ? '' : replyHtml(reply, (button) => addressOf(turns, pressed(button)))}</div>
</article>
`;
}

/** One character more may be typed than is answered, so that a text cut off by the browser is still seen to be too long. */
function form(turns: readonly Turn[]): Html {
  return html`<form class="ask" action="/#${NEWEST}" method="get">
${carried(turns).map(({ name, value }) => html`<input type="hidden" name="${name}" value="${value}">`)}
<label for="q">Câu hỏi</label>
<input id="q" name="q" type="text" required maxlength="${MAX_QUESTION + 1}" autocomplete="off" enterkeyhint="send" placeholder="Ví dụ: Sở Y tế năm 2019">
<button type="submit">Hỏi</button>
</form>`;
}
