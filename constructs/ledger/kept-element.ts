import { TerraformDataSource, TerraformResource } from "cdktf";
import type { Construct } from "constructs";

export type Body = Readonly<Record<string, unknown>>;

/** A resource that stays declared exactly as it was applied, under its own address. */
class KeptResource extends TerraformResource {
  constructor(
    scope: Construct,
    id: string,
    terraformResourceType: string,
    private readonly body: Body,
  ) {
    super(scope, id, { terraformResourceType });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.body };
  }
}

class KeptDataSource extends TerraformDataSource {
  constructor(
    scope: Construct,
    id: string,
    terraformResourceType: string,
    private readonly body: Body,
  ) {
    super(scope, id, { terraformResourceType });
  }

  protected override synthesizeAttributes(): Record<string, unknown> {
    return { ...this.body };
  }
}

/** `address`: as in `aws_iam_role.apps_storefront-web_role` or `data.aws_vpc.network_vpc`. */
export function declareKept(scope: Construct, address: string, body: Body): void {
  const [type = "", name = ""] = address.replace(/^data\./, "").split(".");
  const Kept = address.startsWith("data.") ? KeptDataSource : KeptResource;
  new Kept(scope, address.replaceAll(".", "--"), type, body).overrideLogicalId(name);
}
