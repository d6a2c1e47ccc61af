import fs from "node:fs";
import path from "node:path";
import ts from "typescript";

/** Source files as TypeScript's parser reads them, each once. Nothing is checked: comments and names are all that is wanted. */
const parsed = new Map<string, ts.SourceFile>();

export function sourceFile(file: string): ts.SourceFile {
  const known =
    parsed.get(file) ?? ts.createSourceFile(file, fs.readFileSync(file, "utf8"), ts.ScriptTarget.ES2022, true);
  parsed.set(file, known);
  return known;
}

/** A top-level constant, function, interface, type or class of a file, or of the file that it is imported from. */
export function declarationOf(file: ts.SourceFile, name: string): ts.Declaration | undefined {
  for (const statement of file.statements) {
    const found = declaredIn(statement, name) ?? importedBy(statement, name, file);
    if (found) return found;
  }
  return undefined;
}

/** A constant by its name among the statements of a file or of a function's body. */
export function declaredIn(statement: ts.Statement, name: string): ts.Declaration | undefined {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.find((one) => one.name.getText() === name);
  }
  const named =
    ts.isFunctionDeclaration(statement) ||
    ts.isInterfaceDeclaration(statement) ||
    ts.isClassDeclaration(statement) ||
    ts.isTypeAliasDeclaration(statement);
  return named && statement.name?.text === name ? statement : undefined;
}

function importedBy(statement: ts.Statement, name: string, file: ts.SourceFile): ts.Declaration | undefined {
  if (!ts.isImportDeclaration(statement) || !ts.isStringLiteral(statement.moduleSpecifier)) return undefined;
  const bindings = statement.importClause?.namedBindings;
  if (!bindings || !ts.isNamedImports(bindings)) return undefined;
  const found = bindings.elements.find((one) => one.name.text === name);
  const from = statement.moduleSpecifier.text;
  if (!found || !from.startsWith(".")) return undefined;
  const target = path.join(path.dirname(file.fileName), `${from}.ts`);
  const own = fs.existsSync(target) ? target : path.join(path.dirname(file.fileName), from, "index.ts");
  return declarationOf(sourceFile(own), (found.propertyName ?? found.name).text);
}
