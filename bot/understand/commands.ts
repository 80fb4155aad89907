/** Slash commands, in Vietnamese without marks and in English. */
import { fold } from '../../engine/model/text.ts';
import type { Intent } from '../desk.ts';

const COMMANDS: Readonly<Record<Intent, readonly string[]>> = {
  status: ['hientrang', 'status', 'trangthai'],
  ranking: ['xephang', 'bangxephang', 'ranking', 'rank'],
  explain: ['visao', 'taisao', 'lydo', 'explain', 'why'],
  whatif: ['neu', 'giasu', 'whatif'],
  recourse: ['cangi', 'lamsao', 'recourse'],
  headroom: ['nguong', 'concach', 'headroom'],
  history: ['lichsu', 'history'],
  compare: ['sosanh', 'compare'],
  alerts: ['canhbao', 'alerts', 'alert'],
  ack: ['danhan', 'ack'],
  snooze: ['nhaclai', 'snooze'],
  rules: ['quydinh', 'rules'],
  consequences: ['hauqua', 'heluy', 'consequences'],
  dossiers_due: ['sapdenhan', 'hoso', 'due'],
  round: ['vongthamdinh', 'nophoso', 'round'],
  report: ['baocao', 'report'],
  subscribe: ['dangky', 'theodoi', 'subscribe'],
  unsubscribe: ['huydangky', 'unsubscribe', 'stop'],
  whoami: ['toilaai', 'taikhoan', 'whoami', 'me'],
  link: ['lienket', 'link'],
  help: ['trogiup', 'huongdan', 'help', 'start'],
  unknown: [],
};

const INTENTS = new Map(
  (Object.keys(COMMANDS) as Intent[]).flatMap((intent) => COMMANDS[intent].map((name) => [name, intent])),
);

export interface Command {
  /** `unknown` when there is no such command. */
  readonly intent: Intent;
  readonly argument: string;
}

/** Reads "/xephang@KyCuongBot so"; undefined when the text is no command. */
export function readCommand(text: string): Command | undefined {
  const match = /^\s*\/([\p{L}\p{M}\p{N}_]+)(?:@\w+)?(?:\s+(.*))?$/su.exec(text);
  if (match === null) return undefined;
  const [, name = '', argument = ''] = match;
  const intent = INTENTS.get(fold(name).replaceAll(' ', '')) ?? 'unknown';
  // "/start CODE" is how a platform hands over a link code.
  return {
    intent: fold(name) === 'start' && argument.trim() !== '' ? 'link' : intent,
    argument: argument.trim(),
  };
}
