/** The living fork of cdktf, in the release that this repository was tried with. https://github.com/open-constructs/cdk-terrain */
export const fork = { name: "cdktn", version: "0.24.0" } as const;

interface Package {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly overrides?: Readonly<Record<string, unknown>>;
}

/**
 * A package.json that takes the fork for `cdktf`. The override is for the providers' bindings, whose peer dependency is
 * cdktf's own release. The command of cdktf brings a cdktf with it, so it is left out.
 */
export function onFork(text: string, version: string = fork.version): string {
  const whole = JSON.parse(text) as Package;
  const { "cdktf-cli": _, ...devDependencies } = whole.devDependencies ?? {};
  const dependencies = { ...whole.dependencies, cdktf: `npm:${fork.name}@${version}` };
  const overrides = { ...whole.overrides, cdktf: "$cdktf" };
  return `${JSON.stringify({ ...whole, dependencies, devDependencies, overrides }, null, 2)}\n`;
}
