import { AwsProvider, type AwsProviderConfig } from "@cdktf/provider-aws/lib/provider";
import { type AwsService, awsServices } from "../../environments/schema/data/aws-services";
import { checksSkipped, endpointOf } from "./emulated";
import { ownershipTags } from "./ownership-tags";
import type { PlatformStack } from "./platform-stack";
import { qualifyProviderSource } from "./provider-source";

/** The stack's one AWS provider: one account, one region, ownership tags, and in a terminal its own role. */
export function awsProvider(stack: PlatformStack): AwsProvider {
  const { aws, name } = stack.environment;
  qualifyProviderSource(stack, "aws");
  return new AwsProvider(stack, "aws", {
    region: aws.region,
    allowedAccountIds: [aws.accountId],
    defaultTags: [{ tags: { ...aws.tags, ...ownershipTags(name, stack.id) } }],
    ...(stack.deployerRoleArn && { assumeRole: [{ roleArn: stack.deployerRoleArn }] }),
    ...emulatorSettings(stack),
  });
}

/** Every service of the stacks by name: one that is left out would be called at AWS, with the caller's credentials. */
function emulatorSettings({ environment: { emulator } }: PlatformStack): Partial<AwsProviderConfig> {
  if (!emulator) return {};
  const skip = checksSkipped(emulator);
  return {
    endpoints: [Object.fromEntries(awsServices.map((service) => [propertyOf(service), endpointOf(emulator, service)]))],
    s3UsePathStyle: emulator.s3PathStyle ?? true,
    skipMetadataApiCheck: String(skip.metadataApiCheck),
    ...(skip.credentialsValidation && { skipCredentialsValidation: true }),
    ...(skip.regionValidation && { skipRegionValidation: true }),
    ...(emulator.caBundle && { customCaBundle: emulator.caBundle }),
  };
}

/** The bindings write one service's name in another way than the provider. */
function propertyOf(service: AwsService): string {
  return service === "s3control" ? "s3Control" : service;
}
