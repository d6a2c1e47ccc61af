/** `cdk.tf.json` of one stack, as far as the report reads it. */
export interface TerraformJson {
  readonly resource?: Named;
  readonly data?: Named;
  readonly output?: Readonly<Record<string, { readonly value?: unknown }>>;
  readonly provider?: Readonly<Record<string, readonly Body[]>>;
  readonly terraform?: Body;
}

type Named = Readonly<Record<string, Readonly<Record<string, Body>>>>;

// biome-ignore lint/suspicious/noExplicitAny: arguments have as many shapes as the providers have types
export type Body = Readonly<Record<string, any>>;

/** A resource as it stands in the output. */
export interface Element {
  /** Terraform type, such as `aws_vpc`. */
  readonly type: string;
  /** Terraform address, such as `aws_vpc.network_vpc`. */
  readonly address: string;
  /** Path of its construct, without the stack's own part. */
  readonly path: string;
  readonly body: Body;
}

/** The resources of a stack, by type and name. */
export function resourcesIn({ resource = {} }: TerraformJson): readonly Element[] {
  return Object.entries(resource).flatMap(([type, named]) =>
    Object.entries(named).map(([name, body]) => ({
      type,
      address: `${type}.${name}`,
      path: String(body["//"]?.metadata?.path ?? name).replace(/^[^/]*\//, ""),
      body,
    })),
  );
}
