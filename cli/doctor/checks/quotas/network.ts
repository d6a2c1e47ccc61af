import { answerOf, asking } from "../../asking/ask";
import type { Check } from "../../check";
import { declaredOf } from "./declared";
import { judged } from "./judged";
import { quotaOf, raise } from "./service-quota";

/** What EC2 counts by region, with AWS's defaults. https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html */
const counted = [
  {
    what: "VPCs",
    type: "aws_vpc",
    list: ["describe-vpcs", "Vpcs"],
    quota: { service: "vpc", code: "L-F678F1CE", byDefault: 5 },
  },
  {
    what: "internet gateways",
    type: "aws_internet_gateway",
    list: ["describe-internet-gateways", "InternetGateways"],
    quota: { service: "vpc", code: "L-A4707A72", byDefault: 5 },
  },
  {
    what: "elastic IP addresses",
    type: "aws_eip",
    list: ["describe-addresses", "Addresses"],
    quota: { service: "ec2", code: "L-0263D0A3", byDefault: 5 },
  },
] as const;

interface Tagged {
  readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
}

export const networkQuotas: Check = {
  id: "quotas of the network",
  states: "the region has room for the environment's VPC and its addresses",
  concerns: ["managed-infrastructure"],
  run(context) {
    const { app, aws } = context;
    return asking(context, () =>
      Promise.all(
        counted.map(async ({ what, type, list: [operation, member], quota }) => {
          const things: readonly Tagged[] = (await answerOf(aws, ["ec2", operation]))[member] ?? [];
          const own = things.filter((one) => isOf(one, app.environment.name)).length;
          const declared = declaredOf(context, type);
          return judged({
            what,
            used: things.length,
            own,
            declared,
            quota: await quotaOf(aws, quota),
            fix: raise(quota),
          });
        }),
      ),
    );
  },
};

function isOf({ Tags = [] }: Tagged, environment: string): boolean {
  return Tags.some(({ Key, Value }) => Key === "strata:environment" && Value === environment);
}
