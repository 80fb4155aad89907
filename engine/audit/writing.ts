/** Figures and reckonings as people read them. */
import { compare, type Ratio, ratio } from '../model/ratio.ts';
import type { Figure, Read } from './figures.ts';
import { isZero, rounded, writeLike } from './printed.ts';

export interface Term {
  readonly figure: Figure;
  readonly factor: Ratio;
}

/** The written value of a figure, as mended where it is. */
export function written(figure: Figure, read: Read): string {
  const { value, label } = read(figure);
  if (label !== undefined) return label;
  if (value === undefined || figure.form === undefined) return figure.printed;
  return figure.form !== undefined && compare(value, figure.form.value) === 0
    ? figure.printed
    : writeLike(value, figure.form, figure.form.places);
}

/** A reckoned value written like the figure it should be. */
export function writtenAs(figure: Figure, value: Ratio): string {
  if (figure.form === undefined) return figure.printed;
  if (!figure.prose)
    return writeLike(value, figure.form, Math.max(figure.form.places, shownPlaces(figure, value)));
  // Prose that prints 84% where the table has 82,02% is told the table's figure.
  const whole = [0, 1, 2, 3].find((places) => compare(rounded(value, places), value) === 0);
  const places = Math.max(figure.form.places, figure.exact ? 0 : (whole ?? 0));
  return writeLike(value, figure.form.places === 0 ? { ...figure.form, comma: true } : figure.form, places);
}

/** Short forms stay short where nothing is lost. */
function shownPlaces(figure: Figure, value: Ratio): number {
  for (let places = figure.form?.places ?? 0; places < figure.places; places += 1) {
    if (compare(rounded(value, places), rounded(value, figure.places)) === 0) return places;
  }
  return figure.places;
}

/** A sum term by term, or a mean of them. */
export function spelled(terms: readonly Term[], constant: Ratio, read: Read): string {
  const mean = terms.every(({ factor }) => compare(factor, ratio(1, terms.length)) === 0) && terms.length > 1;
  const parts = terms.map(({ figure, factor }, index) => {
    const minus = factor.numerator < 0n;
    const shown = written(figure, read);
    if (index === 0) return minus ? `−${shown}` : shown;
    return `${minus ? '−' : '+'} ${shown.startsWith('-') || shown.startsWith('(') ? `[${shown}]` : shown}`;
  });
  const [first = '', ...rest] = parts;
  const lead = isZero(constant)
    ? first
    : `${constant.numerator / constant.denominator} ${first.startsWith('−') ? first.replace('−', '− ') : `+ ${first}`}`;
  const body = [lead, ...rest].join(' ');
  return mean ? `(${body}) / ${terms.length}` : body;
}
