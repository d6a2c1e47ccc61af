import { acm } from "../../../../constructs/permissions/catalogue/acm";
import { dynamodb } from "../../../../constructs/permissions/catalogue/dynamodb";
import { elasticache } from "../../../../constructs/permissions/catalogue/elasticache";
import { rds } from "../../../../constructs/permissions/catalogue/rds";
import { route53 } from "../../../../constructs/permissions/catalogue/route53";
import { derive, type ResourceNeeds } from "../../../../constructs/permissions/derive";
import { type Catalogue, type Grant, type Operation, operations } from "../../../../constructs/permissions/entry";
import { loadEnvironment } from "../../../../environments/load";
import { platform } from "../../../../main";
import calls from "../../../proofs/data/provider-calls.json";
import { oncePerWorker } from "../../../support/once-per-worker";

export const data: Catalogue = { ...acm, ...dynamodb, ...elasticache, ...rds, ...route53 };

const derived = new Map<string, readonly ResourceNeeds[]>();

/** What an environment's datastores, zones, records and certificates need of AWS. */
export function needsIn(environment: string): readonly ResourceNeeds[] {
  const known =
    derived.get(environment) ?? oncePerWorker(`needs of data in ${environment}`, () => derivedFrom(environment));
  derived.set(environment, known);
  return known;
}

function derivedFrom(environment: string): readonly ResourceNeeds[] {
  const { resources, findings } = derive(platform({ environment: loadEnvironment(environment) }).resolveAll(), data);
  const unclear = findings.filter(({ code }) => code !== "PERMISSIONS_NO_ENTRY");
  if (unclear.length > 0) throw new Error(JSON.stringify(unclear));
  return resources;
}

/** Grants of all resources of a type, for these operations, each once. */
export function grantsOf(environment: string, type: string, ...asked: readonly Operation[]): readonly Grant[] {
  const ofType = needsIn(environment).filter((one) => one.type === type);
  if (ofType.length === 0) throw new Error(`${environment} has no ${type}`);
  const all = ofType.flatMap(({ needs }) => asked.flatMap((operation) => needs[operation]));
  return [...new Map(all.map((grant) => [JSON.stringify(grant), grant])).values()];
}

/** Actions and where they are allowed, under a condition that says no more than whose tags there have to be. */
export function rowsOf(environment: string, type: string, ...asked: readonly Operation[]) {
  return grantsOf(environment, type, ...asked).flatMap(({ actions, resources, conditions }) =>
    actions.flatMap((action) => resources.map((resource) => ({ action, resource, conditions }))),
  );
}

/** Calls that the provider was seen making for a type and that neither the operation nor a read is granted. */
export function missingCalls(environment: string, type: string): readonly string[] {
  const seen = (calls as Readonly<Record<string, Partial<Record<Operation, readonly string[]>>>>)[type];
  if (!seen) throw new Error(`the oracle has no ${type}`);
  return operations.flatMap((operation) => {
    const granted = new Set(grantsOf(environment, type, operation, "read").flatMap(({ actions }) => actions));
    return (seen[operation] ?? []).filter((action) => !granted.has(action)).map((action) => `${operation}: ${action}`);
  });
}

const tagged = (kind: "ResourceTag" | "RequestTag", environment: string, stack: string) => ({
  [`aws:${kind}/strata:environment`]: environment,
  [`aws:${kind}/strata:stack`]: stack,
});

/** Tags of the thing that is touched. */
export const bears = (stack: string, environment = "demo") => ({
  StringEquals: tagged("ResourceTag", environment, stack),
});
/** Tags in the request. */
export const receives = (stack: string, environment = "demo") => ({
  StringEquals: tagged("RequestTag", environment, stack),
});
/** Neither of the ownership tags. */
export const bearsNone = {
  Null: { "aws:ResourceTag/strata:environment": "true", "aws:ResourceTag/strata:stack": "true" },
};

export const arnIn = (region: string) => (service: string, resource: string) =>
  `arn:aws:${service}:${region}:111122223333:${resource}`;
