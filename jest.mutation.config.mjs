import base from "./jest.config.mjs";

/** Breaks the derived policies in many ways and asks the proofs: minutes of simulation, apart from the quick tests. */
export default {
  ...base,
  testMatch: ["<rootDir>/__tests__/proofs/mutation.test.ts"],
  testPathIgnorePatterns: ["/node_modules/"],
};
