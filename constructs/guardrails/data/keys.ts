import { keyPurposes } from "../../encryption/key-purposes";
import { namesOf } from "../../names";
import type { ResolvedElement } from "../../stack/resolved-tree";
import { type FinishedTree, oncePerTree } from "../finished-tree";
import { isExpression } from "../provider-values";

/** The key that an argument names. */
export type KeyFound =
  /** None: whoever encrypts takes a key of AWS's own, if any. */
  | { readonly kind: "none" }
  /** One that AWS keeps for all of a service, such as `alias/aws/ebs`. */
  | { readonly kind: "of-aws" }
  /** One that no stack declares. */
  | { readonly kind: "foreign" }
  /** One of the platform, with what it is for; without, where it is somebody's own. */
  | { readonly kind: "declared"; readonly purpose?: string; readonly signs: boolean }
  /** An expression that leads to nothing that synthesis knows. */
  | { readonly kind: "unknown" };

const purposes: readonly string[] = [...keyPurposes, "dnssec"];
const keyTypes = new Set(["aws_kms_key", "aws_kms_external_key", "aws_kms_replica_key"]);
const ofAws = /(^|:)alias\/aws\//;

/** Follows an argument of an element to the key that it names: through attributes, contracts and aliases. */
export function keyBehind(tree: FinishedTree, user: ResolvedElement, value: unknown): KeyFound {
  if (value === undefined || value === null || value === "") return { kind: "none" };
  const text = String(value);
  if (ofAws.test(text)) return { kind: "of-aws" };
  if (isExpression(value)) return ofElement(tree, tree.behind(user, value));
  const alias = aliasesIn(tree).find(({ body }) => text === body.name || text.endsWith(`:${body.name}`));
  return alias ? ofElement(tree, alias) : { kind: "foreign" };
}

function ofElement(tree: FinishedTree, element: ResolvedElement | undefined): KeyFound {
  if (!element) return { kind: "unknown" };
  if (element.block === "data") return { kind: ofAws.test(named(element)) ? "of-aws" : "foreign" };
  if (element.type === "aws_kms_alias") return ofElement(tree, tree.behind(element, element.body.target_key_id));
  if (!keyTypes.has(element.type)) return { kind: "unknown" };
  const purpose = purposesIn(tree).get(element);
  const signs = !["ENCRYPT_DECRYPT", undefined].includes(element.body.key_usage);
  return { kind: "declared", signs, ...(purpose !== undefined && { purpose }) };
}

/** What a data source looks for. */
function named({ body }: ResolvedElement): string {
  return String(body.key_id ?? body.name ?? "");
}

const aliasesIn = oncePerTree((tree) => tree.resources("aws_kms_alias"));

/** Keys that go by a name of the platform's. */
const purposesIn = oncePerTree((tree) => {
  const names = namesOf(tree.environment);
  const byName = new Map(purposes.map((purpose) => [names.keyAlias(purpose), purpose]));
  const found = new Map<ResolvedElement, string>();
  for (const alias of aliasesIn(tree)) {
    const key = tree.behind(alias, alias.body.target_key_id);
    const purpose = byName.get(alias.body.name);
    if (key && purpose !== undefined) found.set(key, purpose);
  }
  return found;
});
