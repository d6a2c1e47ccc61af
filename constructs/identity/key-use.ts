import type { KeyPurpose } from "../encryption/key-purposes";
import type { Names } from "../names";
import type { Conditions } from "./policy-document";

/** Id of one of the platform's keys; `*` while it is AWS's choice. */
export type KeyId = (purpose: KeyPurpose) => string;

export interface KeyUser {
  readonly names: Names;
  readonly region: string;
  readonly keyId: KeyId;
}

export interface KeyUse {
  readonly resource: string;
  readonly conditions: Conditions;
}

/**
 * One of the platform's keys, as policies of identity name it: by its ARN once the ledger knows the id. Until then by its
 * alias, which whoever may move aliases could give to another key.
 */
export function platformKey({ names, keyId }: Omit<KeyUser, "region">, purpose: KeyPurpose): KeyUse {
  const id = keyId(purpose);
  const aliased = { "ForAnyValue:StringEquals": { "kms:ResourceAliases": [names.keyAlias(purpose)] } };
  return { resource: names.arn("kms", `key/${id}`), conditions: id === "*" ? aliased : {} };
}

/** The same, used in its caller's name by services: by their names in `kms:ViaService`. */
export function keyThrough(user: KeyUser, purpose: KeyPurpose, services: string | readonly string[]): KeyUse {
  const { resource, conditions } = platformKey(user, purpose);
  const via = (service: string) => `${service}.${user.region}.amazonaws.com`;
  const through = typeof services === "string" ? via(services) : services.map(via);
  return { resource, conditions: { ...conditions, StringEquals: { "kms:ViaService": through } } };
}
