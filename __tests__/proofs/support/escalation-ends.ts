import type { End } from "./escalation";

/** Paths that end within a boundary, by the last part of the role's or boundary's name. Denied are all others: none is open. */
export type Ends = Readonly<Record<string, Readonly<Record<Exclude<End, "denied" | "open">, readonly string[]>>>>;

/** It writes the other roles' policies and trust: all of them keep their boundaries, and the root stays as it is. */
const identity = {
  contained: [
    "boundary-replaced",
    "denial-detached",
    "iam-001",
    "iam-009",
    "iam-012",
    "iam-019",
    "iam-020",
    "profile-created",
    "profile-swapped",
    "rhino-02",
  ],
};

/** Whoever declares service accounts gives them roles, which carry the boundary of workloads or that of controllers. */
const podRoles = ["pod-role", "pod-role-moved"];

/** The environment's own cluster, machines and secrets, which is what breaking the glass is for. */
const breakGlass = {
  contained: ["cluster-entry", "cluster-groups", "ec2-002", "ec2-004", "scaling-group", "secret-read"],
};

/** With the policies that the roles have. */
export const ends: Ends = {
  "identity-apply": identity,
  // Its own keys: who may use them is the stack's business.
  "managed-infrastructure-apply": { contained: ["key-policy"] },
  // Its own launch templates, whose nodes have a role within the boundary of controllers, and its own cluster's entries.
  "kubernetes-cluster-apply": { contained: ["cluster-groups", "ec2-004", ...podRoles] },
  "cluster-services-apply": { contained: podRoles },
  "app-services-apply": { contained: podRoles },
  "apps-apply": { contained: podRoles },
  "people-break-glass": breakGlass,
  // Takes the roles of teams, which carry the boundary of workloads, to read their secrets.
  "ctl-external-secrets": { contained: ["sts-001"] },
  // Starts nodes with the nodes' role.
  "ctl-karpenter": { contained: ["fleet"] },
};

/** With policies that allow everything, which is what identity's apply role could write: what the boundaries leave. */
export const endsWhenRewritten: Ends = {
  identity,
  "managed-infrastructure": { contained: ["key-policy"] },
  "kubernetes-cluster": { contained: ["cluster-entry", "cluster-groups", "ec2-001", "ec2-004", ...podRoles] },
  "cluster-services": { contained: podRoles },
  "app-services": { contained: podRoles },
  apps: { contained: podRoles },
  // Machines of the environment, with the nodes' role, and the roles of teams: whose pods may do that is the policies'
  // business.
  controllers: {
    contained: ["ec2-001", "ec2-002", "ec2-004", "fleet", "instance-profile", "scaling-group", "sts-001"],
  },
  "break-glass": breakGlass,
};
