import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { Fn } from "cdktf";
import type { Construct } from "constructs";
import { metadataOf, type WorkloadObject } from "./labels";
import { literal } from "./literal";

/** Texts by name, for all to read: never a secret, since they stand in the state as well. */
class PlainTexts extends ConfigMapV1 {
  constructor(
    scope: Construct,
    id: string,
    object: WorkloadObject,
    suffix: string,
    texts: Readonly<Record<string, string>>,
  ) {
    const data = Object.fromEntries(Object.entries(texts).map(([name, value]) => [name, literal(value)]));
    super(scope, id, { metadata: metadataOf(object, suffix), data });
  }

  /**
   * Hash of the content. Containers read their settings when they start, so pods that carry this in an annotation
   * are replaced, gradually, when something changes. It refers to the map so that endpoints from other stacks count.
   */
  get contentHash(): string {
    return Fn.sha256(Fn.jsonencode(this.data));
  }

  /** Name of the map, known at synth. */
  get mapName(): string {
    return this.metadataInput?.name ?? this.metadata.name;
  }
}

export interface SettingsProps extends WorkloadObject {
  /** Environment variables by name. */
  readonly values: Readonly<Record<string, string>>;
}

/** The plain settings of a workload, handed to its containers as environment variables. */
export class Settings extends PlainTexts {
  constructor(scope: Construct, id: string, { values, ...object }: SettingsProps) {
    super(scope, id, object, "-settings", values);
  }
}

export interface ConfigFilesProps extends WorkloadObject {
  /** Files by name. */
  readonly contents: Readonly<Record<string, string>>;
}

/** The configuration files of a workload, mounted into its containers. */
export class ConfigFiles extends PlainTexts {
  constructor(scope: Construct, id: string, { contents, ...object }: ConfigFilesProps) {
    super(scope, id, object, "-files", contents);
  }
}
