import { createHash } from "node:crypto";
import type { Construct } from "constructs";
import { CustomObjects } from "../charts/custom-objects";
import { secretStores } from "../charts/secret-stores";
import { labelsOf, type WorkloadObject } from "./labels";
import type { SecretVariable } from "./pod/container";
import type { PodVolume } from "./pod/volumes";

/** A secret of the team's, by its name: what it holds is in nobody's hands but the pods'. */
export interface SecretReference {
  /** Name below the team's path, such as `stripe` for `strata-demo/storefront/stripe`. */
  readonly name: string;
  /** Where it is kept. @default "secrets-manager" */
  readonly store?: (typeof secretStores)[keyof typeof secretStores];
  /**
   * Which version the pods get: the id of a version or a staging label in Secrets Manager, the number of a version in
   * Parameter Store. Another one replaces the pods, so that a rotation is a change like any other.
   * @default - the current one, looked up every hour: files follow, variables as soon as a pod is made anew
   */
  readonly version?: string;
  /** Environment variables by name: the property of the secret's JSON that each takes, `.` for the whole. @default - none */
  readonly variables?: Readonly<Record<string, string>>;
  /** @default - none */
  readonly files?: SecretFiles;
}

export interface SecretFiles {
  /** Folder that holds the files and nothing else. */
  readonly mountPath: string;
  /** Files by name: the property of the secret's JSON that each takes, `.` for the whole. */
  readonly contents: Readonly<Record<string, string>>;
}

/** The Kubernetes Secret that the operator makes of a reference. */
interface Made {
  readonly secretName: string;
  readonly reference: SecretReference;
}

/** How often the operator looks for another value. Each look costs a call of Secrets Manager's. */
const refreshInterval = "1h0m0s";

/**
 * Asks the secrets operator for a Secret of the pods' own. Its name follows from what it is asked for: another version is
 * another Secret, so that new pods never start with an old value, and pods that a failed rollout leaves keep theirs until
 * the next one succeeds.
 * https://external-secrets.io/latest/api/externalsecret/
 */
export class SecretsOfWorkload {
  readonly objects: readonly CustomObjects[];
  private readonly made: readonly Made[];

  constructor(scope: Construct, object: WorkloadObject, references: readonly SecretReference[]) {
    this.made = references.map((reference) => ({ reference, secretName: secretName(object, reference) }));
    this.objects = this.made.map(({ reference, secretName: name }) => {
      const objects = [externalSecret(object, name, reference)];
      const { namespace } = object;
      const release = new CustomObjects(scope, `secret-${reference.name}`, { name, namespace, objects, after: [] });
      // Pods hold on to the Secret that they know until the last of them has been replaced.
      release.lifecycle = { createBeforeDestroy: true };
      return release;
    });
  }

  get variables(): readonly SecretVariable[] {
    return this.made.flatMap(({ reference: { variables = {} }, secretName: name }) =>
      Object.keys(variables).map((variable) => ({ variable, secretName: name, key: variableKey(variable) })),
    );
  }

  /** Volumes with the path at which each is mounted. */
  get volumes(): readonly { readonly volume: PodVolume; readonly path: string }[] {
    return this.made.flatMap(({ reference: { name, files }, secretName: made }) => {
      if (!files) return [];
      const keys = Object.keys(files.contents).map((file) => [file, fileKey(file)]);
      const volume = {
        kind: "secret",
        name: `secret-${name}`,
        secretName: made,
        files: Object.fromEntries(keys),
      } as const;
      return [{ volume, path: files.mountPath }];
    });
  }
}

// A variable and a file may bear one name and stand for two properties.
const variableKey = (name: string) => `variable.${name}`;
const fileKey = (name: string) => `file.${name}`;

/** The dots, which no name holds, keep `a-b` of the app `c` apart from `b` of the app `c-a`. */
function secretName({ workload }: WorkloadObject, reference: SecretReference): string {
  return `${workload.name}.${reference.name}.${fingerprint([reference.store, remoteKey(reference), dataOf(reference)])}`;
}

/** Eight characters are enough to tell the versions of one secret apart. */
function fingerprint(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 8);
}

function externalSecret({ workload, namespace }: WorkloadObject, name: string, reference: SecretReference) {
  const { store = secretStores.secretsManager } = reference;
  return {
    apiVersion: "external-secrets.io/v1",
    kind: "ExternalSecret",
    metadata: { name, namespace, labels: labelsOf(workload) },
    spec: {
      refreshInterval,
      secretStoreRef: { kind: "SecretStore", name: store },
      // What was deleted in AWS stays with the pods that run; new ones are for their team to stop.
      target: { name, creationPolicy: "Owner", deletionPolicy: "Retain" },
      data: dataOf(reference).map(([secretKey, property]) => ({
        secretKey,
        remoteRef: { ...remoteKey(reference), ...(property !== "." && { property }) },
      })),
    },
  };
}

/** Keys of the Secret with the property that each takes. */
function dataOf({ variables = {}, files }: SecretReference): readonly (readonly [string, string])[] {
  return [
    ...Object.entries(variables).map(([name, property]) => [variableKey(name), property] as const),
    ...Object.entries(files?.contents ?? {}).map(([name, property]) => [fileKey(name), property] as const),
  ];
}

const versionId = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** https://external-secrets.io/latest/provider/aws-secrets-manager/: ids bear a prefix, staging labels are as they are. */
function remoteKey({ name, version }: SecretReference) {
  if (version === undefined) return { key: name };
  return { key: name, version: versionId.test(version) ? `uuid/${version}` : version };
}
