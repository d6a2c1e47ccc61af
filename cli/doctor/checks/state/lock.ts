import { type Line, warning } from "../../check";

/** What Terraform writes into a lock. https://developer.hashicorp.com/terraform/language/state/locking */
interface LockInfo {
  readonly ID?: string;
  readonly Operation?: string;
  readonly Who?: string;
  readonly Created?: string;
}

/** Minutes after which nobody waits for an apply any more: Aurora and EKS take up to half an hour each. */
const staleMinutes = 120;

/** That somebody holds a lock, and what to do. `text`: what stands in the lock. */
export function lockedLine(stack: string, text: string, now: Date): Line {
  const { ID: id = "<id>", Operation: operation = "something", Who: who = "somebody", Created: created } = infoIn(text);
  const minutes = created === undefined ? Number.NaN : (now.getTime() - Date.parse(created)) / 60_000;
  const since = Number.isNaN(minutes) ? "" : ` since ${created}`;
  const held = `${stack} is locked by ${who} for ${operation}${since}`;
  if (!(minutes > staleMinutes)) return warning(held, "wait until that is done");
  const fix = `ask ${who}; if nothing runs any more: terraform force-unlock ${id}, in cdktf.out/stacks/${stack}`;
  return warning(`${held}, which is ${Math.round(minutes / 60)} hours`, fix);
}

function infoIn(text: string): LockInfo {
  try {
    return (JSON.parse(text) as LockInfo | null) ?? {};
  } catch {
    return {};
  }
}
