import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { createApp } from '../../web/app.ts';
import type { Ask } from '../../web/pages/chat.ts';
import { echo, REPLY } from './fake-answers.ts';

async function open(address: string, ask: Ask | undefined = echo()): Promise<string> {
  const app = createApp({
    chat: async () => ask,
    hasRules: async () => true,
    webhooks: { telegram: undefined, zalo: undefined },
    api: new Hono(),
    report: () => undefined,
  });
  const response = await app.request(address);
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/html; charset=UTF-8');
  return response.text();
}

/** `name=value` pairs as an address, in order. */
function address(...pairs: readonly (readonly [string, string])[]): string {
  return `/?${new URLSearchParams(pairs.map(([name, value]): [string, string] => [name, value])).toString()}`;
}

function questions(count: number, text = (index: number) => `câu ${index}`): [string, string][] {
  return Array.from({ length: count }, (_, index) => ['q', text(index + 1)]);
}

/** Everything of the page that matches, first group. */
function all(page: string, pattern: RegExp): string[] {
  return Array.from(page.matchAll(pattern), (match) => match[1] ?? '');
}

const asked = (page: string) => all(page, /<h2 class="asked">(.*?)<\/h2>/g);
const carriedBy = (page: string) => all(page, /<input type="hidden" name="[qa]" value="(.*?)">/g);
const links = (page: string) => all(page, /href="(\/\?.*?)"/g).map((href) => href.replaceAll('&amp;', '&'));

describe('the chat page', () => {
  it('says as whom it answers, and suggests what to ask', async () => {
    const page = await open('/');
    expect(page).toContain('Trang dùng thử: trả lời với vai lãnh đạo tỉnh, trên dữ liệu mẫu.');
    expect(page).toContain('<html lang="vi">');
    const followed = await open(links(page)[0] ?? '');
    expect(followed).toContain('Trả lời: Sở Tư pháp Khánh Hòa năm 2019');
    expect(followed).toContain('Trang dùng thử: trả lời với vai lãnh đạo tỉnh, trên dữ liệu mẫu.');
  });

  it('asks as the leader of the province', async () => {
    const seen: Parameters<Ask>[] = [];
    await open(address(['q', 'Sở Y tế'], ['a', 'explain:kh-so-y-te:2019 Vì sao?']), echo(seen));
    expect(seen).toEqual([
      [{ role: 'lanh-dao-tinh' }, { text: 'Sở Y tế' }],
      [{ role: 'lanh-dao-tinh' }, { action: 'explain:kh-so-y-te:2019' }],
    ]);
  });

  it('renders every kind of block, escaped', async () => {
    const page = await open('/?q=x', async () => ({ reply: REPLY }));
    expect(page).toContain('<p class="verdict">Sở &lt;A&gt; &amp; “B”</p>');
    expect(page).toContain('<li>mục &lt;1&gt;</li>');
    expect(page).toContain('<th scope="col" class="number">Chỉ số</th>');
    expect(page).toContain('<td class="number">79,25%</td>');
    expect(page).toContain('<td class="words">Sở &lt;Y&gt;</td>');
    expect(page).toContain('<blockquote>“từ 5% &lt;trở lên&gt;”</blockquote>');
    expect(page).toContain('<figcaption>Kết luận, điểm 8</figcaption>');
    expect(page).toContain('<p class="note">Số liệu mô phỏng</p>');
    expect(page).not.toContain('<script');
  });

  it('escapes what is asked, wherever it is shown', async () => {
    const attack = `"><script>alert(1)</script>'`;
    const page = await open(address(['q', attack], ['a', `help:: ${attack}`], ['q', 'x']));
    expect(asked(page)).toHaveLength(3);
    expect(page).not.toContain('<script');
    expect(page).not.toContain(attack);
  });

  it('carries the conversation in the form and in the links', async () => {
    const page = await open(address(['q', 'Sở Y tế'], ['a', 'history:kh-so-y-te: Các năm']));
    expect(asked(page)).toEqual(['Sở Y tế', 'Các năm']);
    expect(carriedBy(page)).toEqual(['Sở Y tế', 'history:kh-so-y-te: Các năm']);
    const pressed = links(page).at(-2) ?? '';
    expect(pressed).toMatch(/#moi-nhat$/);
    expect(asked(await open(pressed))).toEqual(['Sở Y tế', 'Các năm', 'Vì sao?']);
  });

  it('keeps the last five exchanges, and marks the newest for the page to scroll to', async () => {
    const page = await open(address(...questions(7)));
    expect(asked(page)).toEqual(['câu 3', 'câu 4', 'câu 5', 'câu 6', 'câu 7']);
    expect(carriedBy(page)).toEqual(['câu 4', 'câu 5', 'câu 6', 'câu 7']);
    expect(all(page, /id="moi-nhat">\s*<h2 class="asked">(.*?)</g)).toEqual(['câu 7']);
  });

  it('lets the oldest go sooner when the address would grow too long', async () => {
    const page = await open(address(...questions(5, (index) => `${index} ${'ế'.repeat(300)}`)));
    expect(carriedBy(page).map((value) => value[0])).toEqual(['5']);
    for (const link of links(page)) expect(link.length).toBeLessThan(6000);
  });

  it('answers a text that is too long to be a question once, and carries it no further', async () => {
    const page = await open(address(['q', 'Sở Y tế'], ['q', 'a'.repeat(1001)]));
    expect(asked(page)).toHaveLength(2);
    expect(carriedBy(page)).toEqual(['Sở Y tế']);
  });

  it('takes an empty question for none', async () => {
    expect(asked(await open('/?q=&q=%20%20&b=x'))).toEqual([]);
  });

  it('has a labelled input that takes one character more than is answered', async () => {
    const page = await open('/');
    expect(page).toContain('<label for="q">Câu hỏi</label>');
    expect(page).toContain('<input id="q" name="q" type="text" required maxlength="1001"');
  });

  it('points to Zalo and Telegram where there is no sample data', async () => {
    const app = createApp({
      chat: async () => undefined,
      hasRules: async () => true,
      webhooks: { telegram: undefined, zalo: undefined },
      api: new Hono(),
      report: () => undefined,
    });
    const page = await (await app.request('/?q=x')).text();
    expect(page).toContain('chỉ dành để dùng thử với dữ liệu mẫu');
    expect(page).toContain('Zalo hoặc Telegram');
    expect(page).not.toContain('<form');
  });
});
