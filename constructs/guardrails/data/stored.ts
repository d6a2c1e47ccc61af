import type { KeyPurpose } from "../../encryption/key-purposes";
import { namesOf } from "../../names";
import type { ResolvedElement } from "../../stack/resolved-tree";
import { bucketsIn, type DeclaredBucket } from "../buckets";
import { at, type FinishedTree, oncePerTree } from "../finished-tree";
import { type InstalledObject, installedOfKind } from "../kubernetes/objects";
import { type Arguments, blocks, blocksAt, isExpression, placeOf, switched } from "../provider-values";
import type { Violation } from "../rule";
import { type EncryptedArgument, encryptedArguments } from "./encrypted-arguments";
import { type KeyFound, keyBehind } from "./keys";

/** Something that AWS stores, and how it is encrypted. */
export interface Stored {
  readonly place: Pick<Violation, "construct" | "place">;
  /** What was written there. */
  readonly value?: unknown;
  /** Nothing is encrypted; a key that AWS manages, or the one that an argument names. */
  readonly by: "nothing" | "key of AWS" | KeyFound;
  /** Argument that would name a key; none where the type takes none. */
  readonly argument?: string;
  /** What the platform's key for it is for. */
  readonly purpose?: KeyPurpose;
}

/** Everything in the tree that holds data. */
export const storedIn = oncePerTree((tree): readonly Stored[] => [
  ...encryptedArguments.flatMap((row) => tree.resources(...row.types).flatMap((element) => byRow(tree, row, element))),
  ...singleCaches(tree),
  ...bucketsIn(tree).flatMap((bucket) => inBucket(tree, bucket)),
  ...storageClasses(tree),
  ...installedOfKind(tree, "EC2NodeClass").flatMap((nodeClass) => onNodes(tree, nodeClass)),
]);

function byRow(tree: FinishedTree, row: EncryptedArgument, element: ResolvedElement): readonly Stored[] {
  const { within = "", withoutBlock, purpose, key, when } = row;
  const found = blocksAt(element.body, within).filter(({ block }) => when?.(element.body, block) ?? true);
  if (found.length > 0) return key || row.on ? found.map((one) => inBlock(tree, row, element, one)) : [];
  if (!withoutBlock || when?.(element.body, undefined) === false) return [];
  const by = withoutBlock === "unencrypted" ? "nothing" : withoutBlock;
  const argument = key && placeOf(within, key);
  return [{ place: at(element, within), by, ...(argument && { argument }), ...(purpose && { purpose }) }];
}

function inBlock(
  tree: FinishedTree,
  { on, mode, key, purpose }: EncryptedArgument,
  element: ResolvedElement,
  { place, block }: { readonly place: string; readonly block: Arguments },
): Stored {
  const argument = key && placeOf(place, key);
  const common = { ...(argument && { argument }), ...(purpose && { purpose }) };
  const where = (name: string) => ({ place: at(element, placeOf(place, name)), value: block[name] });
  if (on && switched(block[on[0]], on[1]) === false) return { ...where(on[0]), by: "nothing", ...common };
  if (mode && !isExpression(block[mode[0]]) && block[mode[0]] !== mode[1]) {
    return { ...where(mode[0]), by: "key of AWS", ...common };
  }
  // A type that takes no key encrypts with the account's default, which is nothing to be said here.
  if (!key) return { place: at(element), by: { kind: "unknown" } };
  return { ...where(key), by: keyBehind(tree, element, block[key]), ...common };
}

/** ElastiCache encrypts replication groups, of which a cache that stands alone is none. */
function singleCaches(tree: FinishedTree): readonly Stored[] {
  return tree
    .resources("aws_elasticache_cluster")
    .filter(({ body }) => body.replication_group_id === undefined && body.engine !== "memcached")
    .map((element) => ({ place: at(element), value: element.body.engine, by: "nothing", purpose: "cache" }));
}

/** Backups have a key of their own, beside that of all other objects. */
function inBucket(tree: FinishedTree, { bucket, of }: DeclaredBucket): readonly Stored[] {
  const isBackups = bucket.body.bucket === namesOf(tree.environment).bucket("backups");
  const purpose: KeyPurpose = isBackups ? "backups" : "objects";
  const element = of("aws_s3_bucket_server_side_encryption_configuration")[0] ?? bucket;
  const path = element === bucket ? "server_side_encryption_configuration.rule" : "rule";
  const rules = blocksAt(element.body, `${path}.apply_server_side_encryption_by_default`);
  const argument = "kms_master_key_id of an aws_s3_bucket_server_side_encryption_configuration";
  if (rules.length === 0) return [{ place: at(element), by: "key of AWS", argument, purpose }];
  return rules.map(({ place, block }) => {
    const { sse_algorithm: algorithm, kms_master_key_id: key } = block;
    if (!String(algorithm).startsWith("aws:kms") && !isExpression(algorithm)) {
      return { place: at(element, `${place}.sse_algorithm`), value: algorithm, by: "key of AWS", argument, purpose };
    }
    const by = keyBehind(tree, element, key);
    return { place: at(element, `${place}.kms_master_key_id`), value: key, by, argument, purpose };
  });
}

const diskDrivers = ["ebs.csi.aws.com", "ebs.csi.eks.amazonaws.com", "kubernetes.io/aws-ebs"];

/** Volumes that Kubernetes asks for, as their class says. */
function storageClasses(tree: FinishedTree): readonly Stored[] {
  const typed = tree.resources("kubernetes_storage_class_v1", "kubernetes_storage_class").map((element) => ({
    driver: element.body.storage_provisioner,
    parameters: blocks(element.body.parameters)[0] ?? {},
    element,
    place: (name: string) => at(element, `parameters.${name}`),
  }));
  const installed = installedOfKind(tree, "StorageClass").map((one) => ({
    driver: one.spec.provisioner,
    parameters: one.spec.parameters ?? {},
    element: one.element,
    place: (name: string) => one.at(`spec.parameters.${name}`),
  }));
  return [...typed, ...installed]
    .filter(({ driver }) => diskDrivers.includes(driver))
    .map(({ parameters: { encrypted, kmsKeyId }, element, place }) => {
      const common = { argument: "parameters.kmsKeyId", purpose: "volumes" } as const;
      if (switched(encrypted, false) === false) {
        return { place: place("encrypted"), value: encrypted, by: "nothing", ...common };
      }
      return { place: place("kmsKeyId"), value: kmsKeyId, by: keyBehind(tree, element, kmsKeyId), ...common };
    });
}

/** Disks of the nodes that Karpenter starts; without any stated it takes its own default, under AWS's key. */
function onNodes(tree: FinishedTree, nodeClass: InstalledObject): readonly Stored[] {
  const { spec, element } = nodeClass;
  const common = { argument: "blockDeviceMappings[].ebs.kmsKeyID", purpose: "volumes" } as const;
  const disks = blocksAt(spec, "blockDeviceMappings.ebs");
  if (disks.length === 0) return [{ place: nodeClass.at("spec.blockDeviceMappings"), by: "key of AWS", ...common }];
  return disks.map(({ place, block }) => {
    const where = (name: string) => ({ place: nodeClass.at(`spec.${place}.${name}`), value: block[name] });
    if (switched(block.encrypted, false) === false) return { ...where("encrypted"), by: "nothing", ...common };
    return { ...where("kmsKeyID"), by: keyBehind(tree, element, block.kmsKeyID), ...common };
  });
}
