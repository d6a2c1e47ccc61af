/** How long images stay in a repository. */
export interface ImageRetention {
  /** Days until an image without a tag is deleted. @default 14 */
  readonly untaggedDays?: number;
  /**
   * Days without a pull after which an image moves to the archive, from where it can be restored. Nodes must be
   * replaced more often than that, since a node that has an image does not pull it.
   * @default 180
   */
  readonly unusedDays?: number;
  /** Days in the archive after which an image is deleted: 90 at least, which AWS bills in any case. @default 365 */
  readonly archivedDays?: number;
}

/**
 * What ECR does with old images. No rule counts images or their age: with either, a busy pipeline pushes the image that
 * is running out of the repository, and the next node can't start it. What counts is when an image was last pulled,
 * and the first consequence can be undone.
 *
 * Images deployed by digest must keep a tag, or they fall under the first rule. Parts of a multi-platform image have
 * none, but are kept as long as their index is.
 * https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_examples.html
 */
export function imageLifecycle({ untaggedDays = 14, unusedDays = 180, archivedDays = 365 }: ImageRetention = {}) {
  return {
    rules: [
      {
        rulePriority: 1,
        description: `Delete images without a tag after ${untaggedDays} days`,
        selection: days("untagged", "sinceImagePushed", untaggedDays),
        action: { type: "expire" },
      },
      {
        rulePriority: 2,
        description: `Archive images that nobody has pulled for ${unusedDays} days`,
        selection: days("any", "sinceImagePulled", unusedDays),
        action: { type: "transition", targetStorageClass: "archive" },
      },
      {
        rulePriority: 3,
        description: `Delete images after ${archivedDays} days in the archive`,
        selection: { ...days("any", "sinceImageTransitioned", archivedDays), storageClass: "archive" },
        action: { type: "expire" },
      },
    ],
  };
}

function days(tagStatus: string, countType: string, countNumber: number) {
  return { tagStatus, countType, countUnit: "days", countNumber };
}
