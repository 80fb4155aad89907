/** What each column of a template holds, from what the readers of files know of their columns. */
import { fold } from '../engine/model/text.ts';
import { type FileKind, KINDS } from './load-templates.ts';

/** One line of the guide, in words for people. */
export interface ColumnGuide {
  readonly heading: string;
  readonly holds: string;
  readonly isRequired: boolean;
  readonly forms: string;
}

/** One line for each column of the kind's template, in its order. */
export function templateGuide(kind: FileKind): readonly ColumnGuide[] {
  const specs = Object.values(KINDS[kind].columns);
  return KINDS[kind].template.header.map((heading) => {
    const spec = specs.find(({ headings }) => headings.some((known) => fold(known) === fold(heading)));
    return {
      heading,
      holds: spec?.what ?? heading,
      isRequired: spec?.isRequired ?? false,
      forms: spec?.forms ?? '',
    };
  });
}
