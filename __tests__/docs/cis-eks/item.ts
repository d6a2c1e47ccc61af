/** One recommendation of the benchmark. */
export interface Item {
  /** Number, such as "5.4.2". */
  readonly id: string;
  readonly title: string;
}

/** A recommendation that what Terraform declares meets. */
export interface MetItem extends Item {
  /** Files whose constructs meet it. */
  readonly constructs: readonly string[];
  /** Tests that turn red without it: titles by file, as they are written there. */
  readonly tests: Readonly<Record<string, readonly string[]>>;
  /** What the item is not met in, and why. @default - nothing */
  readonly except?: string;
}

/** A recommendation that no Terraform configuration can meet or break. */
export interface ElsewhereItem extends Item {
  /** Who decides it, and how. */
  readonly decidedBy: string;
}
