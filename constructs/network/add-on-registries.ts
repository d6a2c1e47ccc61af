import { ConfigError } from "../errors";

/** Most regions of the partition `aws` share one account. */
const shared = "602401143452";

/**
 * AWS's own accounts with the images of EKS add-ons, by region, each with its registry in the region itself.
 * https://docs.aws.amazon.com/eks/latest/userguide/add-ons-images.html; GovCloud: awslabs/amazon-eks-ami
 */
const accounts: Readonly<Record<string, string>> = {
  "af-south-1": "877085696533",
  "ap-east-1": "800184023465",
  "ap-east-2": "533267051163",
  "ap-northeast-1": shared,
  "ap-northeast-2": shared,
  "ap-northeast-3": shared,
  "ap-south-1": shared,
  "ap-south-2": "900889452093",
  "ap-southeast-1": shared,
  "ap-southeast-2": shared,
  "ap-southeast-3": "296578399912",
  "ap-southeast-4": "491585149902",
  "ap-southeast-5": "151610086707",
  "ap-southeast-6": "333609536671",
  "ap-southeast-7": "121268973566",
  "ca-central-1": shared,
  "ca-west-1": "761377655185",
  "cn-north-1": "918309763551",
  "cn-northwest-1": "961992271922",
  "eu-central-1": shared,
  "eu-central-2": "900612956339",
  "eu-north-1": shared,
  "eu-south-1": "590381155156",
  "eu-south-2": "455263428931",
  "eu-west-1": shared,
  "eu-west-2": shared,
  "eu-west-3": shared,
  "il-central-1": "066635153087",
  "me-central-1": "759879836304",
  "me-south-1": "558608220178",
  "mx-central-1": "730335286997",
  "sa-east-1": shared,
  "us-east-1": shared,
  "us-east-2": shared,
  "us-gov-east-1": "151742754352",
  "us-gov-west-1": "013241004608",
  "us-west-1": shared,
  "us-west-2": shared,
};

/** Account whose registry holds the images of EKS add-ons in the region. */
export function addOnRegistryAccount(region: string): string {
  const account = Object.hasOwn(accounts, region) ? accounts[region] : undefined;
  if (account) return account;
  throw new ConfigError("Interface endpoints", [
    {
      place: "region",
      value: region,
      problem: "it is not known which account holds the images of EKS add-ons there, and nodes could not pull them",
      fix: "add the region to constructs/network/add-on-registries.ts, from the page of the EKS user guide named there",
      code: "NETWORK_ADD_ON_REGISTRY",
    },
  ]);
}
