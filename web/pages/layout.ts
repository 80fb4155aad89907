/** What every page shares. */
import { html } from 'hono/html';

/** Escaped markup, as `html` makes it. */
export type Html = ReturnType<typeof html>;

export interface Layout {
  readonly title: string;
  /** On the right of the head. */
  readonly aside?: Html;
  readonly main: Html;
}

/** A whole document. */
export function page({ title, aside = html``, main }: Layout): Html {
  return html`<!doctype html>
<html lang="vi">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/style.css">
</head>
<body>
<header class="head">
<a class="brand" href="/"><img src="/icon.svg" alt="" width="36" height="36">Kỷ Cương</a>
${aside}
</header>
${main}
</body>
</html>
`;
}

/** A page of one heading and one paragraph. */
export function plainPage(heading: string, text: string): Html {
  return page({
    title: `${heading} – Kỷ Cương`,
    main: html`<main class="plain"><h1>${heading}</h1><p>${text}</p></main>`,
  });
}
