import type { TerraformJson } from "../output/terraform-json";

/** Where a stack's state lies in S3. */
export interface S3Place {
  readonly bucket: string;
  readonly key: string;
}

/** The state's place in S3; undefined where it lies elsewhere. */
export function s3PlaceOf({ terraform }: TerraformJson): S3Place | undefined {
  return terraform?.backend?.s3;
}

/** For people: `s3://bucket/key`, `organization/workspace`, or a file. */
export function placeOfState(stack: TerraformJson): string {
  const s3 = s3PlaceOf(stack);
  if (s3) return `s3://${s3.bucket}/${s3.key}`;
  const { cloud, backend } = stack.terraform ?? {};
  if (cloud) return `${cloud.organization}/${cloud.workspaces?.name}`;
  return String(backend?.local?.path ?? "").replace(/^(\.\.\/)+/, "");
}
