import type { AwsService } from "../../environments/schema/data/aws-services";
import type { Emulator } from "../../environments/schema/emulator";

/** Where an emulator answers for a service. */
export function endpointOf({ endpoint, endpoints }: Emulator, service: AwsService): string {
  return endpoints?.[service] ?? endpoint;
}

/** Which checks are skipped before an emulator, with what its section leaves out. */
export function checksSkipped({ skip }: Emulator) {
  const { credentialsValidation = false, metadataApiCheck = true, regionValidation = false } = skip ?? {};
  return { credentialsValidation, metadataApiCheck, regionValidation };
}

/** Variables with which the `aws` command takes a role and signs a token at the emulator's STS. */
export function stsVariables(emulator: Emulator): Readonly<Record<string, string>> {
  return {
    AWS_ENDPOINT_URL_STS: endpointOf(emulator, "sts"),
    ...(emulator.caBundle && { AWS_CA_BUNDLE: emulator.caBundle }),
  };
}
