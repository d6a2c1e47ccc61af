import type { ChartRecord, ObjectName, RecordedDefinition, RecordedRule } from "../../constructs/charts/chart-record";
import type { SynthesizedPlatform } from "./demo";
import type { Body } from "./synthesize";

/** A rule, in one namespace or in the whole cluster. */
interface Held {
  readonly namespace?: string;
  readonly rule: RecordedRule;
}

/** One right: a verb on a resource, or on a path of the API. */
interface Right {
  readonly verb: string;
  readonly group?: string;
  readonly resource?: string;
  readonly name?: string;
  readonly path?: string;
}

const everything: readonly RecordedRule[] = [
  { verbs: ["*"], apiGroups: ["*"], resources: ["*"] },
  { verbs: ["*"], nonResourceURLs: ["*"] },
];

/** What a role may do inside the cluster, as Kubernetes decides: what any rule allows is allowed. */
export class ClusterRights {
  constructor(readonly held: readonly Held[]) {}

  /** Rights by the access entry of a deployer, such as `cluster-services/apply`. */
  static of(platform: SynthesizedPlatform, deployer: string): ClusterRights {
    const cluster = platform["kubernetes-cluster"];
    const principal = `\${data.terraform_remote_state.identity.outputs.deployer_role_arns["${deployer}"]}`;
    const [name, entry] = only(cluster.all("aws_eks_access_entry"), (one) => one.principal_arn === principal);
    const administrator = Object.values(cluster.all("aws_eks_access_policy_association")).some(
      ({ principal_arn: of, policy_arn: policy, access_scope: scope }) =>
        of === `\${aws_eks_access_entry.${name}.principal_arn}` &&
        policy.endsWith("/AmazonEKSClusterAdminPolicy") &&
        scope.type === "cluster",
    );
    const groups: readonly string[] = entry.kubernetes_groups ?? [];
    return new ClusterRights([
      ...(administrator ? everything.map((rule) => ({ rule })) : []),
      ...groups.flatMap((group) => rulesOfGroup(platform, group)),
    ]);
  }

  /** What of a rule is not held, a line each. */
  missing(rule: RecordedRule, namespace?: string): readonly string[] {
    return rightsIn(rule)
      .filter((right) => !this.has(right, namespace))
      .map(({ verb, group, resource, path }) => `${verb} ${path ?? `${group}/${resource}`}`);
  }

  has(right: Right, namespace?: string): boolean {
    return this.held.some(
      (one) => (one.namespace === undefined || one.namespace === namespace) && allows(one.rule, right),
    );
  }
}

/**
 * What keeps somebody from installing a chart: Helm makes, changes and deletes its objects; a role is made only by who
 * holds its rules, one that takes over others' only by who holds all, and a binding only by who holds what it gives.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#privilege-escalation-prevention-and-bootstrapping
 *
 * @param all records of all charts, for the kinds that they define
 */
export function missingFor(
  { objects, roles, bindings }: ChartRecord,
  rights: ClusterRights,
  all: readonly ChartRecord[],
): readonly string[] {
  const definitions = all.flatMap((one) => one.definitions);
  const managing = objects.flatMap((one) => {
    const [group = ""] = one.apiVersion.includes("/") ? one.apiVersion.split("/") : [""];
    const verbs = ["get", "create", "patch", "delete"];
    const rule = { verbs, apiGroups: [group], resources: [resourceOf(group, one.kind, definitions)] };
    return rights.missing(rule, one.namespace).map((right) => `${label(one)}: ${right}`);
  });
  const granting = roles.flatMap((role) => {
    const rules = role.aggregates ? everything : role.rules;
    return rules.flatMap((rule) => rights.missing(rule, role.namespace)).map((right) => `${label(role)}: ${right}`);
  });
  const binding = bindings.flatMap((one) => {
    const known = roles.find((role) => `${role.kind} ${role.name}` === one.role)?.rules;
    // A role that is not the chart's own is Kubernetes': whoever may bind it at all holds everything.
    const missing = (known ?? everything).flatMap((rule) => rights.missing(rule, one.namespace));
    return missing.map((right) => `${label(one)}: ${right}`);
  });
  return [...managing, ...granting, ...binding];
}

