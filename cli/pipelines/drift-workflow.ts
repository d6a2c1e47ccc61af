import { actions } from "./actions";
import { checkingBootstrap, generated, indent, planningEachStack, readingEachRecord, shell } from "./steps";
import type { Target } from "./target";

/**
 * Every night: one issue for each stack that differs, and one each for what bootstrap has made, for a ledger that does not
 * say what is deployed and for applies that nobody wrote down; changed while it is so, and closed when it no longer is.
 */
export function driftWorkflow(target: Target): string {
  const { name, repository } = target;
  const ours = `github.repository == '${repository}' && github.ref == 'refs/heads/main'`;
  return `${generated}
name: drift ${name}

on:
  schedule:
    - cron: "17 3 * * *"
  workflow_dispatch:

permissions: {}

concurrency:
  group: drift-${name}
  cancel-in-progress: false

env:
  ENVIRONMENT: ${name}

${shell}
jobs:
  plan:
    if: ${ours}
    strategy:
      fail-fast: false
      matrix:
        stack: ${JSON.stringify(target.stacks).replace(/,/g, ", ")}
${indent(planningEachStack(target), 4)}      - name: compare
        env:
          STACK: \${{ matrix.stack }}
        run: |
          mkdir drift
          status=0
          npx platform drift --stack "$STACK" --as-caller --markdown > "drift/$STACK.md" || status=$?
          cat "drift/$STACK.md" >> "$GITHUB_STEP_SUMMARY"
          echo "$status" > "drift/$STACK.status"
          # 2: it differs, which is the issue's matter. 1: it could not be compared, which is this job's as well.
          [ "$status" -ne 1 ]
      - name: whether the ledger says what is deployed, and nothing that is gone
        if: "!cancelled()"
        env:
          STACK: \${{ matrix.stack }}
        run: |
          mkdir -p drift
          worst=0
          for command in record retire; do
            status=0
            npx platform permissions "$command" "$STACK" --check > told.txt 2>&1 || status=$?
            [ "$status" -ne 0 ] || continue
            { echo "#### $STACK"; echo; sed 's/^/    /' told.txt; echo; } >> "drift/$STACK.ledger.part"
            # 1 goes before 2, as for drift.
            [ "$worst" -eq 1 ] || worst="$status"
          done
          echo "$worst" > "drift/$STACK.ledger.code"
          [ "$worst" -ne 1 ]
      - uses: ${actions.upload}
        if: "!cancelled()"
        with:
          name: drift-\${{ matrix.stack }}
          path: drift
          retention-days: 1
          if-no-files-found: ignore

  history:
    if: ${ours}
    strategy:
      fail-fast: false
      matrix:
        stack: ${JSON.stringify(target.stacks).replace(/,/g, ", ")}
${indent(readingEachRecord(target), 4)}      - name: whether every apply is written down
        env:
          STACK: \${{ matrix.stack }}
        run: |
          mkdir drift
          status=0
          npx platform history "$STACK" --last 3 --markdown > told.txt 2>&1 || status=$?
          [ "$status" -eq 0 ] || cat told.txt > "drift/$STACK.history.part"
          echo "$status" > "drift/$STACK.history.code"
          [ "$status" -ne 1 ]
      - uses: ${actions.upload}
        if: "!cancelled()"
        with:
          name: drift-history-\${{ matrix.stack }}
          path: drift
          retention-days: 1
          if-no-files-found: ignore

  bootstrap:
    if: ${ours}
${indent(checkingBootstrap(target), 4)}          mkdir drift
          sed 's/^/    /' check.txt > drift/bootstrap.md
          cat drift/bootstrap.md >> "$GITHUB_STEP_SUMMARY"
          echo "$status" > drift/bootstrap.status
          [ "$status" -ne 1 ]
      - uses: ${actions.upload}
        if: "!cancelled()"
        with:
          name: drift-bootstrap
          path: drift
          retention-days: 1
          if-no-files-found: ignore

  issues:
    needs: [plan, history, bootstrap]
    if: "!cancelled() && needs.plan.result != 'skipped'"
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      issues: write
    steps:
      - uses: ${actions.download}
        with:
          pattern: drift-*
          path: drift
          merge-multiple: true
      - name: what the stacks say of the ledger and of the records, each in one
        run: |
          for kind in ledger history; do
            cat drift/*."$kind".code > codes.txt 2> missing.txt || true
            # A night on which a stack said nothing closes no issue.
            [ "$(wc -l < codes.txt)" -eq ${target.stacks.length} ] || echo 1 >> codes.txt
            status=0
            ! grep -qx 2 codes.txt || status=2
            ! grep -qx 1 codes.txt || status=1
            {
              [ "$status" -ne 1 ] || printf 'Not every stack could be looked at: see the jobs.\\n\\n'
              cat drift/*."$kind".part 2> missing.txt || true
            } > "drift/$kind.md"
            echo "$status" > "drift/$kind.status"
          done
      - name: one issue for each stack that differs, and for ledger, records and bootstrap
        env:
          GH_TOKEN: \${{ github.token }}
          GH_REPO: \${{ github.repository }}
          RUN: \${{ github.server_url }}/\${{ github.repository }}/actions/runs/\${{ github.run_id }}
        run: |
          for file in drift/*.status; do
            [ -e "$file" ] || continue
            stack="$(basename "$file" .status)"
            status="$(cat "$file")"
            title="Drift: ${name} $stack"
            issue="$(gh issue list --state open --search "in:title \\"$title\\"" --json number,title \\
              --jq "[.[] | select(.title == \\"$title\\")][0].number // empty")"
            body="$(cat "drift/$stack.md")

          Found by $RUN."
            if [ "$status" = 0 ]; then
              [ -z "$issue" ] || gh issue close "$issue" --comment "No longer so: $RUN"
            elif [ -n "$issue" ]; then
              gh issue edit "$issue" --body "$body"
            else
              gh issue create --title "$title" --body "$body"
            fi
          done
`;
}
