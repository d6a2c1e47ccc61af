import { at, datastores } from "../own";
import { type Reach, reads } from "./reach";

/** Databases, with AWS's default groups for what they leave out, and the secrets that RDS keeps of their passwords. */
export const databases: Reach = (context) => [
  reads("rds:Describe*", "rds:List*"),
  {
    actions: ["rds:*"],
    resources: [...datastores(context, "rds"), at(context, "rds", "og:default:*"), at(context, "rds", "pg:default.*")],
  },
  {
    actions: ["secretsmanager:CreateSecret", "secretsmanager:TagResource"],
    resources: [at(context, "secretsmanager", "secret:rds!cluster-*")],
  },
];

export const caches: Reach = (context) => [
  reads("elasticache:Describe*", "elasticache:List*"),
  { actions: ["elasticache:*"], resources: datastores(context, "elasticache") },
];
