import { entryRule, valueRule } from "../value-rule";

type Tags = Readonly<Record<string, string>>;

const taken = /^(aws|strata):/i;
const characters = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export const tagKey = entryRule<Tags>({
  code: "ENV_TAG_KEY",
  states: "the key of a tag has 1 to 128 letters, digits, spaces or any of _ . : / = + - @",
  fix: "shorten the key, or leave the other characters out",
  offenders: (tags) => Object.keys(tags).filter((key) => key === "" || key.length > 128 || !characters.test(key)),
});

/** https://docs.aws.amazon.com/tag-editor/latest/userguide/best-practices-and-strats.html */
export const tagValue = entryRule<Tags>({
  code: "ENV_TAG_VALUE",
  states: "the value of a tag has up to 256 letters, digits, spaces or any of _ . : / = + - @",
  fix: "shorten the value, or leave the other characters out",
  offenders: (tags) =>
    Object.entries(tags).flatMap(([key, value]) => (value.length > 256 || !characters.test(value) ? [key] : [])),
});

/** AWS refuses `aws:`; permissions rest on the `strata:` tags, so nobody but the platform sets them. */
export const tagPrefix = entryRule<Tags>({
  code: "ENV_TAG_PREFIX",
  states: "the prefixes aws: and strata: are taken, by AWS and by the platform",
  fix: "write the key with a prefix of your own, or with none",
  offenders: (tags) => Object.keys(tags).filter((key) => taken.test(key)),
});

/** A resource takes 50 tags; ten are left to the platform and to Kubernetes. */
export const tagCount = valueRule<Tags>({
  code: "ENV_TAG_COUNT",
  states:
    "an environment has up to 40 tags, since AWS takes 50 on a resource and the platform and Kubernetes add theirs",
  fix: "leave tags out until 40 are left",
  allows: (tags) => Object.keys(tags).length <= 40,
});
