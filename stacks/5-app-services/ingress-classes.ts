import type { ITerraformDependable } from "cdktf";
import { CustomObjects } from "../../constructs/charts/custom-objects";
import { ingressClass } from "../../constructs/charts/ingress-classes";
import { appServices } from "../../constructs/charts/namespaces";
import type { Keyed } from "../../constructs/contracts/contract";
import { certified } from "../../constructs/delivery/certified-hosts";
import type { WebAcl } from "../../constructs/delivery/web-acl";
import type { Exposure } from "../../constructs/names";
import { vpcBlocks } from "../../constructs/network/vpc-blocks";
import type { PlatformStack } from "../../constructs/stack/platform-stack";

export interface IngressClassesProps {
  readonly publicSubnetIds: Keyed;
  readonly privateSubnetIds: Keyed;
  /** Buckets by purpose. */
  readonly bucketNames: Keyed;
  readonly teamNamespaces: Keyed;
  /** ACM certificate of the domain; empty until the zone is delegated. */
  readonly certificateArn: string;
  readonly webAcl: WebAcl | undefined;
  /** The controller that serves the classes, and checks them. */
  readonly after: readonly ITerraformDependable[];
}

export interface IngressClasses {
  /** Names by team; none until there is a certificate: nothing is open to the world without TLS. */
  readonly public: Readonly<Record<string, string>>;
  /** Names by team. */
  readonly internal: Readonly<Record<string, string>>;
}

/** Two classes for each team, each with a load balancer of its own: nobody's trouble reaches another team. */
export function declareIngressClasses(stack: PlatformStack, props: IngressClassesProps): IngressClasses {
  const { teams } = stack.environment;
  const open = certified(stack.environment.dns, "public");
  const exposures: readonly Exposure[] = open ? ["public", "internal"] : ["internal"];
  const objects = teams.flatMap(({ name }) =>
    exposures.flatMap((exposure) => ingressClass(optionsOf(stack, props, exposure, name))),
  );
  const { webAcl, after } = props;
  if (objects.length > 0) {
    new CustomObjects(stack, "ingress-classes", {
      name: "ingress-classes",
      namespace: appServices,
      objects,
      after: [...after, ...(webAcl ? [webAcl.logging] : [])],
    });
  }
  return { public: open ? classesOf(stack, "public") : {}, internal: classesOf(stack, "internal") };
}

/** Names of the classes of all teams, whether they are there yet or not. */
export function classesOf(stack: PlatformStack, exposure: Exposure): Readonly<Record<string, string>> {
  return Object.fromEntries(
    stack.environment.teams.map(({ name }) => [name, stack.names.ingressClass(exposure, name)]),
  );
}

function optionsOf(stack: PlatformStack, props: IngressClassesProps, exposure: Exposure, team: string) {
  const { network, ingress, dns } = stack.environment;
  const { certificateArn, webAcl } = props;
  const open = exposure === "public";
  const subnets = open ? props.publicSubnetIds : props.privateSubnetIds;
  return {
    name: stack.names.ingressClass(exposure, team),
    namespace: props.teamNamespaces.at(team),
    scheme: open ? ("internet-facing" as const) : ("internal" as const),
    subnetIds: network.zones.map((zone) => subnets.at(zone)),
    inboundCidrs: open ? ingress.publicCidrs : [...vpcBlocks(network), ...ingress.internalCidrs],
    tlsPolicy: ingress.tlsPolicy,
    ...(certified(dns, exposure) && { certificateArn }),
    accessLogBucket: props.bucketNames.at("access-logs"),
    ...(open && webAcl && { webAclName: webAcl.name }),
    tags: { "strata:team": team },
  };
}
