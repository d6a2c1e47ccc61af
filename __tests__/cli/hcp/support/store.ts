import type { Reference } from "../../../../cli/hcp/api/document";

export type Attributes = Record<string, unknown>;

/** An object that the stand-in keeps. */
export interface Kept {
  readonly id: string;
  readonly type: string;
  readonly attributes: Attributes;
  readonly relationships: Record<string, { data: Reference | Reference[] | null }>;
  /** Id of what it belongs to. */
  readonly owner: string;
}

/** What an answer is when it is none of success. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    /** JSON:API error objects, as HCP Terraform writes them. */
    readonly errors: readonly { status: string; title: string; detail?: string }[],
  ) {
    super(String(status));
  }
}

export function refuse(status: number, title: string, detail?: string): Refused {
  return new Refused(status, [{ status: String(status), title, ...(detail !== undefined && { detail }) }]);
}

/** Objects by id. */
export class Store {
  private readonly kept = new Map<string, Kept>();
  private count = 0;

  add(
    type: string,
    prefix: string,
    attributes: Attributes,
    owner = "",
    relationships: Kept["relationships"] = {},
  ): Kept {
    this.count += 1;
    const item = { id: `${prefix}-${String(this.count).padStart(16, "0")}`, type, attributes, relationships, owner };
    this.kept.set(item.id, item);
    return item;
  }

  all(type: string, owner?: string): Kept[] {
    return [...this.kept.values()].filter((one) => one.type === type && (owner === undefined || one.owner === owner));
  }

  /** HCP Terraform answers 404 for what is not there and for what the token may not see. */
  get(type: string, id: string): Kept {
    const found = this.kept.get(id);
    if (found?.type !== type) throw refuse(404, "not found");
    return found;
  }

  named(type: string, name: string): Kept {
    const found = this.all(type).find(({ attributes }) => attributes.name === name);
    if (!found) throw refuse(404, "not found");
    return found;
  }

  remove(type: string, id: string): void {
    this.get(type, id);
    this.kept.delete(id);
  }
}
