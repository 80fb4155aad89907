/**
 * What the bot says, free of any channel: blocks that each channel renders in its own way.
 */

export type Block =
  /** The answer in one line; comes first. */
  | { readonly type: 'verdict'; readonly text: string }
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'list'; readonly items: readonly string[] }
  | {
      readonly type: 'table';
      readonly rows: readonly (readonly string[])[];
      readonly header: readonly string[];
    }
  /** Words of a document and where they stand. */
  | { readonly type: 'quote'; readonly text: string; readonly source: string }
  /** What the reader must know of the figures: simulated, not yet known, of which day. */
  | { readonly type: 'note'; readonly text: string };

/** A choice offered below the reply. `action` is at most 64 bytes: "<intent>:<unit id>:<year>", parts may be empty. */
export interface Button {
  readonly label: string;
  readonly action: string;
}

export interface Reply {
  readonly blocks: readonly Block[];
  readonly buttons: readonly Button[];
  /** Sent along where the channel can send files. */
  readonly files?: readonly ReplyFile[];
}

/** A text file; its name says what it is: "loi.csv". */
export interface ReplyFile {
  readonly name: string;
  readonly text: string;
}

/** A typed question, or the action of a pressed button. */
export type Question = { readonly text: string } | { readonly action: string };
