import type { Names } from "../../names";
import type { StateAccess } from "../../permissions/state";
import type { StackId } from "../../stack/stack-id";

/** What boundaries are written with. */
export interface BoundaryContext {
  readonly names: Names;
  /** Name of the environment, as in the tag `strata:environment`. */
  readonly environment: string;
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  /** Domain whose records the platform writes. */
  readonly domain: string;
  /** Id of the domain's zone, where it exists already. @default - every zone, narrowed by names of records */
  readonly zoneId: string | undefined;
  /** Id of a zone of the environment's own that may be deleted. @default - none is */
  readonly deletableZoneId: string | undefined;
  /** Id of the GuardDuty detector that the environment names. @default - its own, or none */
  readonly detectorId: string | undefined;
  /** SNS topic that alerts are published to, which is somebody else's. @default - none */
  readonly alertTopicArn?: string;
  /** Access to states in S3, by stack. @default - states are not in S3 */
  readonly states: Readonly<Record<StackId, StateAccess>> | undefined;
}
