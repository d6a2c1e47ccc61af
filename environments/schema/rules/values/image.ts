import { valueRule } from "../value-rule";

const tagPattern = /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/;

/** https://github.com/opencontainers/image-spec/blob/main/descriptor.md#digests */
export const imageDigest = valueRule<string>({
  code: "ENV_IMAGE_DIGEST",
  states: "a digest is sha256: with 64 lower-case hexadecimal digits",
  fix: "write the digest that the registry shows for the image",
  allows: (value) => /^sha256:[0-9a-f]{64}$/.test(value),
});

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests */
export const imageTag = valueRule<string>({
  code: "ENV_IMAGE_TAG",
  states: "a tag has 1 to 128 letters, digits, underscores, dots and hyphens, and is not latest, which moves",
  fix: 'write a tag that is never reused, as in "2.14.0"',
  allows: (value) => tagPattern.test(value) && value !== "latest",
});

const registry = "(?:[a-zA-Z0-9-]+(?:\\.[a-zA-Z0-9-]+)+(?::\\d+)?|[a-zA-Z0-9-]+:\\d+)";
const component = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
const reference = new RegExp(
  `^${registry}(?:/${component})+(?::([A-Za-z0-9_][\\w.-]{0,127}))?(?:@(sha256:[0-9a-f]{64}))?$`,
);

/** https://github.com/distribution/reference. Without a registry the node's default decides where the image comes from. */
export const imageReference = valueRule<string>({
  code: "ENV_IMAGE_REFERENCE",
  states: "a full reference names registry, repository and a digest or a tag other than latest",
  fix: "write it with its digest, as in public.ecr.aws/nginx/nginx:1.29.1@sha256:…; a tag alone passes the policy no-mutable-tags only where that is audited or excepted",
  allows: (value) => {
    const [, tag, digest] = reference.exec(value) ?? [];
    return digest !== undefined || (tag !== undefined && tag !== "latest");
  },
});
