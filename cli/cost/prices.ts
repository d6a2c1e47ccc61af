/** Day of AWS's price list from which the table below was read. */
export const pricesAsOf = "2026-09-21";

/** What has a price by the hour or month whatever is done with it, in US dollars. */
export interface Prices {
  readonly natGatewayHour: number;
  /** For each zone that the endpoint has a subnet in. */
  readonly interfaceEndpointHour: number;
  readonly publicAddressHour: number;
  /** In standard support; extended support is six times as much. */
  readonly clusterHour: number;
  readonly keyMonth: number;
  readonly secretMonth: number;
  readonly zoneMonth: number;
  readonly webAclMonth: number;
  /** Of a web ACL; a group of rules that AWS manages counts as one. */
  readonly webAclRuleMonth: number;
}

/**
 * On-demand list prices of AWS's price list (the API behind the pages below), without taxes and discounts.
 * - https://aws.amazon.com/vpc/pricing/ (NAT gateways, public addresses)
 * - https://aws.amazon.com/privatelink/pricing/
 * - https://aws.amazon.com/eks/pricing/
 * - https://aws.amazon.com/kms/pricing/, https://aws.amazon.com/secrets-manager/pricing/
 * - https://aws.amazon.com/route53/pricing/ (the first 25 zones of an account)
 * - https://aws.amazon.com/waf/pricing/
 */
const everywhere = {
  publicAddressHour: 0.005,
  clusterHour: 0.1,
  keyMonth: 1,
  secretMonth: 0.4,
  zoneMonth: 0.5,
  webAclMonth: 5,
  webAclRuleMonth: 1,
};

/** Hours of a NAT gateway, and of an interface endpoint in one zone. */
const byRegion: Readonly<Record<string, readonly [natGatewayHour: number, interfaceEndpointHour: number]>> = {
  "af-south-1": [0.057, 0.01309],
  "ap-east-1": [0.065, 0.0143],
  "ap-east-2": [0.0558, 0.0126],
  "ap-northeast-1": [0.062, 0.014],
  "ap-northeast-2": [0.059, 0.013],
  "ap-northeast-3": [0.062, 0.014],
  "ap-south-1": [0.056, 0.013],
  "ap-south-2": [0.056, 0.013],
  "ap-southeast-1": [0.059, 0.013],
  "ap-southeast-2": [0.059, 0.013],
  "ap-southeast-3": [0.059, 0.013],
  "ap-southeast-4": [0.059, 0.013],
  "ap-southeast-5": [0.05015, 0.0117],
  "ap-southeast-6": [0.06195, 0.01365],
  "ap-southeast-7": [0.05015, 0.0117],
  "ca-central-1": [0.05, 0.011],
  "ca-west-1": [0.05, 0.011],
  "eu-central-1": [0.052, 0.012],
  "eu-central-2": [0.0572, 0.0132],
  "eu-north-1": [0.046, 0.0105],
  "eu-south-1": [0.05, 0.01155],
  "eu-south-2": [0.048, 0.011],
  "eu-west-1": [0.048, 0.011],
  "eu-west-2": [0.05, 0.011],
  "eu-west-3": [0.05, 0.011],
  "il-central-1": [0.0504, 0.01155],
  "me-central-1": [0.0528, 0.0121],
  "me-south-1": [0.0528, 0.0121],
  "mx-central-1": [0.04725, 0.0105],
  "sa-east-1": [0.093, 0.021],
  "us-east-1": [0.045, 0.01],
  "us-east-2": [0.045, 0.01],
  "us-west-1": [0.048, 0.011],
  "us-west-2": [0.045, 0.01],
};

/** The prices of a region; undefined where they are not known, as in China and GovCloud. */
export function pricesOf(region: string): Prices | undefined {
  if (!Object.hasOwn(byRegion, region)) return undefined;
  const [natGatewayHour, interfaceEndpointHour] = byRegion[region] as readonly [number, number];
  return { ...everywhere, natGatewayHour, interfaceEndpointHour };
}
