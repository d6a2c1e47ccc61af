import { type KeyPurpose, keyPurposes } from "../../constructs/encryption/key-purposes";
import type { Names } from "../../constructs/names";
import type { Environment } from "../../environments/schema/environment";

/** What the environment encrypts. A key costs by the month, so that one without a use is not made. */
export function usedKeys({ fileStorage, teamBuckets, tables }: Environment): readonly KeyPurpose[] {
  const optional: Partial<Readonly<Record<KeyPurpose, boolean>>> = {
    files: fileStorage.enabled,
    objects: teamBuckets.length > 0,
    tables: tables.length > 0,
  };
  return keyPurposes.filter((purpose) => optional[purpose] ?? true);
}

/** Every log group of the environment, and none of another. */
export function loggedGroups({ databases }: Environment, names: Names): readonly string[] {
  return [
    names.logGroup("*"),
    names.controlPlaneLogGroup,
    ...databases.map(({ name }) => names.databaseLogGroup(name, "*")),
  ];
}
