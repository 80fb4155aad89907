/** The stylesheet. Phone first; all pairs of text and ground keep a contrast of at least 4.5 to 1. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --ground: #f7f5f0; --surface: #fff; --line: #d8d2c6; --control: #8a8175;
  --text: #1d1b19; --quiet: #57514a; --brand: #9b1c1f; --on-brand: #fff;
  --link: #8c191c; --said: #f4e4dd; --note: #fdf3d7; --note-line: #c28a12; --focus: #1d4ed8;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #161412; --surface: #211e1b; --line: #403a34; --control: #8d8479;
    --text: #f2ede6; --quiet: #bdb3a8; --brand: #b3322f; --on-brand: #fff;
    --link: #ff9f97; --said: #432a27; --note: #33290f; --note-line: #d9a92e; --focus: #8ab4ff;
  }
}
* { box-sizing: border-box; }
html { font: 1.125rem/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; scroll-padding: 1rem 0 8rem; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column; background: var(--ground); color: var(--text); border-top: .3rem solid var(--brand); overflow-wrap: break-word; }
.head, main { width: 100%; max-width: 46rem; margin: 0 auto; padding: .75rem 1rem; }
.head { display: flex; justify-content: space-between; align-items: center; gap: 1rem; }
.brand { display: flex; align-items: center; gap: .6rem; font-size: 1.25rem; font-weight: 700; color: inherit; text-decoration: none; }
.restart { padding: .5rem 0; }
main { flex: 1; }
a { color: var(--link); text-underline-offset: .2em; }
:focus-visible { outline: .2rem solid var(--focus); outline-offset: .15rem; border-radius: .3rem; }
h1 { margin: 1rem 0 .5rem; font-size: 1.6rem; line-height: 1.25; }
h2 { margin: 1.75rem 0 .5rem; font-size: 1rem; color: var(--quiet); }
p { margin: 0 0 .75rem; white-space: pre-line; }
ul { margin: 0 0 .75rem; padding-left: 1.3rem; }
li + li { margin-top: .35rem; }
.unseen { position: absolute; width: 1px; height: 1px; margin: 0; overflow: hidden; clip-path: inset(50%); }
.as-whom { margin: 0; padding-bottom: .75rem; border-bottom: 1px solid var(--line); color: var(--quiet); font-size: .95rem; }
.suggestions, .choices { display: flex; flex-wrap: wrap; gap: .6rem; padding: 0; list-style: none; }
.suggestions li, .choices li { margin: 0; max-width: 100%; }
.suggestions a, .choices a { display: inline-flex; align-items: center; min-height: 2.75rem; padding: .4rem 1rem; border: 1px solid var(--control); border-radius: 1.4rem; background: var(--surface); text-decoration: none; line-height: 1.3; }
.suggestions a:hover, .choices a:hover { border-color: var(--link); text-decoration: underline; }
.exchange { display: flex; flex-direction: column; margin-top: 1.5rem; }
.asked { align-self: flex-end; max-width: 88%; max-height: 9.5rem; overflow: auto; margin: 0 0 .75rem; padding: .5rem 1rem; border-radius: 1.2rem 1.2rem .3rem; background: var(--said); color: var(--text); font-size: 1.0625rem; font-weight: 500; line-height: 1.4; }
.answer { padding: 1rem 1.1rem .9rem; border: 1px solid var(--line); border-radius: .3rem 1.2rem 1.2rem; background: var(--surface); }
.answer > :last-child { margin-bottom: 0; }
.verdict { font-size: 1.25rem; font-weight: 700; line-height: 1.4; }
figure { margin: 0 0 .75rem; padding: .1rem 0 .1rem .9rem; border-left: .25rem solid var(--brand); }
blockquote { margin: 0; white-space: pre-line; }
figcaption { margin-top: .25rem; color: var(--quiet); font-size: .95rem; }
.note { padding: .5rem .8rem; border-left: .25rem solid var(--note-line); border-radius: .2rem; background: var(--note); font-size: 1rem; }
.table { margin: 0 0 .75rem; overflow-x: auto; }
table { width: 100%; border-collapse: collapse; font-size: 1rem; line-height: 1.35; font-variant-numeric: tabular-nums; }
th, td { padding: .5rem .35rem; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; }
th { color: var(--quiet); font-size: .9rem; }
th:first-child, td:first-child { padding-left: 0; }
th:last-child, td:last-child { padding-right: 0; }
.number { text-align: right; white-space: nowrap; }
.choices { margin-top: 1rem; }
.dock { position: sticky; bottom: 0; border-top: 1px solid var(--line); background: var(--ground); }
.dock .ask { max-width: 46rem; margin: 0 auto; padding: .75rem 1rem max(.75rem, env(safe-area-inset-bottom)); }
.ask { display: grid; grid-template-columns: 1fr auto; gap: .3rem .6rem; margin: 1.25rem 0; }
.ask label { grid-column: 1 / -1; font-size: .9rem; font-weight: 600; color: var(--quiet); }
.ask input, .ask button { min-height: 3rem; border-radius: .8rem; font: inherit; }
.ask input { width: 100%; min-width: 0; padding: 0 .9rem; border: 1px solid var(--control); background: var(--surface); color: inherit; }
.ask input::placeholder { color: var(--quiet); opacity: 1; }
.ask button { padding: 0 1.4rem; border: 0; background: var(--brand); color: var(--on-brand); font-weight: 700; cursor: pointer; }
.plain { padding-top: 2rem; }
@media (min-width: 48rem) {
  html { font-size: 1.1875rem; }
  .head { padding-top: 1.25rem; }
  .exchange { margin-top: 2rem; }
  .answer { padding: 1.4rem 1.6rem 1.3rem; }
  th, td { padding-inline: .7rem; }
}
@media print {
  :root { --ground: #fff; --surface: #fff; --text: #000; --quiet: #333; --said: #fff; --note: #fff; }
  html { font-size: 11pt; }
  .dock, .choices, .restart { display: none; }
  .answer, .asked { max-height: none; padding: 0; border: 0; }
  .asked { align-self: flex-start; font-weight: 700; }
  tr, figure { break-inside: avoid; }
}
`;
