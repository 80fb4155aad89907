/** Whether a channel can work, found out once at start. */
export type ChannelCheck =
  /** `name`: how the bot is called on the platform. */
  | { readonly status: 'ready'; readonly name: string }
  /** The platform does not know the token; nothing will work until it is replaced. */
  | { readonly status: 'refused'; readonly reason: string }
  /** No answer; polling goes on trying. */
  | { readonly status: 'unreachable'; readonly reason: string };

/** A running polling loop. */
export interface Polling {
  /** Ends the loop; resolves when the message in hand has been taken in. */
  stop(): Promise<void>;
}

/** Waits so many milliseconds, less when the signal is aborted. */
export type Wait = (milliseconds: number, signal: AbortSignal) => Promise<void>;

export const wait: Wait = (milliseconds, signal) =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
