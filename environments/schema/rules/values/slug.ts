import { valueRule } from "../value-rule";

/** The name that is nearest to a text in another notation: `prod-eu` for `Prod_EU`. Empty where nothing is left. */
export function slugOf(text: string): string {
  return (
    text
      .toLowerCase()
      .match(/[a-z0-9]+/g)
      ?.join("-") ?? ""
  );
}

/**
 * What Kubernetes, IAM, S3, RDS and ElastiCache all take in a name. RDS and ElastiCache refuse two hyphens in a row and
 * one at the end; Kubernetes services start with a letter.
 */
export const slugShape = valueRule<string>({
  code: "ENV_NAME_SHAPE",
  states: "a name starts with a letter and has lower-case letters, digits and single hyphens between them",
  fix: (value) => {
    const words = slugOf(value);
    return /^[a-z]/.test(words) ? `write "${words}"` : "start it with a letter, as in web";
  },
  allows: (value) => /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(value),
});
