import { allow, policyDocument } from "../policy-document";
import type { ControllerPolicy } from "./controller-context";

/**
 * The log shipper: into the three log groups that exist already, and it reads nothing back. The calls are those of the
 * plugin `cloudwatch_logs` of fluent-bit without `auto_create_group`.
 */
export const fluentBit: ControllerPolicy = ({ names }) => {
  const streams = ["applications", "system", "nodes"].map((part) =>
    names.arn("logs", `log-group:${names.logGroup(part)}:*`),
  );
  return policyDocument(allow("Deliver", ["logs:CreateLogStream", "logs:PutLogEvents"], streams));
};
