import type { PlatformStackId as StackId } from "../../constructs/stack/stack-id";
import type { SynthesizedPlatform } from "./demo";

/** What a stack has read of an earlier one's outputs, whole or by key. */
const output = /\$\{data\.terraform_remote_state\.([\w-]+)\.outputs\.(\w+)(?:\["([^"]+)"\])?\}/g;
const objectName = /\$\{(kubernetes_\w+)\.([\w-]+)\.metadata\[0\]\.name\}/g;
const repositoryUrl = /\$\{aws_ecr_repository\.([\w-]+)\.repository_url\}/g;

/** A text as Terraform will know it, as far as names of objects and repositories of images go. */
export function resolvedText(platform: SynthesizedPlatform, stack: StackId, text: string): string {
  return text
    .replace(output, (whole, producer: StackId, name: string, key?: string) => {
      const value = platform[producer].json.output?.[name]?.value;
      const one = key === undefined ? value : value?.[key];
      return typeof one === "string" ? resolvedText(platform, producer, one) : whole;
    })
    .replace(objectName, (_, type: string, name: string) => platform[stack].named(type, name).metadata.name)
    .replace(repositoryUrl, (_, name: string) => {
      const { name: repository } = platform[stack].named("aws_ecr_repository", name);
      return `${registryOf(platform)}/${repository}`;
    });
}

/** The registry of the account and region that the provider is for. */
function registryOf(platform: SynthesizedPlatform): string {
  const [{ region, allowed_account_ids: accounts }] = platform["managed-infrastructure"].json.provider.aws;
  return `${accounts[0]}.dkr.ecr.${region}.amazonaws.com`;
}
