import type { Bad } from "./case";
import { container, controllers, debuggerOf, pod, podOf, registry } from "./objects";

const sources = [registry, "registry.example/tools/renderer", "quay.io"];
/** What the tests allow beside the account's own registry. */
export const otherSources = sources.slice(1);

const digest = `@sha256:${"1".repeat(64)}`;
const elsewhere = `take the image from ${sources.join(", ")}, or have its registry added to policies.allowedRegistries of the environment`;
const moving = `name the image by digest, with @sha256:, or by a tag other than latest of an app's own repository in ${registry}/strata-demo`;

const fromElsewhere: readonly (readonly [string, string])[] = [
  ["of Docker Hub by its short name", `nginx${digest}`],
  ["of another account", `444455556666.dkr.ecr.eu-central-1.amazonaws.com/strata-demo/storefront/web${digest}`],
  ["of another region", `111122223333.dkr.ecr.eu-west-1.amazonaws.com/strata-demo/storefront/web${digest}`],
  ["of a registry that only starts alike", `quay.io.example/a/b${digest}`],
  ["of an allowed registry's other port", `quay.io:5000/a/b${digest}`],
  ["of a path that looks like the registry", `evil.example/${registry}/strata-demo/storefront/web${digest}`],
  ["of a dot that is any character", `quay-io/a/b${digest}`],
  ["of a repository that only starts alike", `registry.example/tools/renderer2${digest}`],
];

const thatMoves: readonly (readonly [string, string])[] = [
  ["without a tag", "quay.io/a/b"],
  ["by a tag that may move", "quay.io/a/b:1.0.0"],
  ["by latest in the app's own repository", `${registry}/strata-demo/storefront/web:latest`],
  ["without a tag in the app's own repository", `${registry}/strata-demo/storefront/web`],
  ["by a tag of a copy from a public registry", `${registry}/strata-demo/quay.io/prometheus/node-exporter:v1.9.1`],
  ["by a tag of another environment's repository", `${registry}/strata-demo-2/storefront/web:1.0.0`],
  ["by half a digest", `quay.io/a/b@sha256:${"1".repeat(32)}`],
  ["by a tag with a digest's beginning", "quay.io/a/b:sha256"],
];

export const badRegistries: readonly Bad[] = [
  ...fromElsewhere.map(([title, image]): Bad => {
    return {
      policy: "allowed-registries",
      title: `an image ${title}`,
      object: podOf({ image }),
      message: `container web: ${elsewhere}`,
    };
  }),
  ...controllers({
    containers: [container()],
    initContainers: [container({ name: "side", image: `nginx${digest}` })],
  }).map((object): Bad => {
    const title = `an image from elsewhere in a side-car of a ${object.kind}`;
    return { policy: "allowed-registries", title, object, message: `container side: ${elsewhere}` };
  }),
  {
    policy: "allowed-registries",
    title: "an image from elsewhere for debugging",
    operation: "UPDATE",
    subresource: "ephemeralcontainers",
    oldObject: pod(),
    object: pod({ ephemeralContainers: [debuggerOf({ image: `nginx${digest}` })] }),
    message: `container debug: ${elsewhere}`,
  },
];

export const badTags: readonly Bad[] = [
  ...thatMoves.map(([title, image]): Bad => {
    return {
      policy: "no-mutable-tags",
      title: `an image ${title}`,
      object: podOf({ image }),
      message: `container web: ${moving}`,
    };
  }),
  ...controllers({ containers: [container(), container({ name: "side", image: "quay.io/a/b:1" })] }).map(
    (object): Bad => {
      const title = `a tag that may move in a ${object.kind}`;
      return { policy: "no-mutable-tags", title, object, message: `container side: ${moving}` };
    },
  ),
];

/** Ways to name an image that both policies take. */
export const goodImages: readonly (readonly [title: string, image: string])[] = [
  ["the app's own repository by digest", `${registry}/strata-demo/storefront/web${digest}`],
  ["the app's own repository by tag and digest", `${registry}/strata-demo/storefront/web:1.0.0${digest}`],
  ["the app's own repository by tag", `${registry}/strata-demo/storefront/web:2026.31.1_a-b`],
  ["a copy from a public registry by digest", `${registry}/strata-demo/quay.io/prometheus/node-exporter${digest}`],
  ["an allowed repository by digest", `registry.example/tools/renderer${digest}`],
  ["an allowed repository by tag and digest", `registry.example/tools/renderer:4.2.0${digest}`],
  ["an allowed registry by digest", `quay.io/a/b/c${digest}`],
];
