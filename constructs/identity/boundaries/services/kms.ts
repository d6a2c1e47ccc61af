import { aliased, all, at, born, tagged, untagged } from "../own";
import { type Reach, reads } from "./reach";

/** Keys to manage; what they encrypt is none of a deployment's business. */
export const keys: Reach = (context) => {
  const resources = all(context, "kms", "key");
  const manages = [
    "Cancel*",
    "Disable*",
    "Enable*",
    "Put*",
    "RetireGrant",
    "Schedule*",
    "TagResource",
    "UntagResource",
  ];
  const names = ["CreateAlias", "DeleteAlias", "UpdateAlias"];
  return [
    reads("kms:Get*", "kms:List*"),
    {
      actions: [...manages, ...names, "UpdateKeyDescription"].map((action) => `kms:${action}`),
      resources,
      conditions: tagged(context),
    },
    { actions: names.map((action) => `kms:${action}`), resources: [at(context, "kms", context.names.keyAlias("*"))] },
    { actions: ["kms:CreateKey"], resources: ["*"], conditions: born(context) },
    // A new key gets its tags by a right of its own, on any key: one without tags and without an alias.
    {
      actions: ["kms:TagResource"],
      resources,
      conditions: { ...born(context), Null: { ...untagged.Null, "kms:ResourceAliases": "true" } },
    },
    ...keyUse(context),
  ];
};

/** The environment's keys in the hands of AWS services, never of the caller himself. */
export const keyUse: Reach = (context) => [
  reads("kms:DescribeKey", "kms:ListAliases"),
  {
    actions: ["kms:CreateGrant", "kms:Decrypt", "kms:GenerateDataKey*", "kms:RetireGrant"],
    resources: all(context, "kms", "key"),
    conditions: { ...aliased(context), Null: { "kms:ViaService": "false" } },
  },
];
