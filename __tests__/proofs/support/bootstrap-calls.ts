import type { AwsApis } from "../../../cli/aws/apis";
import { serviceLinkedRoles } from "../../../constructs/bootstrap/service-linked-roles";
import type { Environment } from "../../../environments/schema/environment";
import type { Call } from "./simulator";
import type { State } from "./states";

type Input = Readonly<Record<string, string>>;

/** Names that IAM has for another operation than the API's. https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetPublicAccessBlock.html */
const renamed: Readonly<Record<string, string>> = { GetPublicAccessBlock: "GetBucketPublicAccessBlock" };

/** The same APIs, noting what is called as IAM is asked about it. */
export function bootstrapCalls(apis: AwsApis, states: readonly State[], environment: Environment) {
  const { aws, name } = environment;
  const calls: Call[] = [];
  const region = { "aws:RequestedRegion": aws.region };
  const linked = ({ RoleName }: Input) => {
    const found = serviceLinkedRoles(environment).find(({ role }) => role === RoleName);
    return `arn:aws:iam::${aws.accountId}:role/aws-service-role/${found?.service}/${RoleName}`;
  };
  const ofKey = ({ KeyId }: Input): Partial<Call> => {
    const state = states.find(({ alias, key }) => alias === KeyId || key === KeyId);
    const aliases = { "kms:ResourceAliases": [state?.alias ?? ""] };
    return { resource: state?.key, context: { ...region, ...aliases }, resourcePolicy: state?.policies.keyPolicy };
  };
  const asked: Readonly<Record<string, (input: Input) => Partial<Call>>> = {
    cloudformation: () => ({
      resource: `arn:aws:cloudformation:${aws.region}:${aws.accountId}:stack/strata-${name}-bootstrap/1`,
      context: region,
    }),
    iam: (input) => ({ resource: linked(input), context: { "aws:RequestedRegion": "us-east-1" } }),
    kms: ofKey,
    s3: ({ Bucket }) => ({ resource: `arn:aws:s3:::${Bucket}`, context: region }),
  };
  const noted = <Api extends object>(api: Api, service: string): Api =>
    new Proxy(api, {
      get: (target, method: string) => async (input: Input) => {
        const operation = `${method.charAt(0).toUpperCase()}${method.slice(1)}`;
        const about = asked[service]?.(input);
        if (!about?.resource) throw new Error(`${service}:${operation} is asked on nothing that is known`);
        calls.push({ action: `${service}:${renamed[operation] ?? operation}`, resource: about.resource, ...about });
        return (target[method as keyof Api] as (input: Input) => unknown)(input);
      },
    });
  return {
    calls: calls as readonly Call[],
    apis: {
      cloudFormation: noted(apis.cloudFormation, "cloudformation"),
      iam: noted(apis.iam, "iam"),
      kms: noted(apis.kms, "kms"),
      s3: noted(apis.s3, "s3"),
      // Nobody needs a right to ask who he is.
      sts: apis.sts,
    },
  };
}
