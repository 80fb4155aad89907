/** Replies as HTML. */
import { html } from 'hono/html';
import type { Block, Button, Reply } from '../../bot/reply.ts';
import type { Html } from './layout.ts';

const NUMBER = /^(?:[-+−]?\d[\d.,]*\s?%?|[–-])$/;

/** A whole reply; `addressOf` gives the address behind a button. */
export function replyHtml({ blocks, buttons }: Reply, addressOf: (button: Button) => string): Html {
  return html`${blocks.map(blockHtml)}${buttons.length > 0 ? choices(buttons, addressOf) : ''}`;
}

function choices(buttons: readonly Button[], addressOf: (button: Button) => string): Html {
  return html`<ul class="choices" aria-label="Hỏi tiếp">
${buttons.map((button) => html`<li><a href="${addressOf(button)}">${button.label}</a></li>`)}
</ul>`;
}

function blockHtml(block: Block): Html {
  switch (block.type) {
    case 'verdict':
      return html`<p class="verdict">${block.text}</p>`;
    case 'text':
      return html`<p>${block.text}</p>`;
    case 'note':
      return html`<p class="note">${block.text}</p>`;
    case 'list':
      return html`<ul>${block.items.map((item) => html`<li>${item}</li>`)}</ul>`;
    case 'quote':
      return html`<figure>
<blockquote>“${block.text}”</blockquote>
<figcaption>${block.source}</figcaption>
</figure>`;
    case 'table':
      return tableHtml(block.header, block.rows);
  }
}

/** Columns of numbers stand to the right. A table that is wider than the screen scrolls, by keyboard too. */
function tableHtml(header: readonly string[], rows: readonly (readonly string[])[]): Html {
  const width = Math.max(header.length, ...rows.map((row) => row.length));
  const alignments = Array.from({ length: width }, (_, column) =>
    rows.every((row) => NUMBER.test(row[column] ?? '')) ? 'number' : 'words',
  );
  const head = html`<thead><tr>
${header.map((cell, column) =>
  cell === '' ? html`<td></td>` : html`<th scope="col" class="${alignments[column]}">${cell}</th>`,
)}
</tr></thead>`;
  return html`<div class="table" role="region" aria-label="Bảng" tabindex="0"><table>
${header.some((cell) => cell !== '') ? head : ''}
<tbody>${rows.map(
    (row) => html`<tr>${row.map((cell, column) => html`<td class="${alignments[column]}">${cell}</td>`)}</tr>
`,
  )}</tbody>
</table></div>`;
}
