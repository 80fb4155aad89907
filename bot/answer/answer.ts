/** The answering core: a question of somebody, an answer; the same for every channel. */
import type { Answer, Desk } from '../desk.ts';
import type { Question } from '../reply.ts';
import type { Caller } from '../roles.ts';

/** Answers one question. */
export function answer(desk: Desk, caller: Caller, question: Question): Promise<Answer> {
  throw new Error(`unwritten ${String(desk)} ${String(caller)} ${String(question)}`);
}
