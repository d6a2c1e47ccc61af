import type { Waiver } from "../../constructs/guardrails/guardrails-file";
import { waiversIn } from "../../constructs/guardrails/guardrails-file";
import { checkedPlatform } from "../checked-platform";

/** A waiver of one of the environments. */
export interface EnvironmentWaiver extends Waiver {
  readonly environment: string;
}

/** All waivers of an environment, each of a rule that is broken there. */
export function waiversOfEnvironment(environment: string): readonly EnvironmentWaiver[] {
  const app = checkedPlatform({ ENVIRONMENT: environment });
  return waiversIn(app.resolveAll()).map((waiver) => ({ environment, ...waiver }));
}

/** Waivers that count no more on a day, such as `2027-03-31`: each for one line. */
export function expired(waivers: readonly EnvironmentWaiver[], day: string): readonly string[] {
  return waivers
    .filter(({ until }) => until !== undefined && until < day)
    .map(({ environment, stack, address, id, reason, until }) => {
      const what = `the waiver of ${id} ("${reason}") counted until ${until}`;
      const fix = "mend what breaks the rule and remove the waiver, or decide anew and give it another day";
      return `${environment}: ${stack} ${address}: ${what}. Fix: ${fix}. [waiver-expired]`;
    });
}
