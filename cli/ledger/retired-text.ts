import type { Retired, Retirement } from "../../constructs/ledger/retire";
import type { Waiting } from "../../constructs/ledger/waiting";
import { waitingText } from "./waiting-text";

/** What a retirement did, or would do, and what still waits. */
export function retiredText({ retirements }: Retired, waiting: readonly Waiting[], check: boolean): string {
  const lines = retirements.flatMap((one) => linesOf(one, check));
  const still = waitingText(waiting);
  const done = lines.length > 0 ? lines : ["Nothing to retire."];
  return `${[...done, ...(still.length > 0 ? ["", ...still] : [])].join("\n")}\n`;
}

function linesOf({ stack, gone, settled, pending }: Retirement, check: boolean): readonly string[] {
  const verb = check ? "to retire" : "retired";
  return [
    ...gone.map((address) => `${verb}: ${stack} ${address}, which is gone`),
    ...settled.map((address) => `${verb}: what ${stack} ${address} needed before it was changed`),
    ...pending.map(
      (address) => `not yet: ${stack} ${address} is declared otherwise than it is deployed; apply ${stack} first`,
    ),
  ];
}
