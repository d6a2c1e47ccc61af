import { recordedReleases } from "../charts/records";
import { at, type FinishedTree, oncePerTree } from "../finished-tree";
import { nameBehind } from "../kubernetes/names";
import { declared, type Fields } from "../kubernetes/objects";
import type { Violation } from "../rule";

/** One rule of a Role or ClusterRole, whoever declares it. */
export interface RbacRule {
  readonly verbs: readonly string[];
  readonly apiGroups: readonly string[];
  readonly resources: readonly string[];
  readonly resourceNames: readonly string[];
  readonly urls: readonly string[];
  /** Whether the role can be given for the whole cluster. */
  readonly clusterWide: boolean;
  /** Name of the role. */
  readonly role: string;
  /** Place of the rule, or of one of its fields, such as `verbs`. */
  readonly at: (field?: string) => Pick<Violation, "construct" | "place">;
}

/** All rules of all roles, those that charts bring as they are recorded among them. */
export const rbacRules = oncePerTree((tree: FinishedTree): readonly RbacRule[] => [
  ...declared(tree, "ClusterRole", "Role").flatMap(({ kind, name = "", fields, at }) =>
    ((fields.rules ?? []) as readonly Fields[]).map((rule, index) =>
      ruleOf(kind, name, rule, (field) => at(`rules[${index}]${field ? `.${field}` : ""}`)),
    ),
  ),
  ...recordedReleases(tree).flatMap(({ release, record }) =>
    record.roles.flatMap(({ kind, name, rules }) =>
      rules.map((rule) =>
        ruleOf(kind, name, rule, (field) => at(release, `${kind} ${name}${field ? `: ${field}` : ""}`)),
      ),
    ),
  ),
]);

function ruleOf(kind: string, role: string, fields: Fields, place: RbacRule["at"]): RbacRule {
  const { verbs = [], apiGroups = [], resources = [], resourceNames = [], nonResourceURLs: urls = [] } = fields;
  return { verbs, apiGroups, resources, resourceNames, urls, role, clusterWide: kind === "ClusterRole", at: place };
}

/** Who is given which role. */
export interface RbacBinding {
  /** Name of the role. */
  readonly role: string;
  readonly subjects: readonly { readonly kind: string; readonly name: string }[];
  readonly at: (field?: string) => Pick<Violation, "construct" | "place">;
}

/** All bindings, those of charts among them. */
export const rbacBindings = oncePerTree((tree: FinishedTree): readonly RbacBinding[] => [
  ...declared(tree, "ClusterRoleBinding", "RoleBinding").map(({ element, fields, at }) => ({
    role: nameBehind(tree, element, fields.roleRef?.name) ?? "",
    subjects: ((fields.subjects ?? []) as readonly Fields[]).map(({ kind, name }) => ({ kind, name })),
    at,
  })),
  ...recordedReleases(tree).flatMap(({ release, record }) =>
    record.bindings.map(({ kind, name, role, subjects }) => ({
      role: role.split(" ")[1] ?? "",
      subjects: subjects.map((subject) => ({ kind: subject.split(" ")[0] ?? "", name: subject.split(" ")[1] ?? "" })),
      at: (field?: string) => at(release, `${kind} ${name}${field ? `: ${field}` : ""}`),
    })),
  ),
]);
