import {
  DataTerraformRemoteStateS3,
  S3Backend,
  type S3BackendConfig,
  type TerraformBackend,
  type TerraformRemoteState,
  type TerraformStack,
} from "cdktf";
import type { Environment } from "../../environments/schema/environment";
import type { State } from "../../environments/schema/state";
import { type Names, namesOf } from "../names";
import { checksSkipped, endpointOf } from "../stack/emulated";
import type { StackId } from "../stack/stack-id";
import type { StateLocation } from "./state-location";

/** What `terraform init` takes and cdktf 0.21's own type does not know yet; the backend passes it through. */
interface S3Settings extends S3BackendConfig {
  readonly useLockfile?: boolean;
  readonly allowedAccountIds: string[];
  readonly endpoints?: Readonly<Record<string, string>>;
  readonly usePathStyle?: boolean;
  readonly customCaBundle?: string;
}

/** A bucket and a KMS key of its own for every state: so a role that reads one has no way to another. */
export class S3State implements StateLocation {
  private readonly names: Names;

  constructor(
    private readonly environment: Environment,
    private readonly state: Extract<State, { kind: "s3" }>,
  ) {
    this.names = namesOf(environment);
  }

  keepStateOf(stack: TerraformStack, id: StackId, roleArn?: string): TerraformBackend {
    const settings: S3Settings = {
      ...this.settings(id, roleArn),
      encrypt: true,
      kmsKeyId: this.keyAlias(id),
      useLockfile: true,
    };
    return new S3Backend(stack, settings);
  }

  readStateOf(producer: StackId, reader: TerraformStack, roleArn?: string): TerraformRemoteState {
    return new DataTerraformRemoteStateS3(reader, producer, this.settings(producer, roleArn));
  }

  describe(id: StackId): string {
    return `s3://${this.bucket(id)}/${this.key(id)}`;
  }

  private bucket(id: StackId): string {
    return this.names.stateBucket(id, this.state.bucketPrefix);
  }

  private key(id: StackId): string {
    return this.names.stateObject(id);
  }

  private get region(): string {
    return this.state.region ?? this.environment.aws.region;
  }

  /** By alias: the id of a key is not known before bootstrap has made it. */
  private keyAlias(id: StackId): string {
    const { partition, accountId } = this.environment.aws;
    return `arn:${partition}:kms:${this.region}:${accountId}:${this.names.stateKeyAlias(id)}`;
  }

  private settings(id: StackId, roleArn?: string): S3Settings {
    return {
      bucket: this.bucket(id),
      key: this.key(id),
      region: this.region,
      allowedAccountIds: [this.environment.aws.accountId],
      ...(roleArn && { assumeRole: { roleArn } }),
      ...this.emulatorSettings(),
    };
  }

  private emulatorSettings(): Partial<S3Settings> {
    const { emulator } = this.environment;
    if (!emulator) return {};
    const skip = checksSkipped(emulator);
    return {
      endpoints: Object.fromEntries((["s3", "sts", "iam"] as const).map((name) => [name, endpointOf(emulator, name)])),
      usePathStyle: emulator.s3PathStyle ?? true,
      skipMetadataApiCheck: skip.metadataApiCheck,
      ...(skip.credentialsValidation && { skipCredentialsValidation: true }),
      ...(skip.regionValidation && { skipRegionValidation: true }),
      ...(emulator.caBundle && { customCaBundle: emulator.caBundle }),
    };
  }
}
