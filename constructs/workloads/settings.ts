import { ConfigMapV1 } from "@cdktf/provider-kubernetes/lib/config-map-v1";
import { Fn, Token } from "cdktf";
import type { Construct } from "constructs";
import { metadataOf, type WorkloadObject } from "./labels";

export interface SettingsProps extends WorkloadObject {
  /** Environment variables by name. Never a secret: they stand in the state and in the ConfigMap for all to read. */
  readonly values: Readonly<Record<string, string>>;
}

/** The plain settings of a workload, handed to its containers as environment variables. */
export class Settings extends ConfigMapV1 {
  constructor(scope: Construct, id: string, { values, ...object }: SettingsProps) {
    const data = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, literal(value)]));
    super(scope, id, { metadata: metadataOf(object, "-settings"), data });
  }

  /**
   * Hash of the content. Containers read their environment when they start, so pods that carry this in an annotation
   * are replaced, gradually, when a setting changes. It refers to the map so that endpoints from other stacks count.
   */
  get contentHash(): string {
    return Fn.sha256(Fn.jsonencode(this.data));
  }

  /** Name of the map, known at synth. */
  get mapName(): string {
    return this.metadataInput?.name ?? this.metadata.name;
  }
}

/** Terraform would evaluate `${…}` and `%{…}` in a setting that was meant as it stands. */
function literal(value: string): string {
  return Token.isUnresolved(value) ? value : value.replaceAll("${", () => "$${").replaceAll("%{", () => "%%{");
}
