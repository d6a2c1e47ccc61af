/** Says how much a proof looked at; none would prove nothing. */
export function printed(proof: string, count: number, what: string): void {
  process.stdout.write(`${proof}: ${count} ${what}\n`);
  expect(count).toBeGreaterThan(0);
}
