/** Every single change of how a fact is worked out. */
import type { Calculation, CalculationStep, Formula, Operator, Rounding } from '../model/calculation.ts';
import type { FactDefinition } from '../model/facts.ts';
import { add, type Ratio, ratio, subtract } from '../model/ratio.ts';
import { type Change, within } from './change.ts';
import { conditionChanges } from './conditions.ts';
import { figureWords } from './words.ts';

const OPPOSITE: Readonly<Record<Operator, Operator>> = { '+': '−', '−': '+', '×': '÷', '÷': '×' };

export function calculationChanges(
  calculation: Calculation,
  factOf: (name: string) => FactDefinition | undefined,
): Change<Calculation>[] {
  const { steps, quote, rounding } = calculation;
  const fact = factOf(calculation.fact);
  const inSteps = steps.flatMap((step, index) =>
    within(stepChanges(step, quote, factOf, fact), (changed) => steps.with(index, changed)),
  );
  const dropped = steps.length < 2 ? [] : steps.map((_, index) => withoutStep(steps, index));
  return [
    ...within([...inSteps, ...dropped], (changed): Calculation => ({ ...calculation, steps: changed })),
    ...(rounding === undefined ? [] : roundings(calculation, rounding)),
  ];
}

function stepChanges(
  step: CalculationStep,
  quote: string,
  factOf: (name: string) => FactDefinition | undefined,
  fact: FactDefinition | undefined,
): Change<CalculationStep>[] {
  const { when, value } = step;
  return [
    ...within(when === undefined ? [] : conditionChanges(when, { factOf, quote }), (changed) => ({
      ...step,
      when: changed,
    })),
    ...within(formulaChanges(value, fact), (changed) => ({ ...step, value: changed })),
  ];
}

function formulaChanges(formula: Formula, fact: FactDefinition | undefined): Change<Formula>[] {
  switch (formula.type) {
    case 'number':
      return figureChanges(formula.value, fact);
    case 'nothing':
    case 'fact':
      return [];
    case 'operation': {
      const operator = OPPOSITE[formula.operator];
      return [
        {
          to: { ...formula, operator },
          change: `${formula.operator} → ${operator}`,
          why: 'Chưa có trường hợp nào cho thấy đúng phép tính này.',
        },
        ...within(formulaChanges(formula.left, fact), (left): Formula => ({ ...formula, left })),
        ...within(formulaChanges(formula.right, fact), (right): Formula => ({ ...formula, right })),
      ];
    }
    case 'function':
      return formula.of.flatMap((part, index) =>
        within(
          formulaChanges(part, fact),
          (changed): Formula => ({ ...formula, of: formula.of.with(index, changed) }),
        ),
      );
  }
}

/** One unit of the last digit written, up and down. */
function figureChanges(value: Ratio, fact: FactDefinition | undefined): Change<Formula>[] {
  const unit = ratio(1, value.denominator);
  const words = (figure: Ratio): string =>
    fact === undefined ? `${figure.numerator}/${figure.denominator}` : figureWords(fact, figure);
  return [add(value, unit), subtract(value, unit)].map((other) => ({
    to: { type: 'number', value: other },
    change: `${words(value)} → ${words(other)}`,
    why: 'Chưa có trường hợp nào nói đến kết quả của con số này.',
  }));
}

function withoutStep(steps: readonly CalculationStep[], index: number): Change<readonly CalculationStep[]> {
  return {
    to: steps.toSpliced(index, 1),
    change: `bỏ mức thứ ${index + 1}`,
    why: 'Chưa có trường hợp nào được tính theo mức này.',
  };
}

function roundings(calculation: Calculation, rounding: Rounding): Change<Calculation>[] {
  const { rounding: _, ...unrounded } = calculation;
  const { places, mode } = rounding;
  const others: readonly (readonly [string, Rounding])[] = [
    [`làm tròn ${places} chữ số → ${places - 1} chữ số`, { places: places - 1, mode }],
    [`làm tròn ${places} chữ số → ${places + 1} chữ số`, { places: places + 1, mode }],
    mode === 'nearest'
      ? ['làm tròn → làm tròn xuống', { places, mode: 'down' }]
      : ['làm tròn về một phía → làm tròn đến số gần nhất', { places, mode: 'nearest' }],
  ];
  return [
    { to: unrounded, change: 'bỏ làm tròn', why: 'Chưa có trường hợp nào cần làm tròn.' },
    ...others.map(([change, to]) => ({
      to: { ...calculation, rounding: to },
      change,
      why: 'Chưa có trường hợp nào cho thấy cách làm tròn này.',
    })),
  ];
}
