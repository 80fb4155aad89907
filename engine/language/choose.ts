/** A value of a closed list, by the words for it. */
import { plain } from './phrases.ts';
import type { Path, Source } from './source.ts';
import { didYouMean } from './suggest.ts';

/** What the text stands for; `otherwise` where there is none, or after words that are not in the list were reported. */
export function choose<T>(
  source: Source,
  path: Path,
  text: string | undefined,
  among: Readonly<Record<string, T>>,
  otherwise: NoInfer<T>,
): T {
  if (text === undefined) return otherwise;
  const found = Object.entries(among).find(([name]) => name === plain(text));
  if (found !== undefined) return found[1];
  const names = Object.keys(among);
  source.report(
    'KC-003',
    path,
    `không hiểu "${text}".${didYouMean(text, names)}`,
    `ghi một trong: ${names.join('; ')}`,
  );
  return otherwise;
}
