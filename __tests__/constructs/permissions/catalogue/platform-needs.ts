import { IamInstanceProfile } from "@cdktf/provider-aws/lib/iam-instance-profile";
import type { Statement } from "../../../../constructs/identity/policy-document";
import { eks } from "../../../../constructs/permissions/catalogue/eks";
import { iam } from "../../../../constructs/permissions/catalogue/iam";
import { kms } from "../../../../constructs/permissions/catalogue/kms";
import { logs } from "../../../../constructs/permissions/catalogue/logs";
import { derive, type ResourceNeeds } from "../../../../constructs/permissions/derive";
import { type Catalogue, type Grant, type Operation, operations } from "../../../../constructs/permissions/entry";
import { merge } from "../../../../constructs/permissions/merge";
import type { PlatformApp } from "../../../../constructs/stack/platform-app";
import type { PlatformStack } from "../../../../constructs/stack/platform-stack";
import type { StackId } from "../../../../constructs/stack/stack-id";
import { loadEnvironment } from "../../../../environments/load";
import type { Environment } from "../../../../environments/schema/environment";
import { platform } from "../../../../main";
import providerCalls from "../../../proofs/data/provider-calls.json";
import { lint } from "../../../proofs/support/lint";
import { type Call, decide } from "../../identity/support/iam";

const catalogue: Catalogue = { ...eks, ...iam, ...kms, ...logs };

/** Every stack of an environment, and what its resources of EKS, IAM, KMS and CloudWatch Logs need of AWS. */
export function needsIn(environment: Environment) {
  const app = platform({ environment });
  declareProfiles(app);
  const stacks = app.resolveAll();
  const { resources, findings } = derive(stacks, catalogue);
  const unclear = findings.filter(({ code }) => code !== "PERMISSIONS_NO_ENTRY");
  return { stacks, needs: resources, unclear };
}

/** No environment declares an instance profile, but identity's apply role may make some: one of nodes, and one of the root. */
function declareProfiles(app: PlatformApp): void {
  const stack = app.node.findChild("identity") as PlatformStack;
  const { names } = stack;
  const profile = (id: string, path: string) =>
    new IamInstanceProfile(stack, id, {
      name: `${names.prefix}-${id}`,
      path,
      role: `\${aws_iam_role.cluster_node_role.name}`,
    });
  profile("profile-of-nodes", names.rolePath("cluster"));
  profile("profile-of-the-root", names.rootPath);
}

export const demo = loadEnvironment("demo");
export const { stacks, needs, unclear } = needsIn(demo);

export function grantsOf(of: (resource: ResourceNeeds) => boolean, ...wanted: readonly Operation[]): readonly Grant[] {
  return needs.filter(of).flatMap((one) => wanted.flatMap((operation) => one.needs[operation]));
}

/** What a stack's apply role may do, as far as these services go. */
export function applyOf(stack: StackId): readonly Grant[] {
  return grantsOf((resource) => resource.stack === stack, ...operations);
}

export function verdict(grants: readonly Grant[], call: Call): "allowed" | "denied" {
  const statements = merge(grants).map((statement, index): Statement => ({ ...statement, Sid: `S${index}` }));
  return decide([{ Version: "2012-10-17", Statement: statements }], call);
}

/** Tags of a stack of the demo, as a call's context. */
export function tags(kind: "ResourceTag" | "RequestTag", stack: StackId, environment = "demo") {
  return { [`aws:${kind}/strata:environment`]: environment, [`aws:${kind}/strata:stack`]: stack };
}

type Calls = Readonly<Record<string, Partial<Readonly<Record<Operation, readonly string[]>>>>>;

/** Calls of the real provider that the entries don't grant, as `<type> <operation> <action>`. */
export function notGranted(types: Catalogue): readonly string[] {
  return Object.keys(types).flatMap((type) =>
    operations.flatMap((operation) => {
      const granted = grantsOf((resource) => resource.type === type, operation, "read").flatMap((one) => one.actions);
      const seen = (providerCalls as Calls)[type]?.[operation] ?? [];
      return seen.filter((action) => !granted.includes(action)).map((action) => `${type} ${operation} ${action}`);
    }),
  );
}

/** Types whose calls are known, and those that the demo declares. */
export function tried(types: Catalogue): readonly string[] {
  return Object.keys(types).filter((type) => needs.some((one) => one.type === type) && type in providerCalls);
}

/** What AWS's own data says against the entries. */
export function lintOf(types: Catalogue): Promise<readonly string[]> {
  return lint(merge(grantsOf(({ type }) => type in types, ...operations)));
}

/** Writes on `*`, with the reason. */
export function unlimited(types: Catalogue): readonly string[] {
  const grants = grantsOf(({ type }) => type in types, "create", "update", "delete");
  const wide = grants.filter(({ resources, because }) => resources.includes("*") && because);
  return [...new Set(wide.flatMap(({ actions }) => actions))].sort();
}

/** Actions on `*` that nobody gave a reason for. */
export function unreasoned(types: Catalogue): readonly string[] {
  const grants = grantsOf(({ type }) => type in types, ...operations);
  const wide = grants.filter(({ resources, because }) => resources.includes("*") && !because);
  return [...new Set(wide.flatMap(({ actions }) => actions))].sort();
}
