/** https://semver.org, with the `v` that some charts write; without wildcards, ranges and parts left out. */
export function isExactVersion(version: unknown): boolean {
  return typeof version === "string" && /^v?\d+\.\d+\.\d+(-[\w.-]+)?(\+[\w.-]+)?$/.test(version.trim());
}
