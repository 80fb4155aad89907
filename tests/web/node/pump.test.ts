import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { startPump } from '../../../web/node/pump.ts';

/** Rounds that end when they are told to. */
function heldRounds() {
  const ends: PromiseWithResolvers<void>[] = [];
  const round = () => {
    const end = Promise.withResolvers<void>();
    ends.push(end);
    return end.promise;
  };
  return { ends, round };
}

const silent = () => undefined;

describe('the pump', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('goes round by itself and at once when it is kicked', () => {
    const round = vi.fn<() => Promise<void>>(async () => undefined);
    const pump = startPump({ round, interval: 3000, report: silent });
    pump.kick();
    expect(round).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(3000);
    expect(round).toHaveBeenCalledTimes(2);
  });

  it('does not wait for a slow round, but starts no more than four', async () => {
    const { ends, round } = heldRounds();
    const pump = startPump({ round, interval: 3000, report: silent });
    for (let kicks = 0; kicks < 9; kicks += 1) pump.kick();
    expect(ends).toHaveLength(4);
    ends[2]?.resolve();
    await vi.advanceTimersByTimeAsync(0);
    pump.kick();
    expect(ends).toHaveLength(5);
  });

  it('reports a round that fails and goes on', async () => {
    const failures: unknown[] = [];
    const round = () => Promise.reject(new Error('đứt mạng'));
    const pump = startPump({ round, interval: 3000, report: (error) => void failures.push(error) });
    pump.kick();
    await vi.advanceTimersByTimeAsync(3000);
    expect(failures).toEqual([new Error('đứt mạng'), new Error('đứt mạng')]);
  });

  it('stops when the running round has ended, and starts none after that', async () => {
    const { ends, round } = heldRounds();
    const pump = startPump({ round, interval: 3000, report: silent });
    pump.kick();
    let stopped = false;
    const stopping = pump.stop().then(() => void (stopped = true));
    await vi.advanceTimersByTimeAsync(9000);
    pump.kick();
    expect(stopped).toBe(false);
    ends[0]?.resolve();
    await stopping;
    expect(ends).toHaveLength(1);
  });
});
