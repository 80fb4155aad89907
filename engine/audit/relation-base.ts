/** What is given for a relation of any kind. */
import type { FindingClass, Relation } from './figures.ts';

export interface RelationBase {
  readonly class: FindingClass;
  readonly weight?: number;
  readonly soft?: boolean;
  readonly column?: string;
  /** What is reckoned: "điểm thẩm định chia điểm chuẩn". */
  readonly told: string;
}

/** The common part of a relation. */
export function base(given: RelationBase): Pick<Relation, 'class' | 'weight' | 'soft' | 'column'> {
  return {
    class: given.class,
    weight: given.weight ?? 1,
    soft: given.soft ?? false,
    ...(given.column === undefined ? {} : { column: given.column }),
  };
}
