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
  useByLogs,
  useThrough,
} from "./key-statements";

export interface PlatformKeysProps extends KeyLocation {
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
  /** ARNs by purpose. */
  readonly arns: Readonly<Record<KeyPurpose, string>>;

  constructor(scope: Construct, id: string, props: PlatformKeysProps) {
    super(scope, id);
    const arns = keyPurposes.map((purpose): [KeyPurpose, string] => {
      const { description } = keyUses[purpose];
      const policy = keyPolicy(purpose, props);
      return [purpose, new CustomerManagedKey(this, purpose, { alias: props.alias(purpose), description, policy }).arn];
    });
    this.arns = Object.fromEntries(arns) as Record<KeyPurpose, string>;
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
  // CloudWatch Logs uses its key under its own name and needs no grants.
  if (purpose === "logs") return [useByLogs(props, props.logGroups)];
  const grants = grantsThrough(props, services, keyUses[purpose].marksGrants ?? true);
  return purpose === "volumes" ? [grants, ...useByAutoScaling(props)] : [grants];
}
