import { actions, terraformVersion } from "./actions";
import { generated, indent, shell, sources } from "./steps";

/** File of the workflow whose jobs branch protection asks for. */
export const checkFile = "check.yml";

/**
 * What no credentials are needed for: the tests, types and lint, waivers that are past their day, and whether what is
 * generated is up to date. Code of a fork may run it, since there is nothing to take.
 */
export function checkWorkflow(): string {
  return `${generated}
name: check

on:
  pull_request:
  merge_group:
  push:
    branches: [main]

permissions: {}

concurrency:
  group: check-\${{ github.ref }}
  cancel-in-progress: true

${shell}
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 60
    permissions:
      contents: read
    steps:
${indent(sources(), 6)}      - uses: ${actions.setupTerraform}
        with:
          terraform_version: "${terraformVersion}"
          terraform_wrapper: false
      - run: npm test

  check:
    runs-on: ubuntu-latest
    timeout-minutes: 30
    permissions:
      contents: read
    steps:
${indent(sources(), 6)}      - run: npm run check
      - run: npx platform pipelines --check
        if: "!cancelled()"
      - run: npx platform docs --check
        if: "!cancelled()"
`;
}
