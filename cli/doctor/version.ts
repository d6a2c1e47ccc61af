/** The first version that a text holds, as its numbers: `Terraform v1.11.4` gives [1, 11, 4]. */
export function versionIn(text: string): readonly number[] | undefined {
  const [version] = /\d+(\.\d+)+/.exec(text) ?? [];
  return version?.split(".").map(Number);
}

/** Whether a version is the wanted one or a later one; what either leaves out counts as 0. */
export function atLeast(version: readonly number[], wanted: readonly number[]): boolean {
  for (let index = 0; index < Math.max(version.length, wanted.length); index++) {
    const difference = (version[index] ?? 0) - (wanted[index] ?? 0);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
