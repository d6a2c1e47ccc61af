import path from "node:path";
import ts from "typescript";
import { checkoutFolder } from "../../checkout";
import { docCommentOf } from "../doc-comment";
import { declarationOf, sourceFile } from "../sources";
import { type Prop, propsOf, propsOfType, writtenType } from "./props";

/** A construct as its reference shows it. */
export interface DescribedConstruct {
  readonly name: string;
  /** Its file, from the checkout. */
  readonly file: string;
  readonly meaning: string;
  readonly props: readonly Prop[];
  /** What users of the construct read of it. */
  readonly gives: readonly Prop[];
}

/** A type that props are made of. */
export interface DescribedType {
  readonly name: string;
  readonly meaning: string;
  readonly props: readonly Prop[];
  /** As it is written, where it has no entries. */
  readonly written: string;
}

/** The constructs of a file, by what its classes and their constructors say. */
export function constructsIn(file: string): readonly DescribedConstruct[] {
  const source = sourceFile(path.join(checkoutFolder(), file));
  return source.statements.filter(isExportedClass).map((declaration) => ({
    name: declaration.name?.text ?? "",
    file,
    meaning: docCommentOf(declaration)?.text ?? "",
    props: propsOfConstructor(declaration),
    gives: declaration.members.filter(isPublicField).map((member) => ({
      name: member.name.getText(),
      type: member.type?.getText() ?? "",
      optional: false,
      comment: docCommentOf(member),
      typeNode: member.type,
    })),
  }));
}

function isExportedClass(statement: ts.Statement): statement is ts.ClassDeclaration {
  return ts.isClassDeclaration(statement) && hasModifier(statement, ts.SyntaxKind.ExportKeyword);
}

function isPublicField(member: ts.ClassElement): member is ts.PropertyDeclaration {
  const hidden = [ts.SyntaxKind.PrivateKeyword, ts.SyntaxKind.ProtectedKeyword, ts.SyntaxKind.StaticKeyword];
  return (
    ts.isPropertyDeclaration(member) && member.type !== undefined && !hidden.some((one) => hasModifier(member, one))
  );
}

function hasModifier(node: ts.HasModifiers, kind: ts.SyntaxKind): boolean {
  return node.modifiers?.some((modifier) => modifier.kind === kind) ?? false;
}

/** The third parameter is the props, after scope and id. */
function propsOfConstructor(declaration: ts.ClassDeclaration): readonly Prop[] {
  const type = declaration.members.find(ts.isConstructorDeclaration)?.parameters[2]?.type;
  return type ? propsOfType(type) : [];
}

/** The types of ours that props are made of, each once, with those that they are made of in turn. */
export function typesIn(props: readonly Prop[], known = new Map<string, DescribedType>()): readonly DescribedType[] {
  for (const reference of props.flatMap(({ typeNode }) => (typeNode ? referencesIn(typeNode) : []))) {
    const name = reference.typeName.getText();
    const declaration = declarationOf(reference.getSourceFile(), name);
    if (!declaration || known.has(name)) continue;
    const described = describedType(name, declaration);
    if (!described) continue;
    known.set(name, described);
    typesIn(described.props, known);
    if (ts.isTypeAliasDeclaration(declaration)) typesIn([aliased(declaration)], known);
  }
  return [...known.values()];
}

function describedType(name: string, declaration: ts.Declaration): DescribedType | undefined {
  const meaning = docCommentOf(declaration)?.text ?? "";
  if (ts.isInterfaceDeclaration(declaration)) return { name, meaning, props: propsOf(declaration), written: "" };
  if (!ts.isTypeAliasDeclaration(declaration)) return undefined;
  return { name, meaning, props: propsOfType(declaration.type), written: writtenType(declaration.type) };
}

function aliased({ name, type }: ts.TypeAliasDeclaration): Prop {
  return { name: name.text, type: "", optional: false, comment: undefined, typeNode: type };
}

function referencesIn(type: ts.Node): readonly ts.TypeReferenceNode[] {
  const inner: ts.TypeReferenceNode[] = [];
  type.forEachChild((child) => void inner.push(...referencesIn(child)));
  return ts.isTypeReferenceNode(type) ? [type, ...inner] : inner;
}
