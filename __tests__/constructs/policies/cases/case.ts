import type { PolicyName } from "../../../../constructs/policies/policy-names";
import type { Request } from "../../../support/admission";

/** A request that one policy refuses, and what it says. */
export interface Bad extends Request {
  readonly policy: PolicyName;
  readonly title: string;
  readonly message: string;
}

/** A request that no policy refuses. */
export interface Good extends Request {
  readonly title: string;
}
