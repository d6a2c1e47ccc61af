import { at, datastores } from "../own";
import { type Reach, reads } from "./reach";

/**
 * Databases, with AWS's default groups for what they leave out, and the secrets that RDS keeps of their passwords.
 * Tags are listed of own things alone, as are those of caches and tables: a boundary is short of room.
 */
export const databases: Reach = (context) => [
  reads("rds:Describe*"),
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
  reads("elasticache:Describe*"),
  { actions: ["elasticache:*"], resources: datastores(context, "elasticache") },
];

/** Settings of tables, and no item in them. Other ways to their content, such as exports and streams, are not in the list. */
export const tables: Reach = (context) => {
  // Tags apart, to create, delete and update a table: a boundary is short of room.
  const changes = ["*Tag*Resource", "*teTable", "UpdateCont*s", "UpdateTime*"];
  return [
    reads("dynamodb:Describe*"),
    {
      actions: changes.map((change) => `dynamodb:${change}`),
      resources: [at(context, "dynamodb", `table/${context.names.prefix}-*`)],
    },
  ];
};
