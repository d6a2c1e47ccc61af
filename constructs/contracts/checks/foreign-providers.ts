import { TerraformDataSource, TerraformResource, TerraformStack } from "cdktf";
import type { Finding } from "../../errors";
import type { ResolvedStack } from "../../stack/resolved-tree";

/** Resources and data sources that would act with the credentials of another stack. */
export function foreignProviders({ stack, elements }: ResolvedStack): readonly Finding[] {
  return elements.flatMap(({ construct }) => {
    if (!(construct instanceof TerraformResource || construct instanceof TerraformDataSource)) return [];
    const owner = construct.provider && TerraformStack.of(construct.provider);
    if (!owner || owner === stack) return [];
    return [
      {
        place: construct.node.path,
        problem: `a resource of the stack ${stack.id} uses the provider object of the stack ${owner.node.id}`,
        fix: `leave provider out, or use one that ${stack.id} declares itself: a provider carries its stack's role`,
        code: "foreign-provider",
      },
    ];
  });
}
