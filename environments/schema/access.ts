import { z } from "zod";
import { list } from "./field";
import { principalArn } from "./primitives";
import { someAdministrator } from "./rules/values/administrators";
import { distinct } from "./rules/values/distinct";

const nobody = () => list(principalArn, distinct).default([]);

export const access = {
  /**
   * Who may change the root of trust and the state buckets' policies: IAM ARN patterns, as in
   * `arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/eu-central-1/AWSReservedSSO_PlatformRoot_*`.
   */
  rootAdministrators: list(principalArn, someAdministrator, distinct),
  /**
   * Where Terraform runs: on runners inside the VPC, or outside of it, which needs a public Kubernetes endpoint.
   * @default "in-vpc"
   */
  runners: z.enum(["in-vpc", "public"]).default("in-vpc"),
  /** Who may assume the people's roles: IAM ARN patterns of SSO roles or of IAM users. Each is empty by default. */
  people: z
    .strictObject({
      /** For the day when everything else fails; its use raises an alarm. */
      breakGlass: nobody(),
      /** Run the cluster day by day. */
      operators: nobody(),
      /** Log in to databases as their administrator. */
      databaseAdministrators: nobody(),
      /** Read everything but data. */
      auditors: nobody(),
    })
    .prefault({}),
};
