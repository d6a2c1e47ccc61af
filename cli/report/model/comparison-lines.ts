import type { KubernetesAccess, KubernetesGrant } from "./kubernetes";
import type { Network } from "./network";
import type { Report } from "./report";

/** What a report says, one sentence for each thing that can come or go: a comparison is made of these. */
export type Lines = (report: Omit<Report, "comparison">) => readonly string[];

export const stateLines: Lines = ({ states }) =>
  states.flatMap(({ stack, place, uses, others, otherWriters }) => [
    `the state of ${stack} lies in ${place}`,
    ...uses.flatMap(({ role, reads, writes, locks }) =>
      Object.entries({ reads, writes, locks }).flatMap(([verb, does]) =>
        does ? [`${role} ${verb} the state of ${stack}`] : [],
      ),
    ),
    ...others.map((arn) => `the bucket of ${stack} lets pass ${arn}`),
    ...otherWriters.map((arn) => `the bucket of ${stack} lets write ${arn}`),
  ]);

export const contractLines: Lines = ({ contracts }) =>
  contracts.flatMap(({ producer, reader, version, outputs }) => [
    `${reader} reads the contract of ${producer}`,
    `${reader} reads version ${version} of the contract of ${producer}`,
    ...outputs.map(({ name, kind }) => `${reader} may read ${name} (${kind}) of ${producer}`),
    ...outputs.filter(({ usedBy }) => usedBy.length > 0).map(({ name }) => `${reader} uses ${name} of ${producer}`),
  ]);

export const kubernetesLines: Lines = ({ kubernetes: { grants, letIn, pods } }) => [
  ...letIn.map((role) => `the cluster lets in ${role}`),
  ...grants.flatMap(grantLines),
  ...pods.map(podLine),
];

function podLine({ namespace, serviceAccount, role }: KubernetesAccess["pods"][number]): string {
  return `pods of ${serviceAccount} in ${namespace} take the role ${role}`;
}

/** A line for each verb on each resource, so that a verb more is a line more. */
function grantLines({ subject, namespace, rules }: KubernetesGrant): readonly string[] {
  const where = namespace === undefined ? "in the whole cluster" : `in ${namespace}`;
  return rules.flatMap(({ resources, names, verbs, apiGroups }) =>
    resources.flatMap((resource) => {
      const group = apiGroups.filter((one) => one !== "").join(", ");
      const what = `${resource}${group ? ` (${group})` : ""}${names.length > 0 ? ` named ${names.join(", ")}` : ""}`;
      return verbs.map((verb) => `${subject} may ${verb === "*" ? "do everything with" : verb} ${what} ${where}`);
    }),
  );
}

/** From where things are reached, and where they lead to: what is exposed, and what is not any more. */
export const networkLines: Lines = ({ network }) => {
  const { cidrs, internetGateway, tiers, endpoints, doors, ingresses } = network;
  return [
    ...apiLines(network),
    ...cidrs.map((cidr) => `the VPC has the addresses ${cidr}`),
    ...(internetGateway ? ["the VPC has an internet gateway"] : []),
    ...tiers.flatMap(({ name, subnets }) => subnets.flatMap((subnet) => subnetLines(name, subnet))),
    ...endpoints.map(
      ({ service, type, policy }) =>
        `${type} endpoint of ${service} lets through ${policy ? "what its own policy says" : "everything"}`,
    ),
    ...doors.map(({ stack, of, direction, peer, port }) => {
      return `${stack}: ${of} ${direction === "in" ? `lets in ${peer}` : `reaches ${peer}`} on ${port}`;
    }),
    ...ingresses.map(({ app, host, firewall, cidrs: from }) => {
      return `${from.join(", ")} reaches ${app} at ${host}, ${firewall ? "behind a web ACL" : "without a web ACL"}`;
    }),
  ];
};

function apiLines({ api }: Network): readonly string[] {
  const from = api.cidrs.length > 0 ? api.cidrs : ["everywhere"];
  return [
    ...(api.private ? ["the Kubernetes API answers inside the VPC"] : []),
    ...(api.public ? from.map((cidr) => `the Kubernetes API answers from ${cidr}`) : []),
  ];
}

function subnetLines(tier: string, { zone, cidr, routes, nat }: Network["tiers"][number]["subnets"][number]) {
  const subnet = `subnet ${tier} in ${zone}`;
  return [
    `${subnet} has the addresses ${cidr || "that its owner states"}`,
    ...(nat ? [`${subnet} holds a NAT gateway`] : []),
    ...routes.map(({ destination, target }) => `${subnet} leads ${destination} to ${target}`),
  ];
}

export const resourceLines: Lines = ({ resources }) => resources.map(({ stack, address }) => `${stack}: ${address}`);

export const waiverLines: Lines = ({ guardrails }) =>
  guardrails.waivers.map(({ stack, address, id, reason }) => `${stack}: ${address} does not follow ${id}: ${reason}`);
