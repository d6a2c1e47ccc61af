import type { Statement } from "../../../../constructs/identity/policy-document";
import { catalogue } from "../../../../constructs/permissions/catalogue/catalogue";
import { derive } from "../../../../constructs/permissions/derive";
import { type Catalogue, type Grant, type Operation, operations } from "../../../../constructs/permissions/entry";
import { merge } from "../../../../constructs/permissions/merge";
import { loadEnvironment } from "../../../../environments/load";
import { platform } from "../../../../main";
import providerCalls from "../../../proofs/data/provider-calls.json";
import { lint } from "../../../proofs/support/lint";
import { type Call, decide } from "../../identity/support/iam";

export const own = "cluster-services";

/** What the stack with queues and rules needs of AWS. */
const needs = derive(platform({ environment: loadEnvironment("demo") }).resolveAll(), catalogue).resources.filter(
  ({ stack }) => stack === own,
);

export function grantsOf(types: Catalogue | readonly string[], ...wanted: readonly Operation[]): readonly Grant[] {
  const names = Array.isArray(types) ? types : Object.keys(types);
  const all = needs.filter(({ type }) => names.includes(type));
  if (all.length === 0) throw new Error(`the demo has none of ${names}`);
  return all.flatMap((one) => wanted.flatMap((operation) => one.needs[operation]));
}

/** What becomes of a call under all that these types grant. */
export function verdictOn(types: Catalogue, call: Call): "allowed" | "denied" {
  const Statement = merge(grantsOf(types, ...operations)).map(
    (one, index): Statement => ({ ...one, Sid: `S${index}` }),
  );
  return decide([{ Version: "2012-10-17", Statement }], call);
}

/** What AWS's own data says against the entries. */
export function lintOf(types: Catalogue): Promise<readonly string[]> {
  return lint(merge(grantsOf(types, ...operations)));
}

type Calls = Readonly<Record<string, Partial<Readonly<Record<Operation, readonly string[]>>>>>;

/** Calls of the real provider that the entries don't grant, as `<type> <operation> <action>`. */
export function notGranted(types: Catalogue): readonly string[] {
  return Object.keys(types).flatMap((type) =>
    operations.flatMap((operation) => {
      const granted = grantsOf([type], operation, "read").flatMap(({ actions }) => actions);
      const seen = (providerCalls as Calls)[type]?.[operation] ?? [];
      return seen.filter((action) => !granted.includes(action)).map((action) => `${type} ${operation} ${action}`);
    }),
  );
}

export function tags(kind: "ResourceTag" | "RequestTag", stack: string = own, environment = "demo") {
  return { [`aws:${kind}/strata:environment`]: environment, [`aws:${kind}/strata:stack`]: stack };
}
