/** Random dossiers of the first sixty days of 1970. */
import fc from 'fast-check';
import { DAY } from '../../../engine/model/deadline.ts';
import type { Dossier } from '../../../engine/model/dossier.ts';

const moment = fc.nat(20 * DAY);

export const dossier: fc.Arbitrary<Dossier> = fc
  .record({
    received: moment,
    limit: fc.option(moment),
    grace: fc.option(moment),
    taken: fc.option(moment),
    paused: fc.option(moment),
    state: fc.constantFrom('open', 'paused', 'supplement', 'withdrawn', 'refused', 'returned'),
    waived: fc.boolean(),
  })
  .map(({ received, limit, grace, taken, paused, state, waived }) => {
    const isAnswered = taken !== null && (state === 'returned' || state === 'refused');
    const isStopped = state === 'paused' || state === 'supplement';
    return {
      received,
      ...(limit === null ? {} : { due: received + limit }),
      ...(limit === null || grace === null ? {} : { promised: received + limit + grace }),
      ...(isAnswered ? { returned: received + taken } : {}),
      ...(isStopped && paused !== null ? { pausedAt: received + paused } : {}),
      state: state === 'returned' || state === 'refused' ? (isAnswered ? state : 'open') : state,
      waived,
    };
  });
