/** What `npm start -- --help` prints. */
export const startUsage = `Synthesizes all six stacks of the environment, writes the report, and says what came out.

Usage: npm start [-- --json]

  --json            the summary as JSON (use: npm start --silent -- --json)
  --help            this text
  ENVIRONMENT=name  a file of environments/, default demo
  DEPLOY_AS=role    plan or apply: every stack assumes its own role
`;
