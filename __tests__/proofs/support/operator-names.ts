import { loadPolicy } from "@cloud-copilot/iam-policy";

/** Packages are shared by the suites of a worker: once is enough. */
const done = Symbol.for("strata: names of condition operators are remembered");

/**
 * For every condition of every call the simulator takes the operator's name apart anew, such as
 * `ForAnyValue:StringLikeIfExists`, and compares the parts by the rules of a language: a sixth of the proofs' time. There
 * are a dozen names, and its answers depend on nothing else: each is asked for once.
 */
export function rememberOperatorNames(): void {
  const operator = Object.getPrototypeOf(operationOf("StringEquals"));
  if (Object.hasOwn(operator, done)) return;
  const methods = ["setOperator", "isIfExists", "baseOperator"] as const;
  const remembering = methods.map((method) => [method, remembered(operator[method])]);
  Object.assign(operator, Object.fromEntries(remembering), { [done]: true });
}

type Operation = ReturnType<typeof operationOf>;

function remembered<T>(ask: (this: Operation) => T): (this: Operation) => T | undefined {
  const answers = new Map<string, T>();
  return function () {
    if (!answers.has(this.value())) answers.set(this.value(), ask.call(this));
    return answers.get(this.value());
  };
}

/** What the simulator makes of an operator's name. */
export function operationOf(name: string) {
  const Statement = [
    { Effect: "Allow", Action: "s3:*", Resource: "*", Condition: { [name]: { "aws:PrincipalArn": "x" } } },
  ];
  const [statement] = loadPolicy({ Version: "2012-10-17", Statement }).statements();
  const [condition] = statement?.conditions() ?? [];
  if (!condition) throw new Error(`${name} is no operator to the simulator`);
  return condition.operation();
}
