import type { Grant } from "../../../permissions/entry";
import type { BoundaryContext } from "../boundary-context";

/**
 * What a boundary leaves of one part of AWS to the deployers that have it: reading settings, and changing what is the
 * environment's own. Actions are patterns, so that a new resource seldom takes a root administrator.
 */
export type Reach = (context: BoundaryContext) => readonly Grant[];

/** Settings, which AWS authorizes on no resource for the most part. */
export function reads(...actions: readonly string[]): Grant {
  return { actions, resources: ["*"] };
}
