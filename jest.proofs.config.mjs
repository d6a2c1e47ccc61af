import base from "./jest.config.mjs";

/** The proofs: tens of thousands of simulated calls, and the check that each of them can fail. */
export default {
  ...base,
  testMatch: ["<rootDir>/__tests__/proofs/*.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
};
