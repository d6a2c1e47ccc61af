import { EcrLifecyclePolicy } from "@cdktf/provider-aws/lib/ecr-lifecycle-policy";
import { EcrRepository } from "@cdktf/provider-aws/lib/ecr-repository";
import { Construct } from "constructs";
import { type ImageRetention, imageLifecycle } from "./image-lifecycle";

export interface ImageRepositoryProps {
  readonly name: string;
  /** KMS key of the images. Can't be changed without replacing the repository. */
  readonly keyArn: string;
  /** @default - as `ImageRetention` says */
  readonly retention?: ImageRetention;
}

/**
 * The images of one app. A tag, once pushed, means the same image for ever. There is no repository policy: all who push
 * and pull are of this account, where identity policies suffice.
 */
export class ImageRepository extends Construct {
  readonly url: string;

  constructor(scope: Construct, id: string, { name, keyArn, retention }: ImageRepositoryProps) {
    super(scope, id);
    const repository = new EcrRepository(this, "repository", {
      name,
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfiguration: [{ encryptionType: "KMS", kmsKey: keyArn }],
      // An app taken out of the environment by mistake does not take its images along.
      forceDelete: false,
    });
    const policy = JSON.stringify(imageLifecycle(retention));
    new EcrLifecyclePolicy(this, "lifecycle", { repository: repository.name, policy });
    this.url = repository.repositoryUrl;
  }
}
