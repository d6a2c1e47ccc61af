import path from "node:path";
import ts from "typescript";
import { checkoutFolder } from "../../checkout";
import type { DocComment } from "../doc-comment";
import { declarationOf, sourceFile } from "../sources";
import { WrittenSchema } from "./written-schema";

const none = { schema: undefined, comments: [] };

/** A section of the environment as environments/schema/environment.ts writes it. */
export function writtenSection(name: string): {
  readonly schema: WrittenSchema | undefined;
  readonly comments: readonly DocComment[];
} {
  const file = sourceFile(path.join(checkoutFolder(), "environments/schema/environment.ts"));
  const declaration = declarationOf(file, "sections");
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return none;
  return new WrittenSchema(declaration.initializer).entry(name) ?? none;
}
