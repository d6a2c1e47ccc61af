import { at } from "../own";
import { type Reach, reads } from "./reach";

/** Repositories, and no image in them. */
export const images: Reach = (context) => [
  reads("ecr:DescribeRepositories"),
  {
    actions: [
      "ecr:*LifecyclePolicy",
      "ecr:*Repository",
      "ecr:*RepositoryPolicy",
      "ecr:*TagResource",
      "ecr:ListTagsForResource",
      "ecr:PutImageScanningConfiguration",
      "ecr:PutImageTagMutability",
    ],
    resources: [at(context, "ecr", `repository/${context.names.prefix}/*`)],
  },
];
