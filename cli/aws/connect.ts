import fs from "node:fs";
import https from "node:https";
import { endpointOf } from "../../constructs/stack/emulated";
import type { AwsService } from "../../environments/schema/data/aws-services";
import type { Emulator } from "../../environments/schema/emulator";
import type { Environment } from "../../environments/schema/environment";
import type { AwsApis } from "./apis";

export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** Connects to AWS as somebody. @default - as whom the SDK finds in the shell: variables, profile, SSO session, machine */
export type Connect = (credentials?: Credentials) => Promise<AwsApis>;

/**
 * AWS, or what an environment has in its place, in one region whatever the shell says. The SDK is loaded at the first
 * call: it takes longer than most commands.
 */
export function connectTo({ emulator }: Pick<Environment, "emulator">, region: string): Connect {
  return async (credentials) => {
    // It would warn of versions to come, while the installed ones are pinned and run on every Node.js that the platform takes.
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED ??= "true";
    const [{ CloudFormation }, { IAM }, { KMS }, { S3 }, { STS }] = await Promise.all([
      import("@aws-sdk/client-cloudformation"),
      import("@aws-sdk/client-iam"),
      import("@aws-sdk/client-kms"),
      import("@aws-sdk/client-s3"),
      import("@aws-sdk/client-sts"),
    ]);
    const settings = settingsFor(emulator, region, credentials);
    const forcePathStyle = emulator ? (emulator.s3PathStyle ?? true) : false;
    return {
      cloudFormation: new CloudFormation(settings("cloudformation")),
      iam: new IAM(settings("iam")),
      kms: new KMS(settings("kms")),
      s3: new S3({ ...settings("s3"), forcePathStyle }),
      sts: new STS(settings("sts")),
    };
  };
}

/** What a client of the SDK takes for a service. */
export function settingsFor(emulator: Emulator | undefined, region: string, credentials?: Credentials) {
  const general = { region, maxAttempts: 5, ...(credentials && { credentials }), ...connection(emulator) };
  return (service: AwsService) => ({ ...general, ...(emulator && { endpoint: endpointOf(emulator, service) }) });
}

/** Without them a connection that hangs would hold up an interruption for good. */
const timeouts = { connectionTimeout: 10_000, requestTimeout: 60_000, throwOnRequestTimeout: true };

function connection(emulator: Emulator | undefined) {
  if (!emulator) return { requestHandler: timeouts };
  const { caBundle } = emulator;
  const httpsAgent = caBundle && new https.Agent({ ca: fs.readFileSync(caBundle) });
  return { requestHandler: { ...timeouts, ...(httpsAgent && { httpsAgent }) } };
}
