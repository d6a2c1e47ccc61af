import ts from "typescript";
import { type DocComment, docCommentOf } from "../doc-comment";
import { declarationOf } from "../sources";

/** One entry of an interface. */
export interface Prop {
  readonly name: string;
  readonly type: string;
  readonly optional: boolean;
  readonly comment: DocComment | undefined;
  /** The type as it is written, for who follows it. */
  readonly typeNode: ts.TypeNode | undefined;
}

/** The entries of an interface, those that it inherits first. */
export function propsOf(declaration: ts.InterfaceDeclaration): readonly Prop[] {
  const inherited = (declaration.heritageClauses ?? []).flatMap(({ types }) => types.flatMap(inheritedProps));
  return [...inherited, ...membersOf(declaration)];
}

/** The entries of any object type that is written out or names an interface. */
export function propsOfType(type: ts.TypeNode): readonly Prop[] {
  if (ts.isTypeLiteralNode(type)) return membersOf(type);
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap(propsOfType);
  if (!ts.isTypeReferenceNode(type)) return [];
  return namedProps(type.typeName.getText(), type.typeArguments ?? [], type.getSourceFile());
}

function inheritedProps(type: ts.ExpressionWithTypeArguments): readonly Prop[] {
  return namedProps(type.expression.getText(), type.typeArguments ?? [], type.getSourceFile());
}

function namedProps(name: string, args: readonly ts.TypeNode[], file: ts.SourceFile): readonly Prop[] {
  const [first, keys] = args;
  if (first && ["Pick", "Omit"].includes(name)) {
    const named: readonly string[] = keys?.getText().match(/[\w-]+/g) ?? [];
    return propsOfType(first).filter((prop) => named.includes(prop.name) === (name === "Pick"));
  }
  if (first && name === "Partial") return propsOfType(first).map((prop) => ({ ...prop, optional: true }));
  const declaration = declarationOf(file, name);
  if (!declaration) return [];
  if (ts.isInterfaceDeclaration(declaration)) return propsOf(declaration);
  return ts.isTypeAliasDeclaration(declaration) ? propsOfType(declaration.type) : [];
}

/** What is said of an entry, or else of the type that it has or has a list of. */
function commentOn(member: ts.PropertySignature): DocComment | undefined {
  const own = docCommentOf(member);
  if (own?.text || !member.type) return own;
  const [reference] = [member.type, ...elementsOf(member.type)].filter(ts.isTypeReferenceNode).slice(-1);
  const declaration = reference && declarationOf(reference.getSourceFile(), reference.typeName.getText());
  const text = (declaration && docCommentOf(declaration)?.text) || "";
  return text || own ? { ...own, text } : undefined;
}

function elementsOf(type: ts.TypeNode): readonly ts.TypeNode[] {
  const inner = ts.isTypeOperatorNode(type) ? type.type : type;
  return ts.isArrayTypeNode(inner) ? [inner.elementType] : [];
}

/** A type as it is written, on one line and without comments. */
export function writtenType(type: ts.TypeNode): string {
  return type
    .getText()
    .replace(/\/\*\*.*?\*\//gs, "")
    .replace(/\s+/g, " ");
}

function membersOf({ members }: { readonly members: ts.NodeArray<ts.TypeElement> }): readonly Prop[] {
  return members.filter(ts.isPropertySignature).map((member) => ({
    name: member.name.getText(),
    type: member.type ? writtenType(member.type) : "unknown",
    optional: member.questionToken !== undefined,
    comment: commentOn(member),
    typeNode: member.type,
  }));
}
