import type { BoundaryContext } from "../../../../constructs/identity/boundaries/boundary-context";
import { namesOf } from "../../../../constructs/names";
import type { StateAccess } from "../../../../constructs/permissions/state";
import type { StackId } from "../../../../constructs/stack/stack-id";

export const aws = { accountId: "111122223333", region: "eu-central-1", partition: "aws" } as const;
export const environment = "prod";
export const names = namesOf({ name: environment, aws });

/** `apps` reads the state of `app-services`, and nobody any other. */
export const states: Readonly<Record<StackId, StateAccess>> = {
  identity: access("identity"),
  "managed-infrastructure": access("managed-infrastructure"),
  "kubernetes-cluster": access("kubernetes-cluster"),
  "cluster-services": access("cluster-services"),
  "app-services": access("app-services"),
  apps: access("apps", "app-services"),
};

function access(own: StackId, ...reads: readonly StackId[]): StateAccess {
  return { ...aws, own: store(own), reads: reads.map(store) };
}

export function store(stack: StackId) {
  return { bucket: names.stateBucket(stack), object: `${stack}.tfstate`, keyAlias: names.stateKeyAlias(stack) };
}

export const boundaryContext: BoundaryContext = {
  names,
  environment,
  ...aws,
  domain: "shop.example.com",
  zoneId: undefined,
  privateDomain: undefined,
  privateZoneId: undefined,
  makesZones: true,
  signsZone: false,
  signedZoneId: undefined,
  deletableZoneIds: [],
  detectorId: undefined,
  states,
};

export const deployed = {
  names,
  ...aws,
  environment,
  states,
  domain: "shop.example.com",
  zoneId: "*",
  keyId: () => "*",
  teams: ["storefront"],
};
