import { actions } from "./actions";
import { checkingBootstrap, generated, indent, planningEachStack, shell, sources } from "./steps";
import type { Target } from "./target";

/**
 * Pull requests: what each affected stack would do, what every role gains and loses, and whether a root administrator has
 * to run bootstrap, in one comment.
 */
export function planWorkflow(target: Target): string {
  const { name, repository } = target;
  return `${generated}
name: plan ${name}

on:
  pull_request:

permissions: {}

concurrency:
  group: plan-${name}-\${{ github.event.pull_request.number }}
  cancel-in-progress: true

env:
  ENVIRONMENT: ${name}

${shell}
jobs:
  affected:
    # Code of a fork gets no role, not even one that reads.
    if: github.repository == '${repository}' && github.event.pull_request.head.repo.full_name == github.repository
    runs-on: ubuntu-latest
    timeout-minutes: 15
    permissions:
      contents: read
    outputs:
      stacks: \${{ steps.affected.outputs.stacks }}
    steps:
${indent(sources({ whole: true }), 6)}      - name: stacks that this change affects
        id: affected
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
        run: |
          npx platform affected --base "$BASE" --json > affected.json
          echo "stacks=$(node -p 'JSON.stringify(require("./affected.json").stacks.map(({ stack }) => stack))')" >> "$GITHUB_OUTPUT"
      - name: what every role gains and loses
        env:
          BASE: \${{ github.event.pull_request.base.sha }}
        run: |
          mkdir summary
          # Exit code 2: something is gained, which the reviewer decides on.
          npx platform permissions diff "$BASE" --markdown > summary/0-permissions.md || [ $? -eq 2 ]
      - uses: ${actions.upload}
        with:
          name: summary-permissions
          path: summary
          retention-days: 1
          if-no-files-found: error

  plan:
    needs: affected
    if: needs.affected.outputs.stacks != '[]'
    strategy:
      fail-fast: false
      matrix:
        stack: \${{ fromJSON(needs.affected.outputs.stacks) }}
${indent(planningEachStack(target), 4)}      - name: plan
        env:
          STACK: \${{ matrix.stack }}
        run: |
          mkdir summary
          status=0
          npx platform plan "$STACK" --no-lock > plan.txt 2>&1 || status=$?
          cat plan.txt
          { echo "#### $STACK"; echo; sed 's/^/    /' plan.txt; echo; } > "summary/1-$STACK.md"
          # Exit code 2: a root administrator has to apply it, which the text says.
          [ "$status" -eq 0 ] || [ "$status" -eq 2 ]
      - uses: ${actions.upload}
        # Why a plan failed is what the comment is read for.
        if: always()
        with:
          name: summary-\${{ matrix.stack }}
          path: summary
          retention-days: 1
          if-no-files-found: ignore

  bootstrap:
    needs: affected
    if: needs.affected.outputs.stacks != '[]'
${indent(checkingBootstrap(target), 4)}          [ "$status" -eq 2 ] || exit "$status"
          mkdir summary
          {
            echo '#### bootstrap'
            echo
            echo 'With this change a root administrator has to run it, before the stacks are deployed:'
            echo
            sed 's/^/    /' check.txt
            echo
          } > summary/2-bootstrap.md
      - uses: ${actions.upload}
        with:
          name: summary-bootstrap
          path: summary
          retention-days: 1
          if-no-files-found: ignore

  comment:
    needs: [affected, plan, bootstrap]
    if: "!cancelled() && needs.affected.result != 'skipped'"
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      pull-requests: write
    steps:
      - uses: ${actions.download}
        with:
          pattern: summary-*
          path: summary
          merge-multiple: true
      - name: one comment, which later runs change
        env:
          GH_TOKEN: \${{ github.token }}
          REPOSITORY: \${{ github.repository }}
          NUMBER: \${{ github.event.pull_request.number }}
          COMPARED: \${{ needs.affected.result }}
          PLANNED: \${{ needs.plan.result }}
          CHECKED: \${{ needs.bootstrap.result }}
        run: |
          mark='<!-- strata ${name} -->'
          {
            echo "$mark"
            echo '### Plans of ${name}'
            echo
            case "$COMPARED $PLANNED" in
              'success success') ;;
              'success skipped') echo 'No stack is affected.' ;;
              success*) echo 'Not every stack could be planned: see the jobs.' ;;
              *) echo 'Which stacks are affected, or what roles gain, could not be found out: see the jobs.' ;;
            esac
            echo
            case "$CHECKED" in
              success | skipped) ;;
              *) echo 'Whether a root administrator has to run bootstrap could not be found out: see the job.' ;;
            esac
            echo
            cat summary/2-bootstrap.md summary/1-*.md summary/0-permissions.md 2> missing.txt || true
          } > whole.md
          # GitHub takes 65,536 characters.
          head -c 64000 whole.md > comment.md
          [ "$(wc -c < whole.md)" -le 64000 ] || printf '\\n\\nThe rest is in the jobs.\\n' >> comment.md
          comment="$(gh api --paginate "repos/$REPOSITORY/issues/$NUMBER/comments" \\
            --jq ".[] | select(.user.type == \\"Bot\\" and (.body | startswith(\\"$mark\\"))) | .id" | sed -n 1p)"
          if [ -n "$comment" ]; then
            gh api --method PATCH "repos/$REPOSITORY/issues/comments/$comment" --field body=@comment.md --silent
          else
            gh api --method POST "repos/$REPOSITORY/issues/$NUMBER/comments" --field body=@comment.md --silent
          fi
`;
}
