import fs from "node:fs";

/**
 * Says how much a proof looked at, in lines that `__tests__/runner/counts-reporter.cjs` prints when all suites are done;
 * none would prove nothing.
 */
export function printed(proof: string, count: number, what: string, details: readonly string[] = []): void {
  const { STRATA_COUNTS_FILE: file } = process.env;
  if (file) fs.appendFileSync(file, `${JSON.stringify({ proof, count, what, details })}\n`);
  expect(count).toBeGreaterThan(0);
}
