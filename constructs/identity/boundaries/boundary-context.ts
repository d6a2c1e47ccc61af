import type { Names } from "../../names";
import type { StateAccess } from "../../permissions/state";
import type { StackId } from "../../stack/stack-id";

/** What boundaries are written with. */
export interface BoundaryContext {
  readonly names: Names;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** Access to states in S3, by stack. @default - states are not in S3 */
  readonly states: Readonly<Record<StackId, StateAccess>> | undefined;
}
