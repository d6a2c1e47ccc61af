import { wholeNumber } from "./whole-number";

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html */
export const untaggedImages = wholeNumber({
  code: "ENV_IMAGE_UNTAGGED",
  subject: "an image without a tag is kept for",
  unit: "days",
  from: 1,
  to: 3650,
  example: 14,
});

export const unpulledImages = wholeNumber({
  code: "ENV_IMAGE_UNUSED",
  subject: "an image that nobody pulls is kept at hand for",
  unit: "days",
  because: "a node that has an image does not pull it, and lives for weeks",
  from: 30,
  to: 3650,
  example: 180,
});

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html: what AWS bills in any case. */
export const archivedImages = wholeNumber({
  code: "ENV_IMAGE_ARCHIVED",
  subject: "an image stays in the archive for",
  unit: "days",
  because: "AWS bills 90 in any case",
  from: 90,
  to: 3650,
  example: 365,
});