/** The name of a kind's resources: as it is defined, else as Kubernetes forms it. */
export function resourceOf(group: string, kind: string, definitions: readonly RecordedDefinition[]): string {
  const defined = definitions.find((one) => one.group === group && one.kind === kind);
  if (defined) return defined.plural;
  const name = kind.toLowerCase();
  if (name.endsWith("s")) return `${name}es`;
  return name.endsWith("y") ? `${name.slice(0, -1)}ies` : `${name}s`;
}

function label({ kind, namespace, name }: ObjectName): string {
  return `${kind} ${namespace === undefined ? "" : `${namespace}/`}${name}`;
}

function rulesOfGroup(platform: SynthesizedPlatform, group: string): readonly Held[] {
  const cluster = platform["kubernetes-cluster"];
  const kinds = [
    ["kubernetes_role_v1", "kubernetes_role_binding_v1"],
    ["kubernetes_cluster_role_v1", "kubernetes_cluster_role_binding_v1"],
  ] as const;
  return kinds.flatMap(([roleType, bindingType]) =>
    Object.values(cluster.all(bindingType))
      .filter(({ subject }) => subject.some((one: Body) => one.kind === "Group" && one.name === group))
      .flatMap(({ role_ref: ref, metadata }) => {
        const role = /\.([\w-]+)\.metadata/.exec(ref.name)?.[1] ?? "";
        const namespace = namespaceOf(platform, metadata.namespace);
        return cluster.named(roleType, role).rule.map((rule: Body) => ({ namespace, rule: ruleOf(rule) }));
      }),
  );
}

function ruleOf(rule: Body): RecordedRule {
  return {
    verbs: rule.verbs,
    apiGroups: rule.api_groups,
    resources: rule.resources,
    resourceNames: rule.resource_names,
    nonResourceURLs: rule.non_resource_urls,
  };
}

function namespaceOf(platform: SynthesizedPlatform, text: string | undefined): string | undefined {
  const declared = /^\$\{kubernetes_namespace_v1\.([\w-]+)\.metadata/.exec(text ?? "")?.[1];
  if (declared === undefined) return text;
  return platform["kubernetes-cluster"].named("kubernetes_namespace_v1", declared).metadata.name;
}

function rightsIn(rule: RecordedRule): readonly Right[] {
  const { verbs, apiGroups = [], resources = [], resourceNames = [undefined], nonResourceURLs = [] } = rule;
  const names = resourceNames.length === 0 ? [undefined] : resourceNames;
  return verbs.flatMap((verb) => [
    ...apiGroups.flatMap((group) =>
      resources.flatMap((resource) => names.map((name) => ({ verb, group, resource, name }))),
    ),
    ...nonResourceURLs.map((path) => ({ verb, path })),
  ]);
}

function allows(rule: RecordedRule, { verb, group = "", resource = "", name, path }: Right): boolean {
  const { verbs, apiGroups = [], resources = [], resourceNames = [], nonResourceURLs = [] } = rule;
  if (!covers(verbs, verb)) return false;
  if (path !== undefined) return covers(nonResourceURLs, path);
  const named = resourceNames.length === 0 || (name !== undefined && resourceNames.includes(name));
  return covers(apiGroups, group) && covers(resources, resource) && named;
}

function covers(held: readonly string[], wanted: string): boolean {
  return held.includes("*") || held.includes(wanted);
}

function only(all: Readonly<Record<string, Body>>, is: (body: Body) => boolean): readonly [name: string, body: Body] {
  const found = Object.entries(all).filter(([, body]) => is(body));
  const [first] = found;
  if (!first || found.length > 1) throw new Error(`${found.length} entries where one is expected`);
  return first;
}
