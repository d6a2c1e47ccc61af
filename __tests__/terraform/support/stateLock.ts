import { setTimeout as wait } from "node:timers/promises";
import { type AwsClient, AwsError } from "./awsClient";
import type { S3Settings } from "./stackFolders";

/** What the s3 backend writes into its lock object. */
export interface LockInfo {
  readonly ID: string;
  readonly Operation: string;
  readonly Who: string;
  readonly Path: string;
}

/** The object that a state's lock consists of. */
export const lockKey = ({ key }: S3Settings): string => `${key}.tflock`;

/** The lock that is held on a state now, or undefined. */
export async function heldLock(aws: AwsClient, backend: S3Settings): Promise<LockInfo | undefined> {
  try {
    const object = { Bucket: backend.bucket, Key: lockKey(backend) };
    const { Body } = await aws.call<{ Body: string }>("s3", "GetObject", object);
    return JSON.parse(Body) as LockInfo;
  } catch (error) {
    if (error instanceof AwsError && error.code === "NoSuchKey") return undefined;
    throw error;
  }
}

/** Runs a job and gives the locks that were seen on a state while it ran. */
export async function locksSeenDuring(
  aws: AwsClient,
  backend: S3Settings,
  job: () => Promise<unknown>,
): Promise<LockInfo[]> {
  const seen = new Map<string, LockInfo>();
  let running = true;
  const watch = async () => {
    while (running) {
      const lock = await heldLock(aws, backend);
      if (lock) seen.set(lock.ID, lock);
      await wait(20);
    }
  };
  const watching = watch();
  try {
    await job();
  } finally {
    running = false;
    await watching;
  }
  return [...seen.values()];
}

/** Holds a state's lock as another run of Terraform would. */
export async function holdLock(aws: AwsClient, backend: S3Settings, ID: string): Promise<void> {
  const info = { ID, Operation: "OperationTypeApply", Info: "", Who: "someone@elsewhere", Version: "1.11.0" };
  const Body = JSON.stringify({ ...info, Created: "2026-01-01T00:00:00Z", Path: `${backend.bucket}/${backend.key}` });
  await aws.call("s3", "PutObject", { Bucket: backend.bucket, Key: lockKey(backend), Body });
}

export async function releaseLock(aws: AwsClient, backend: S3Settings): Promise<void> {
  await aws.call("s3", "DeleteObject", { Bucket: backend.bucket, Key: lockKey(backend) });
}

/** How often a state was locked and released since its bucket exists: the versions that a versioned bucket keeps. */
export async function lockHistory(aws: AwsClient, backend: S3Settings): Promise<{ taken: number; released: number }> {
  const { Versions = [], DeleteMarkers = [] } = await aws.call<{
    Versions?: { Key: string }[];
    DeleteMarkers?: { Key: string }[];
  }>("s3", "ListObjectVersions", { Bucket: backend.bucket, Prefix: lockKey(backend) });
  return { taken: Versions.length, released: DeleteMarkers.length };
}
