/**
 * Where Route 53 looks for the keys that sign, wherever the platform is.
 * https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-cmk-requirements.html
 */
export const signingRegion = "us-east-1";
