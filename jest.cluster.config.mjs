import base from "./jest.config.mjs";

/** Suites that ask a real Kubernetes API server; each says why when it cannot. */
export default {
  ...base,
  testMatch: ["<rootDir>/__tests__/cluster/**/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
  testTimeout: 300_000,
};
