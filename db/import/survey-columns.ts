/** What a file of satisfaction surveys has beside figures: a survey may be exempted, by a decision and for a reason. */
import type { FactDefinition } from '../../engine/model/facts.ts';
import type { ColumnSpec } from './columns.ts';
import type { ExtraCells, ExtraColumns, FigureRow, RowPlace } from './figure-rows.ts';

export const SURVEY_COLUMNS: Readonly<Record<'decision' | 'reason', ColumnSpec>> = {
  decision: {
    what: 'số quyết định miễn',
    headings: ['Số quyết định miễn', 'Quyết định miễn', 'exempt_decision'],
    isRequired: false,
    forms: 'số, ký hiệu; ghi cùng lý do miễn',
  },
  reason: {
    what: 'lý do miễn',
    headings: ['Lý do miễn', 'exempt_reason'],
    isRequired: false,
    forms: 'chữ; ghi cùng số quyết định miễn',
  },
};

/** The survey that the facts declare; undefined where none has a sample. */
export function surveyOf(facts: ReadonlyMap<string, FactDefinition>): FactDefinition | undefined {
  return [...facts.values()].find(({ sample }) => sample !== undefined);
}

/** @param survey the fact that the survey gives */
export function surveyColumns({ name, sample }: FactDefinition): ExtraColumns {
  const { size = '', least = '' } = sample ?? {};
  return {
    specs: SURVEY_COLUMNS,
    facts: [size, least, name],
    complete: (row, place, figures) => {
      const exemption = readExemption(row, name, figures);
      if (exemption !== undefined) return exempted(place, name, figures, exemption);
      if (figures.some(({ fact }) => fact === name))
        for (const fact of [size, least].filter((each) => figures.every((figure) => figure.fact !== each)))
          row.note(
            fact,
            `Chưa ghi ${fact}, chưa biết khảo sát có đủ mẫu không.`,
            'Ghi số phiếu; không có khảo sát thì bỏ trống chỉ số.',
          );
      return figures;
    },
  };
}

interface Exemption {
  readonly decision: string;
  readonly reason: string;
}

/** Decision and reason stand together, and where the result says "miễn" they must. */
function readExemption(
  row: ExtraCells,
  survey: string,
  figures: readonly FigureRow[],
): Exemption | undefined {
  const [decision, reason] = [row.text('decision'), row.text('reason')];
  const saysExempt = figures.some(({ fact, state }) => fact === survey && state.status === 'exempt');
  if (decision !== '' && reason !== '') return { decision, reason };
  if (decision === '' && reason === '' && !saysExempt) return undefined;
  const lacking = decision === '' ? 'decision' : 'reason';
  row.note(
    lacking,
    decision === '' ? 'Miễn mà chưa ghi số quyết định.' : 'Miễn mà chưa ghi lý do.',
    'Ghi cả số quyết định miễn và lý do miễn; không miễn thì bỏ trống cả hai.',
  );
  return undefined;
}

/** What was measured is kept; the result does not count. */
function exempted(
  place: RowPlace,
  survey: string,
  figures: readonly FigureRow[],
  { decision, reason }: Exemption,
): FigureRow[] {
  return [
    ...figures.filter(({ fact }) => fact !== survey),
    { ...place, fact: survey, state: { status: 'exempt' }, foundBy: `Quyết định ${decision}`, quote: reason },
  ];
}
