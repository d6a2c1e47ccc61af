import { valueRule } from "../value-rule";
import { wholeNumber } from "./whole-number";

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/HowItWorks.NamingRulesDataTypes.html */
export const attributeName = valueRule<string>({
  code: "ENV_TABLE_ATTRIBUTE",
  states: "a name of an attribute has 1 to 255 letters, digits, hyphens, dots and underscores",
  fix: "write it as in orderId",
  allows: (value) => /^[A-Za-z0-9._-]{1,255}$/.test(value),
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Constraints.html */
export const indexCount = valueRule<readonly unknown[]>({
  code: "ENV_TABLE_INDEXES",
  states: "a table has 20 indexes at most",
  fix: "leave some out",
  allows: (value) => value.length <= 20,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/ServiceQuotas.html: 40,000 units for one table. */
export const tableUnits = wholeNumber({
  code: "ENV_TABLE_CAPACITY",
  subject: "a table with provisioned capacity has",
  unit: "units",
  from: 1,
  to: 40000,
  example: 10,
});

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_PointInTimeRecoverySpecification.html */
export const recoveryDays = wholeNumber({
  code: "ENV_TABLE_RECOVERY",
  subject: "point-in-time recovery of DynamoDB reaches back",
  unit: "days",
  from: 1,
  to: 35,
  example: 35,
});
