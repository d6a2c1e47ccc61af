import { Construct } from "constructs";
import { type PolicyDocument, policyDocument, type Statement } from "../identity/policy-document";
import { CustomerManagedKey } from "./customer-managed-key";
import { type KeyPurpose, keyPurposes, keyUses } from "./key-purposes";
import {
  administration,
  grantsThrough,
  type KeyLocation,
  reading,
  useByAutoScaling,
  useByEvents,
  useByLogs,
  useThrough,
} from "./key-statements";

export interface PlatformKeysProps extends KeyLocation {
  /** What keys are made for. @default - everything that there is a purpose for */
  readonly purposes?: readonly KeyPurpose[];
  /** Alias of each key, such as `alias/strata/demo/logs`. */
  readonly alias: (purpose: KeyPurpose) => string;
  /** ARN patterns of who may manage the keys; whoever runs Terraform must be among them. */
  readonly administrators: readonly string[];
  /** Names of the log groups that the logs key is for; patterns as in `/strata/demo/*`. */
  readonly logGroups: readonly string[];
}

/**
 * The platform's customer managed keys, one for each purpose. Their policies say by which service a key can be used at
 * all; which principal may do so, the identity policies say.
 */
export class PlatformKeys extends Construct {
  /** ARNs by purpose, of the keys that were made. */
  readonly arns: Readonly<Record<string, string>>;

  constructor(scope: Construct, id: string, props: PlatformKeysProps) {
    super(scope, id);
    const arns = (props.purposes ?? keyPurposes).map((purpose): [KeyPurpose, string] => {
      const { description } = keyUses[purpose];
      const policy = keyPolicy(purpose, props);
      return [purpose, new CustomerManagedKey(this, purpose, { alias: props.alias(purpose), description, policy }).arn];
    });
    this.arns = Object.fromEntries(arns);
  }

  /** ARN of the key for a purpose, which has to be among those that keys are made for. */
  arnOf(purpose: KeyPurpose): string {
    const arn = this.arns[purpose];
    if (arn === undefined) throw new Error(`${this.node.path}: there is no key for ${purpose}. Add it to purposes.`);
    return arn;
  }
}

function keyPolicy(purpose: KeyPurpose, props: PlatformKeysProps): PolicyDocument {
  const { services } = keyUses[purpose];
  const common = [administration(props, props.administrators), reading(props), useThrough(props, services)];
  return policyDocument(...common, ...ownStatements(purpose, services, props));
}

function ownStatements(
  purpose: KeyPurpose,
  services: readonly string[],
  props: PlatformKeysProps,
): readonly Statement[] {
  const { holdsGrants = true, marksGrants = true } = keyUses[purpose];
  return [
    ...(holdsGrants ? [grantsThrough(props, services, marksGrants)] : []),
    ...(serviceStatements[purpose]?.(props) ?? []),
  ];
}

/** Services that use a key under their own name rather than their caller's. */
const serviceStatements: Partial<Record<KeyPurpose, (props: PlatformKeysProps) => readonly Statement[]>> = {
  logs: (props) => [useByLogs(props, props.logGroups)],
  queues: (props) => [useByEvents(props)],
  volumes: (props) => useByAutoScaling(props),
};
