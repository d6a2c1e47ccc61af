/** What the platform keeps in buckets of its own. */
export const bucketPurposes = ["backups", "access-logs"] as const;
export type BucketPurpose = (typeof bucketPurposes)[number];
