/** `--allow`, for commands that look at a plan. */
export const allowOption = { allow: { type: "string", multiple: true } } as const;

/** Whether it is spelled out, and no pattern. Keys of `for_each`, in quotes, may hold anything. */
export function isExactAddress(address: string): boolean {
  return address.includes(".") && !/[*?\s]/.test(address.replace(/"[^"]*"/g, ""));
}

/** The addresses that `--allow` names. `refuse` words a pattern: what is let through is spelled out, thing by thing. */
export function allowedAddresses(value: unknown, refuse: (problem: string) => Error): readonly string[] {
  const addresses = (value ?? []) as readonly string[];
  for (const address of addresses) {
    if (!isExactAddress(address)) {
      throw refuse(`--allow takes one exact Terraform address, such as aws_sqs_queue.orders, and not ${address}`);
    }
  }
  return addresses;
}
