/** Points at an object of HCP Terraform's. */
export interface Reference {
  readonly type: string;
  readonly id: string;
}

/** An object of HCP Terraform's API, as JSON:API writes it. */
export interface Item extends Reference {
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly relationships?: Readonly<Record<string, { readonly data?: Reference | readonly Reference[] | null }>>;
}

/** What is sent to create or update one. */
export interface Payload {
  readonly type: string;
  readonly id?: string;
  readonly attributes?: Readonly<Record<string, unknown>>;
  readonly relationships?: Readonly<Record<string, unknown>>;
}

/** The objects that a relationship points at. */
export function related(item: Item, relationship: string): readonly Reference[] {
  const data = item.relationships?.[relationship]?.data ?? [];
  return Array.isArray(data) ? data : [data as Reference];
}

/** An attribute that is a text; empty where there is none. */
export function textOf({ attributes }: Item, name: string): string {
  const value = attributes[name];
  return typeof value === "string" ? value : "";
}
