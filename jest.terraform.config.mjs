import base from "./jest.config.mjs";

/** Suites that run the real Terraform; each says why when it cannot. */
export default {
  ...base,
  testMatch: ["<rootDir>/__tests__/terraform/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 300_000,
  maxWorkers: 2,
};
