import { imagesOf } from "./images";
import { allContainers, containers, eachContainer, podSpec, podsAndControllers } from "./pods";
import { celText, type Policy } from "./policy";

export interface AllowedRegistriesOptions {
  /** Registries, or repositories and folders of some, such as `quay.io/tools`; at least one. */
  readonly sources: readonly string[];
}

/** Images come from where somebody scans them and answers for them. */
export function allowedRegistries({ sources }: AllowedRegistriesOptions): Policy {
  return {
    name: "allowed-registries",
    states: "images come from allowed registries",
    ...podsAndControllers,
    variables: [podSpec, containers, allContainers],
    validations: [
      eachContainer(allContainers, {
        expression: `container.image.matches(${celText(imagesOf(sources))})`,
        message: `take the image from ${sources.join(", ")}, or have its registry added to policies.allowedRegistries of the environment`,
      }),
    ],
  };
}
