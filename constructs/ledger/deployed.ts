/** One stack's Terraform state, as far as the ledger asks. */
export interface DeployedStack {
  /** Attributes by address; of several instances under one address, those of the first. */
  readonly elements: ReadonlyMap<string, Readonly<Record<string, unknown>>>;
  readonly outputs: Readonly<Record<string, unknown>>;
}

interface StateFile {
  readonly outputs?: Readonly<Record<string, { readonly value: unknown }>>;
  readonly resources?: readonly {
    readonly mode: "managed" | "data";
    readonly type: string;
    readonly name: string;
    readonly instances: readonly { readonly attributes?: Readonly<Record<string, unknown>> }[];
  }[];
}

/** Reads a state as `terraform state pull` prints it; nothing at all where the stack was never applied. */
export function deployedIn(state: string): DeployedStack {
  const { resources = [], outputs = {} } = (state.trim() === "" ? {} : JSON.parse(state)) as StateFile;
  const elements = resources
    .filter(({ instances, type }) => instances.length > 0 && type !== "terraform_remote_state")
    .map(({ mode, type, name, instances }) => {
      const address = `${mode === "data" ? "data." : ""}${type}.${name}`;
      return [address, instances[0]?.attributes ?? {}] as const;
    });
  const values = Object.entries(outputs).map(([name, { value }]) => [name, value]);
  return { elements: new Map(elements), outputs: Object.fromEntries(values) };
}
