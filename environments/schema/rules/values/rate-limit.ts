import { wholeNumber } from "./whole-number";

/** https://docs.aws.amazon.com/waf/latest/APIReference/API_RateBasedStatement.html */
export const rateLimit = wholeNumber({
  code: "ENV_RATE_LIMIT",
  subject: "an address may send",
  unit: "requests in five minutes",
  from: 10,
  to: 2_000_000_000,
  example: 2000,
});
