import { adopted, aliased, all, at, born, tagged } from "../own";
import { type Reach, reads } from "./reach";

/**
 * Keys to manage, and to give to AWS services; what they encrypt is none of a deployment's business. Those of states are
 * denied beside this.
 */
export const keys: Reach = (context) => {
  const resources = all(context, "kms", "key");
  const manages = ["*Alias", "*Deletion", "*TagResource", "*ableKey*", "Put*", "UpdateKey*"];
  // Data keys without their plaintext.
  const lends = ["CreateGrant", "GenerateDataKeyW*", "RetireGrant"];
  return [
    reads("kms:DescribeKey", "kms:Get*", "kms:List*"),
    {
      actions: manages.map((action) => `kms:${action}`),
      resources,
      conditions: tagged(context),
    },
    { actions: ["kms:*Alias"], resources: [at(context, "kms", context.names.keyAlias("*"))] },
    { actions: ["kms:CreateKey"], resources: ["*"], conditions: born(context) },
    { actions: ["kms:TagResource"], resources, conditions: adopted(context) },
    {
      actions: lends.map((action) => `kms:${action}`),
      resources: ["*"],
      conditions: {
        "ForAnyValue:StringLike": { "kms:ResourceAliases": context.names.keyAlias("*") },
        Null: { "kms:ViaService": "false" },
      },
    },
  ];
};

/** The environment's keys in the hands of AWS services, never of the caller himself. */
export const keyUse: Reach = (context) => [
  reads("kms:DescribeKey", "kms:ListAliases"),
  {
    // To decrypt and to encrypt.
    actions: ["kms:*crypt", "kms:CreateGrant", "kms:GenerateDataKey*", "kms:RetireGrant"],
    resources: all(context, "kms", "key"),
    conditions: { ...aliased(context), Null: { "kms:ViaService": "false" } },
  },
];
