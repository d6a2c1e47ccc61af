import { at } from "../finished-tree";
import { switched } from "../provider-values";
import type { Rule } from "../rule";

export const keyRotation: Rule = {
  id: "key-rotation",
  title: "KMS keys that can be rotated are",
  severity: "medium",
  sources: ["AWS Security Hub KMS.4", "CIS AWS Foundations Benchmark v3.0.0, 3.6"],
  check: (tree) =>
    tree.resources("aws_kms_key").flatMap((key) =>
      rotates(key.body) && switched(key.body.enable_key_rotation, false) === false
        ? [
            {
              ...at(key, "enable_key_rotation"),
              value: key.body.enable_key_rotation,
              problem: "the key stays the same for ever, so that one that leaked opens all that is yet to come",
              fix: "set enable_key_rotation to true, or declare the key as a CustomerManagedKey",
            },
          ]
        : [],
    ),
};

/** KMS rotates symmetric keys whose material it has made itself. */
function rotates({ customer_master_key_spec: spec = "SYMMETRIC_DEFAULT", custom_key_store_id: store }: Body): boolean {
  return spec === "SYMMETRIC_DEFAULT" && store === undefined;
}

type Body = { readonly customer_master_key_spec?: string; readonly custom_key_store_id?: string };
