/** The mark of the pages: a rising line held by a rule, on the red of official documents. */
export const ICON = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">
<rect width="64" height="64" rx="14" fill="#9b1c1f"/>
<path d="M14 46h36" stroke="#f2c14e" stroke-width="5" stroke-linecap="round"/>
<path d="M16 36l11-10 8 7 13-15" fill="none" stroke="#fff" stroke-width="5" stroke-linecap="round" stroke-linejoin="round"/>
</svg>
`;
