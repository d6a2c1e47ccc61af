import { wholeNumber } from "./whole-number";

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_NoncurrentVersionExpiration.html; ten years is no limit of S3. */
export const deletedBackups = wholeNumber({
  code: "ENV_DELETED_BACKUPS",
  subject: "a deleted backup is kept for",
  unit: "days",
  from: 1,
  to: 3650,
  example: 30,
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleExpiration.html; ten years is no limit of S3. */
export const accessLogRetention = wholeNumber({
  code: "ENV_ACCESS_LOG_RETENTION",
  subject: "access logs are kept for",
  unit: "days",
  from: 1,
  to: 3650,
  example: 365,
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_NoncurrentVersionExpiration.html; ten years is no limit of S3. */
export const deletedObjects = wholeNumber({
  code: "ENV_DELETED_OBJECTS",
  subject: "a deleted object is kept for",
  unit: "days",
  from: 1,
  to: 3650,
  example: 30,
});

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_LifecycleExpiration.html; ten years is no limit of S3. */
export const objectAge = wholeNumber({
  code: "ENV_OBJECT_AGE",
  subject: "an object is deleted after",
  unit: "days",
  from: 1,
  to: 3650,
  example: 90,
});
