import type { Statement } from "../../../../constructs/identity/policy-document";
import { catalogue } from "../../../../constructs/permissions/catalogue/catalogue";
import { derive, type ResourceNeeds } from "../../../../constructs/permissions/derive";
import { type Catalogue, type Grant, type Operation, operations } from "../../../../constructs/permissions/entry";
import { merge } from "../../../../constructs/permissions/merge";
import { platform } from "../../../../main";
import providerCalls from "../../../proofs/data/provider-calls.json";
import { lint } from "../../../proofs/support/lint";
import { wholeDemo } from "../../../support/whole-demo";
import { type Call, decide } from "../../identity/support/iam";

/** What the stack with buckets, file systems and registries needs of AWS, where an environment has all of them. */
const needs: readonly ResourceNeeds[] = derive(platform({ environment: wholeDemo }).resolveAll(), catalogue).resources;
const own = "managed-infrastructure";

function grantsOf(types: Catalogue | readonly string[], ...wanted: readonly Operation[]): readonly Grant[] {
  const names = Array.isArray(types) ? types : Object.keys(types);
  const those = needs.filter(({ type }) => names.includes(type));
  const ofOwn = those.filter(({ stack }) => stack === own);
  // What another stack alone declares is that stack's.
  const all = ofOwn.length > 0 ? ofOwn : those;
  if (all.length === 0) throw new Error(`the whole demo has none of ${names}`);
  return all.flatMap((one) => wanted.flatMap((operation) => one.needs[operation]));
}

export function actionsOf(types: Catalogue | readonly string[], ...wanted: readonly Operation[]): readonly string[] {
  return [...new Set(grantsOf(types, ...wanted).flatMap(({ actions }) => actions))].sort();
}

/** What becomes of a call under all that these types grant. */
export function verdictOn(types: Catalogue, call: Call): "allowed" | "denied" {
  const statements = merge(grantsOf(types, ...operations)).map(
    (one, index): Statement => ({ ...one, Sid: `S${index}` }),
  );
  return decide([{ Version: "2012-10-17", Statement: statements }], call);
}

export function lintOf(types: Catalogue): Promise<readonly string[]> {
  return lint(merge(grantsOf(types, ...operations)));
}

type Calls = Readonly<Record<string, Partial<Readonly<Record<Operation, readonly string[]>>>>>;

/** Calls of the real provider that the entries don't grant, as `<type> <operation> <action>`. */
export function notGranted(types: Catalogue): readonly string[] {
  return Object.keys(types).flatMap((type) =>
    operations.flatMap((operation) => {
      const granted = actionsOf([type], operation, "read");
      const seen = (providerCalls as Calls)[type]?.[operation] ?? [];
      return seen.filter((action) => !granted.includes(action)).map((action) => `${type} ${operation} ${action}`);
    }),
  );
}

/** Writes on `*`, and whether each has its reason. */
export function unlimited(types: Catalogue): Readonly<Record<string, boolean>> {
  const wide = grantsOf(types, "create", "update", "delete").filter(({ resources }) => resources.includes("*"));
  const found = wide.flatMap(({ actions, because }) =>
    actions.map((action) => [action, because !== undefined] as const),
  );
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function tags(kind: "ResourceTag" | "RequestTag", stack = own, environment = "demo") {
  return { [`aws:${kind}/strata:environment`]: environment, [`aws:${kind}/strata:stack`]: stack };
}
