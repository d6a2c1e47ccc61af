/**
 * GuardDuty's own accounts with the images of its agent for EKS, by region, each with its registry in the region itself.
 * https://docs.aws.amazon.com/guardduty/latest/ug/runtime-monitoring-ecr-repository-gdu-agent.html
 */
const accounts: Readonly<Record<string, string>> = {
  "af-south-1": "379032919888",
  "ap-east-1": "790429075973",
  "ap-northeast-1": "781592569369",
  "ap-northeast-2": "732248494576",
  "ap-northeast-3": "810724417379",
  "ap-south-1": "610108029387",
  "ap-south-2": "618745550137",
  "ap-southeast-1": "584580519942",
  "ap-southeast-2": "011662287384",
  "ap-southeast-3": "617474730032",
  "ap-southeast-4": "750462861327",
  "ca-central-1": "001188825231",
  "eu-central-1": "409493279830",
  "eu-central-2": "718440343717",
  "eu-north-1": "366771026645",
  "eu-south-1": "528450769569",
  "eu-south-2": "531047660167",
  "eu-west-1": "673884943994",
  "eu-west-2": "109118265657",
  "eu-west-3": "113643092156",
  "il-central-1": "292660727137",
  "me-central-1": "601769779514",
  "me-south-1": "541829937850",
  "sa-east-1": "941219317354",
  "us-east-1": "031903291036",
  "us-east-2": "591382732059",
  "us-west-1": "373421517865",
  "us-west-2": "039403964562",
};

/**
 * Account of GuardDuty whose registry holds its agent in the region. None in regions that came later and in GovCloud:
 * there the agent lies with the EKS add-ons alone, where its newer versions lie everywhere. China has no agent.
 */
export function guardDutyRegistryAccount(region: string): string | undefined {
  return Object.hasOwn(accounts, region) ? accounts[region] : undefined;
}
