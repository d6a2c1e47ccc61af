import { literally } from "./images";
import { allContainers, containers, eachContainer, podSpec, podsAndControllers } from "./pods";
import { celText, type Policy } from "./policy";

export interface NoMutableTagsOptions {
  /** Folder of ECR in which the apps' repositories lie, `<registry>/<environment>`: their tags never move. */
  readonly immutableRepositories: string;
}

/**
 * What has been tested is what runs, on every node and after every restart. Copies of public images lie in the same
 * folder, with tags that move; their path has a dot, which no team's name has.
 */
export function noMutableTags({ immutableRepositories }: NoMutableTagsOptions): Policy {
  const byTag = `^${literally(immutableRepositories)}/[a-z0-9-]+/[a-z0-9-]+:[A-Za-z0-9_][A-Za-z0-9_.-]*$`;
  return {
    name: "no-mutable-tags",
    states: "images are named by what never moves",
    ...podsAndControllers,
    variables: [podSpec, containers, allContainers],
    validations: [
      eachContainer(allContainers, {
        expression: [
          "container.image.matches('@sha256:[0-9a-f]{64}$')",
          `(container.image.matches(${celText(byTag)}) && !container.image.endsWith(':latest'))`,
        ].join(" || "),
        message: `name the image by digest, with @sha256:, or by a tag other than latest of an app's own repository in ${immutableRepositories}`,
      }),
    ],
  };
}
