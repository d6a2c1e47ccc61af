import { recordedReleases } from "../charts/records";
import type { FinishedTree } from "../finished-tree";
import { at } from "../finished-tree";
import { allPods, containersOf, type Pods } from "../pods/pods";
import { isExpression } from "../provider-values";
import type { Rule, Violation } from "../rule";
import { floatingTags } from "./chart-values";
import { imageName, isDigest, namesRelease } from "./image-name";
import { allowsOtherTags, ownRepository } from "./repositories";

export const unpinnedImage: Rule = {
  id: "unpinned-image",
  title: "Images are named by a digest, or by a tag that stays where it is",
  severity: "high",
  sources: [
    "EKS best practices, security: Image security",
    "Kubernetes: Images, image names",
    "Crosswalk playbooks: what was tested is what runs",
  ],
  check: (tree) => [
    ...allPods(tree)
      .filter(({ recorded }) => !recorded)
      .flatMap((pods) => ofPods(tree, pods)),
    ...ofCharts(tree),
    ...floatingTags(tree),
  ],
};

const fix = "name it by its digest, with @sha256:, or by the tag of one release such as 2.14.0";

function ofPods(tree: FinishedTree, pods: Pods): readonly Violation[] {
  return containersOf(pods).flatMap(({ fields, at }) => {
    const image = `${fields.image ?? ""}`;
    const problem = problemOf(tree, pods, image);
    return problem ? [{ ...at("image"), value: image, ...problem }] : [];
  });
}

function problemOf(tree: FinishedTree, pods: Pods, image: string): Pick<Violation, "problem" | "fix"> | undefined {
  const name = imageName(image);
  const { repository, tag, digest } = name;
  if (isDigest(digest)) return undefined;
  if (digest !== undefined && !isExpression(digest)) return { problem: "the digest is none", fix };
  // A whole reference that only Terraform knows says nothing about its tag.
  if (tag === undefined && isExpression(image)) return undefined;
  if (tag === undefined) return { problem: "it has no tag, which means latest: another image with each push", fix };
  if (tag === "latest") return { problem: "latest is another image with each push", fix };
  const own = ownRepository(tree, pods.element, repository);
  // A repository whose tags may move is a finding of its own.
  if (own) return undefined;
  if (!namesRelease(name)) return { problem: `the tag ${tag} is given to the next release as well`, fix };
  const app = `${pods.labels["app.kubernetes.io/name"] ?? pods.name}`;
  if (isExpression(repository) || allowsOtherTags(tree, pods.namespace, app)) return undefined;
  return {
    problem:
      "whoever may push to its registry can give the tag to another image, and the policy no-mutable-tags refuses the pod",
    fix: "name it by its digest, with @sha256:, or push it to the app's own repository in ECR",
  };
}

/** Images of a chart, those that it hands on to a controller among them. */
function ofCharts(tree: FinishedTree): readonly Violation[] {
  return recordedReleases(tree).flatMap(({ release, record }) =>
    record.images.flatMap((image) => {
      const name = imageName(image);
      if (isDigest(name.digest) || namesRelease(name)) return [];
      return [
        {
          ...at(release, `image ${image}`),
          value: image,
          problem: "the chart runs an image by a tag that is given to the next release as well",
          fix: "set the tag of a release, or a digest, in the chart's values; then record it again",
        },
      ];
    }),
  );
}
