import { valueRule } from "../value-rule";

/**
 * What Kubernetes, IAM, S3, RDS and ElastiCache all take in a name. RDS and ElastiCache refuse two hyphens in a row and
 * one at the end; Kubernetes services start with a letter.
 */
export const slugShape = valueRule<string>({
  code: "ENV_NAME_SHAPE",
  states: "a name starts with a letter and has lower-case letters, digits and single hyphens between them",
  fix: (value) => {
    const words =
      value
        .toLowerCase()
        .match(/[a-z0-9]+/g)
        ?.join("-") ?? "";
    return /^[a-z]/.test(words) ? `write "${words}"` : "start it with a letter, as in web";
  },
  allows: (value) => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value),
});
