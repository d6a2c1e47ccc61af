import type { Names } from "../../names";
import type { StateAccess } from "../../permissions/state";
import type { StackId } from "../../stack/stack-id";
import type { Statement } from "../policy-document";

/** What boundaries are written with. */
export interface BoundaryContext {
  /** Stacks of the environment. @default - the six, without shards */
  readonly stacks?: readonly StackId[];
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
  /** Domain of the zone that only the VPC sees. @default - there is none */
  readonly privateDomain: string | undefined;
  /** Id of that zone, where it exists already. @default - as of the public one */
  readonly privateZoneId: string | undefined;
  /** Whether the environment makes a zone of its own, public or private. */
  readonly makesZones: boolean;
  /** Whether Route 53 signs the public zone, with a key of the environment's. */
  readonly signsZone: boolean;
  /** Id of that zone. @default - unknown as yet: nobody signs, or stops to sign, any */
  readonly signedZoneId: string | undefined;
  /** Ids of zones of the environment's own that may be deleted. */
  readonly deletableZoneIds: readonly string[];
  /** Id of the GuardDuty detector that the environment names. @default - its own, or none */
  readonly detectorId: string | undefined;
  /** SNS topic that alerts are published to, which is somebody else's. @default - none */
  readonly alertTopicArn?: string;
  /** Access to states in S3, by stack. @default - states are not in S3 */
  readonly states: Readonly<Record<StackId, StateAccess>> | undefined;
  /** What it takes to see whether bootstrap has to run again. @default - states are not in S3 */
  readonly bootstrapChecks?: readonly Statement[];
}
