import type { ResolvedElement } from "../../stack/resolved-tree";
import { at, type FinishedTree } from "../finished-tree";
import { declared } from "../kubernetes/objects";
import { blocks, isOn } from "../provider-values";
import type { Rule, Violation } from "../rule";
import { rbacBindings } from "./rbac";

/** Three apply roles install controllers and cluster roles, and break-glass is for when nothing else helps. */
export const clusterAdmin: Rule = {
  id: "cluster-admin",
  title: "Nobody administers the cluster but the stacks that install controllers, and break-glass",
  severity: "critical",
  sources: [
    "CIS Amazon EKS Benchmark 4.1.1 and 4.1.7",
    "EKS best practices, security: Identity and Access Management",
    "Crosswalk playbooks: no global admin",
  ],
  check: (tree) => [
    ...rbacBindings(tree).flatMap(({ role, subjects, at }) => {
      const masters = subjects.some(({ kind, name }) => kind === "Group" && name === "system:masters");
      if (role !== "cluster-admin" && !masters) return [];
      return [
        {
          ...at(masters ? "subjects" : "roleRef"),
          value: subjects.map(({ kind, name }) => `${kind} ${name}`),
          problem: masters
            ? "the group system:masters passes every check, whatever its bindings say"
            : "they may do everything in the cluster, and read every Secret",
          fix: "bind a role with the verbs and resources that they need",
        },
      ];
    }),
    ...tree.resources("aws_eks_access_policy_association").flatMap((one) => ofAccessPolicy(tree, one)),
    ...tree.resources("aws_eks_access_entry").flatMap(ofAccessEntry),
    ...tree.resources("aws_eks_cluster").flatMap(ofCluster),
    ...awsAuth(tree),
  ],
};

const administrators = ["kubernetes-cluster", "cluster-services", "app-services"] as const;

function ofAccessPolicy(tree: FinishedTree, association: ResolvedElement): readonly Violation[] {
  const { policy_arn: policy, principal_arn: principal } = association.body;
  if (!/\/AmazonEKS(ClusterAdmin|Admin)Policy$/.test(`${policy}`)) return [];
  const role = tree.behind(association, principal)?.body.name ?? `${principal}`.split("/").at(-1);
  if (allowed(tree).includes(role)) return [];
  return [
    {
      ...at(association, "policy_arn"),
      value: role,
      problem: `${`${policy}`.split("/").at(-1)} makes the role an administrator of the cluster, and it is none of those that install controllers`,
      fix: "put the role into a group by its access entry, and bind a role with what it needs to the group",
    },
  ];
}

function allowed({ stacks }: FinishedTree): readonly string[] {
  const names = stacks[0]?.stack.names;
  if (!names) return [];
  return [...administrators.map((stack) => names.deployerRole(stack, "apply")), names.personRole("break-glass")];
}

function ofAccessEntry(entry: ResolvedElement): readonly Violation[] {
  const groups: readonly string[] = entry.body.kubernetes_groups ?? [];
  if (!groups.includes("system:masters")) return [];
  return [
    {
      ...at(entry, "kubernetes_groups"),
      value: groups,
      problem: "the group system:masters passes every check, and EKS refuses the entry",
      fix: "name a group of constructs/cluster/access-groups.ts, to which a role is bound",
    },
  ];
}

/** By default whoever makes a cluster becomes its administrator, without an entry that one could see; so do those in aws-auth. */
function ofCluster(cluster: ResolvedElement): readonly Violation[] {
  const [access = {}] = blocks(cluster.body.access_config);
  const creator = access.bootstrap_cluster_creator_admin_permissions ?? true;
  const mode = access.authentication_mode ?? "CONFIG_MAP";
  return [
    ...(isOn(creator)
      ? [
          {
            ...at(cluster, "access_config.bootstrap_cluster_creator_admin_permissions"),
            value: creator,
            problem: "whoever makes the cluster is its administrator for ever, beside all declared access entries",
            fix: "set it to false, and declare an access entry for the deployer",
          },
        ]
      : []),
    ...(mode !== "API"
      ? [
          {
            ...at(cluster, "access_config.authentication_mode"),
            value: mode,
            problem: "whoever may write the ConfigMap aws-auth makes himself an administrator",
            fix: 'set it to "API", so that access entries alone count',
          },
        ]
      : []),
  ];
}

function awsAuth(tree: FinishedTree): readonly Violation[] {
  return declared(tree, "ConfigMap")
    .filter(({ name, fields }) => name === "aws-auth" && /system:masters/.test(JSON.stringify(fields.data ?? {})))
    .map(({ at }) => ({
      ...at("data"),
      value: "system:masters",
      problem: "the ConfigMap makes administrators of roles that no access entry names",
      fix: "leave it out, and declare an access entry for each role",
    }));
}
