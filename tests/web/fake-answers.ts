/** Answers that tell who asked what, with every kind of block. */
import type { Reply } from '../../bot/reply.ts';
import type { Ask } from '../../web/pages/chat.ts';

export const REPLY: Reply = {
  blocks: [
    { type: 'verdict', text: 'Sở <A> & “B”' },
    { type: 'text', text: 'dòng một\ndòng hai' },
    { type: 'list', items: ['mục <1>', 'mục 2'] },
    {
      type: 'table',
      header: ['', 'Đơn vị', 'Chỉ số'],
      rows: [
        ['1', 'Sở <Y>', '79,25%'],
        ['2', 'Sở Z', '–'],
      ],
    },
    { type: 'quote', text: 'từ 5% <trở lên>', source: 'Kết luận, điểm 8' },
    { type: 'note', text: 'Số liệu mô phỏng' },
  ],
  buttons: [
    { label: 'Vì sao?', action: 'explain:kh-so-tu-phap:2019' },
    { label: '"><script>', action: 'help::' },
  ],
};

/** Answers with the question itself, and remembers who asked. */
export function echo(asked: Parameters<Ask>[] = []): Ask {
  return async (caller, question) => {
    asked.push([caller, question]);
    const text = 'text' in question ? question.text : `[${question.action}]`;
    return { reply: { blocks: [{ type: 'verdict', text: `Trả lời: ${text}` }], buttons: REPLY.buttons } };
  };
}
