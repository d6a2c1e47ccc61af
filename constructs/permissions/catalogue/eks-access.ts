import { groups } from "../../cluster/access-groups";
import { shardOf } from "../../stack/shards";
import type { StackId } from "../../stack/stack-id";
import { clusterOf, eksArn, renaming, taggingNew } from "../eks";
import type { Catalogue, Conditions, Grant, ResourceView } from "../entry";
import { both, creating, on, owned } from "../ownership";

/** Who gets into the cluster, and as what. Without these conditions its deployer could make anyone an administrator. */
export const clusterAccess: Catalogue = {
  aws_eks_access_entry: {
    arn: (r) => entryOf(r, principalOf(r)),
    create: (r) => [letIn(r), taggingNew(r, entries(r))],
    read: (r) => [on(entries(r), "eks:DescribeAccessEntry")],
    update: (r) => [owned(r, ["eks:UpdateAccessEntry"], entries(r)), renaming(r, entries(r))],
    delete: (r) => [owned(r, ["eks:DeleteAccessEntry"], entries(r))],
  },
  aws_eks_access_policy_association: {
    arn: (r) => entryOf(r, principalOf(r)),
    create: (r) => [onPolicy(r, "eks:AssociateAccessPolicy", policyOf(r), scopeOf(r))],
    read: (r) => [on(entries(r), "eks:ListAssociatedAccessPolicies")],
    // Every argument replaces it.
    update: () => [],
    // The request names no scope: https://docs.aws.amazon.com/eks/latest/APIReference/API_DisassociateAccessPolicy.html
    delete: (r) => [onPolicy(r, "eks:DisassociateAccessPolicy", policyOf(r))],
  },
};

/** Whom an entry lets in, and the groups that it puts them into; patterns where a whole kind has one form. */
interface Admission {
  readonly principals: string;
  readonly groups: readonly string[];
}

/**
 * Kinds of whom there are many: a statement for each would fit in no role's policies. Every team's developers and
 * pipelines, who get into their own groups and no other, the roles that plan, who get into groups that only read, and the
 * apply roles of shards, who get into those of shards.
 */
function kinds({ names, partition, account }: ResourceView): readonly Admission[] {
  const role = (path: string, name: string) => `arn:${partition}:iam::${account}:role${path}${name}`;
  const planner = (as: "plan" | "review"): Admission => {
    const principals = role(names.rolePath("deployers"), names.deployerRole(anyStack, as));
    return { principals, groups: [groups.deployer(anyStack, "plan")] };
  };
  const anyShard = shardOf("*");
  const ofShard = names.deployerRole(anyShard, "apply");
  return [
    { principals: role(names.teamRolePath("people", "*"), names.developerRole("*")), groups: [groups.developers("*")] },
    { principals: role(names.teamRolePath("pipelines", "*"), "*"), groups: [groups.pipelines("*")] },
    planner("plan"),
    planner("review"),
    { principals: role(names.rolePath("deployers"), ofShard), groups: [groups.deployer(anyShard, "apply")] },
  ];
}

const anyStack = "*" as StackId;

function admission(r: ResourceView): Admission {
  const exact = { principals: principalOf(r), groups: r.has("kubernetes_groups") ? groupsOf(r) : [] };
  return kinds(r).find((kind) => covers(kind, exact)) ?? exact;
}

function covers(kind: Admission, { principals, groups }: Admission): boolean {
  const known = (group: string) => kind.groups.some((pattern) => fits(pattern, group));
  return fits(kind.principals, principals) && groups.length > 0 && groups.every(known);
}

/** Names of Kubernetes groups hold no comma. */
function groupsOf(r: ResourceView): readonly string[] {
  return r.text("kubernetes_groups").split(",");
}

function principalOf(r: ResourceView): string {
  return r.arns("principal_arn").join();
}

function letIn(r: ResourceView): Grant {
  const { principals, groups } = admission(r);
  const { conditions = {}, ...grant } = creating(r, ["eks:CreateAccessEntry"], [clusterOf(r)]);
  const named: Conditions = {
    ArnLike: { "eks:principalArn": principals },
    StringEquals: { "eks:accessEntryType": r.has("type") ? r.text("type") : "STANDARD" },
  };
  return { ...grant, conditions: both(both(conditions, named), intoGroups(groups)) };
}

/** Into these groups and no other; an administrator's entry names none. */
function intoGroups(names: readonly string[]): Conditions {
  const key = "eks:kubernetesGroups";
  if (names.length === 0) return { Null: { [key]: "true" } };
  return { "ForAllValues:StringLike": { [key]: names }, Null: { [key]: "false" } };
}

/** ARNs of entries end in an id of EKS' choice, and hold the name of the role, which is unique in its account. */
function entryOf(r: ResourceView, principal: string): string {
  const [, , , , account, resource = ""] = principal.split(":");
  const [type, ...path] = resource.split("/");
  return eksArn(r, `access-entry/${r.text("cluster_name")}/${type}/${account}/${path.at(-1)}/*`);
}

/** All entries of the cluster, which is this stack's alone. */
function entries(r: ResourceView): readonly string[] {
  return [eksArn(r, `access-entry/${r.text("cluster_name")}/*`)];
}

function policyOf(r: ResourceView): Conditions {
  return { ArnEquals: { "eks:policyArn": r.text("policy_arn") } };
}

function scopeOf(r: ResourceView): Conditions {
  const scope = { StringEquals: { "eks:accessScope": r.text("access_scope[0].type") } };
  if (!r.has(namespaces)) return scope;
  const key = "eks:namespaces";
  const only = { "ForAllValues:StringEquals": { [key]: r.text(namespaces).split(",") }, Null: { [key]: "false" } };
  return both(scope, only);
}

const namespaces = "access_scope[0].namespaces";

function onPolicy(r: ResourceView, action: string, ...limits: readonly Conditions[]): Grant {
  const { conditions = {}, ...grant } = owned(r, [action], [entryOf(r, principalOf(r))]);
  return { ...grant, conditions: limits.reduce(both, conditions) };
}

/** Whether the text fits a pattern with `*`. */
function fits(pattern: string, text: string): boolean {
  const parts = pattern.split("*").map((part) => part.replace(/[.+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${parts.join(".*")}$`).test(text);
}
