import {
  DefaultTokenResolver,
  type IPostProcessor,
  type IResolvable,
  type IResolveContext,
  StringConcat,
  Tokenization,
} from "cdktf";
import type { Construct } from "constructs";

type Values = Readonly<Record<string, unknown>>;

/** What stands for a value that only Terraform knows, by how its expression ends; anything else is `placeholder`. */
const placeholders: readonly (readonly [expression: RegExp, placeholder: string])[] = [
  [/\bvpc_id\}$/, "vpc-0123456789abcdef0"],
  [/subnet_ids?(\["[^"]*"\])?\}$/, "subnet-0123456789abcdef0"],
  [/security_group_id\}$/, "sg-0123456789abcdef0"],
  [/\bzone_ids?(\["[^"]*"\])?\}$/, "Z0123456789ABCDEFGHIJ"],
  [/(\barn|_arns?(\["[^"]*"\])?)\}$/, "arn:aws:service:eu-central-1:111122223333:placeholder"],
];

/** Values as Helm gets them, with placeholders for what only Terraform knows. */
export function plainValues(scope: Construct, values: Values): Values {
  const resolved = Tokenization.resolve(values, { scope, preparing: false, resolver: new Placeholders() });
  // As in YAML: what is undefined is not there.
  return JSON.parse(JSON.stringify(resolved));
}

class Placeholders extends DefaultTokenResolver {
  constructor() {
    super(new StringConcat());
  }

  override resolveToken(token: IResolvable, context: IResolveContext, postProcessor: IPostProcessor): unknown {
    const resolved = super.resolveToken(token, context, postProcessor);
    return typeof resolved === "string" && resolved.includes("${") ? placeholderOf(resolved) : resolved;
  }

  override resolveList(list: string[], context: IResolveContext): unknown {
    return [super.resolveList(list, context)].flat();
  }

  override resolveMap(map: Record<string, unknown>, context: IResolveContext): unknown {
    const resolved = super.resolveMap(map, context);
    return typeof resolved === "string" ? { placeholder: resolved } : resolved;
  }
}

function placeholderOf(expression: string): string {
  return placeholders.find(([pattern]) => pattern.test(expression))?.[1] ?? "placeholder";
}
