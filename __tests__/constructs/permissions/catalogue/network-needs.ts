import { flowLogs } from "../../../../constructs/permissions/catalogue/flow-logs";
import { launchTemplates } from "../../../../constructs/permissions/catalogue/launch-templates";
import { networkAcls } from "../../../../constructs/permissions/catalogue/network-acls";
import { routing } from "../../../../constructs/permissions/catalogue/routing";
import { securityGroups } from "../../../../constructs/permissions/catalogue/security-groups";
import { vpc } from "../../../../constructs/permissions/catalogue/vpc";
import { vpcEndpoints } from "../../../../constructs/permissions/catalogue/vpc-endpoints";
import { derive, type ResourceNeeds } from "../../../../constructs/permissions/derive";
import type { Catalogue, Entry, Grant, Operation } from "../../../../constructs/permissions/entry";
import { loadEnvironment } from "../../../../environments/load";
import type { Environment } from "../../../../environments/schema/environment";
import { platform } from "../../../../main";
import { inClosedNetwork, inExistingNetwork, inVirginia } from "../../../support/networks";
import { oncePerWorker } from "../../../support/once-per-worker";

/** Only followed, never asked for rights. */
const role: Entry = {
  arn: (r) => `arn:${r.partition}:iam::${r.account}:role${r.text("path")}${r.text("name")}`,
  create: () => [],
  read: () => [],
  update: () => [],
  delete: () => [],
};

export const network: Catalogue = {
  ...flowLogs,
  ...launchTemplates,
  ...networkAcls,
  ...routing,
  ...securityGroups,
  ...vpc,
  ...vpcEndpoints,
};

function derived(environment: Environment) {
  const { resources, findings } = oncePerWorker(`needs of the network of ${JSON.stringify(environment)}`, () =>
    derive(platform({ environment }).resolveAll(), { ...network, aws_iam_role: role }),
  );
  return {
    needs: resources.filter(({ type }) => network[type]),
    unclear: findings.filter(({ code }) => code !== "PERMISSIONS_NO_ENTRY"),
  };
}

const demo = derived(loadEnvironment("demo"));
const closed = derived(inClosedNetwork());
const existing = derived(inExistingNetwork());
const virginia = derived(inVirginia());

/** What the resources of the network need of AWS: in the demo, without NAT, in somebody else's VPC, where zones differ. */
export const needs: Readonly<Record<"demo" | "closed" | "existing" | "virginia", readonly ResourceNeeds[]>> = {
  demo: demo.needs,
  closed: closed.needs,
  existing: existing.needs,
  virginia: virginia.needs,
};
type Network = keyof typeof needs;

/** Types that one of the networks has. */
export const declared: readonly string[] = [
  ...new Set(Object.values(needs).flatMap((all) => all.map(({ type }) => type))),
].sort();

/** What the derivation could not make out, types of other catalogues aside. */
export const unclear = [demo, closed, existing, virginia].flatMap((one) => one.unclear);

/** Grants of all resources of a type in the first network that has any, for these operations, each once. */
export function grantsOf(type: string, ...operations: readonly Operation[]): readonly Grant[] {
  const networks = Object.keys(needs) as readonly Network[];
  const network = networks.find((name) => needs[name].some((one) => one.type === type));
  if (!network) throw new Error(`no network has ${type}`);
  return grantsIn(network, type, ...operations);
}

/** The same in this network. */
export function grantsIn(network: Network, type: string, ...operations: readonly Operation[]): readonly Grant[] {
  const ofType = needs[network].filter((one) => one.type === type);
  const all = ofType.flatMap((one) => operations.flatMap((operation) => one.needs[operation]));
  return [...new Map(all.map((grant) => [JSON.stringify(grant), grant])).values()];
}

/** Conditions, each on one line, under which a type's operation may take the action on resources of an EC2 type. */
export function conditionsOn(type: string, operation: Operation, action: string, ec2Type: string): readonly unknown[] {
  return conditionsOf(grantsOf(type, operation), action, ec2Type);
}

export function conditionsOf(grants: readonly Grant[], action: string, ec2Type: string): readonly unknown[] {
  return grants
    .filter(({ actions }) => actions.includes(action))
    .filter(({ resources }) => resources.some((resource) => resource.endsWith(`:${ec2Type}/*`)))
    .map(({ conditions }) => conditions);
}

const tagged = (kind: "ResourceTag" | "RequestTag", stack: string) => ({
  [`aws:${kind}/strata:environment`]: "demo",
  [`aws:${kind}/strata:stack`]: stack,
});

/** Tags of the thing that is touched. */
export const bears = (stack: string) => ({ StringEquals: tagged("ResourceTag", stack) });
/** Tags in the request. */
export const receives = (stack: string) => ({ StringEquals: tagged("RequestTag", stack) });
/** Tags in the request of a call that makes something with this action. */
export const receivesWith = (stack: string, action: string) => ({
  StringEquals: { ...tagged("RequestTag", stack), "ec2:CreateAction": action },
});
/** Neither of the ownership tags. */
export const bearsNone = {
  Null: { "aws:ResourceTag/strata:environment": "true", "aws:ResourceTag/strata:stack": "true" },
};
