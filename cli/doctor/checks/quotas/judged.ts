import { type Line, ok, problem, warning } from "../../check";

/** How much of a quota there is, and will be. */
export interface Usage {
  /** What is counted, in the plural. */
  readonly what: string;
  /** All that is there now. */
  readonly used: number;
  /** What of that is this environment's. */
  readonly own: number;
  /** What the environment declares. */
  readonly declared: number;
  readonly quota: number;
  /** How to get more. */
  readonly fix: string;
}

/** Share of a quota from which on somebody should ask for more: AWS takes days to answer. */
const narrow = 0.8;

/** What is this environment's and no longer declared counts until it is removed. */
export function judged({ what, used, own, declared, quota, fix }: Usage): Line {
  const after = used + Math.max(0, declared - own);
  const text = `${what}: ${used} of ${quota}, ${after} with all that is declared`;
  if (after > quota) return problem(text, fix);
  return after > quota * narrow ? warning(text, fix) : ok(text);
}
