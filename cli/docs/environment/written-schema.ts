import path from "node:path";
import ts from "typescript";
import { type DocComment, docCommentOf } from "../doc-comment";
import { declarationOf, declaredIn } from "../sources";

/** Arguments of the function that an expression stands in, by the names of its parameters. */
type Scope = ReadonlyMap<string, WrittenSchema>;

/** Files whose constants are formats of values: what they say of themselves is not what a field is for. */
const formats = ["primitives.ts", "field.ts"];

/** Comments on the way to a value, the nearest first. */
type Comments = readonly DocComment[];

/**
 * An expression of zod as it is written in environments/schema/, with the comments that zod does not know of. It is
 * followed through constants, imports and functions to the call of zod that makes the schema.
 */
export class WrittenSchema {
  constructor(
    private readonly expression: ts.Expression,
    private readonly scope: Scope = new Map(),
  ) {}

  /** Comments above the constants and functions that it is made by. */
  get comments(): Comments {
    return this.settled.comments;
  }

  /** A field of an object, with the comments above its key; undefined where the keys are computed. */
  field(key: string): { readonly schema: WrittenSchema; readonly comments: Comments } | undefined {
    return (this.settled.extension ?? this.argument(0))?.entry(key) ?? this.argument(0)?.entry(key);
  }

  /** Whether the fields of an object are made by code, so that none is written with a comment. */
  get hasComputedKeys(): boolean {
    const { call } = this.settled;
    return call !== undefined && this.argument(0)?.settled.literal === undefined;
  }

  /** The schema of a list's items. */
  get item(): WrittenSchema | undefined {
    return this.argument(0);
  }

  /** The schema of a record's values. */
  get value(): WrittenSchema | undefined {
    return this.argument(1);
  }

  /** What is behind `z.preprocess`. */
  get processed(): WrittenSchema | undefined {
    return this.argument(1);
  }

  /** The members of a union, in their order, with the comments above each. */
  get options(): readonly WrittenSchema[] {
    const { call, scope } = this.settled;
    const list = call?.arguments.find((one) => ts.isArrayLiteralExpression(one));
    return list?.elements.map((element) => new WrittenSchema(element, scope)) ?? [];
  }

  /** The comment above the expression itself, or what is said where it is made. */
  get ownComments(): Comments {
    return [docCommentOf(this.expression), ...this.comments].filter((one) => one !== undefined);
  }

  /** For who follows it further. */
  get parts(): readonly [ts.Expression, Scope] {
    return [this.expression, this.scope];
  }

  private argument(index: number): WrittenSchema | undefined {
    const { call, scope } = this.settled;
    const argument = call?.arguments[index];
    return argument && new WrittenSchema(argument, scope);
  }

  /** An entry of the object literal that this expression is, or that it names. */
  entry(key: string): { readonly schema: WrittenSchema; readonly comments: Comments } | undefined {
    const { literal, scope } = this.settled;
    for (const property of literal?.properties ?? []) {
      if (ts.isSpreadAssignment(property)) {
        const found = new WrittenSchema(property.expression, scope).entry(key);
        if (found) return found;
      } else if (property.name?.getText() === key) {
        const value = ts.isPropertyAssignment(property) ? property.initializer : (property.name as ts.Identifier);
        const schema = new WrittenSchema(value, scope);
        const above = docCommentOf(property);
        return { schema, comments: [...(above ? [above] : []), ...schema.comments] };
      }
    }
    return undefined;
  }

  private get settled(): Settled {
    return settle(this.expression, this.scope, []);
  }
}

interface Settled {
  readonly call?: ts.CallExpression;
  readonly literal?: ts.ObjectLiteralExpression;
  /** Fields that `.extend` adds to those of the call. */
  readonly extension?: WrittenSchema;
  readonly scope: Scope;
  readonly comments: Comments;
}

/** Follows an expression to a call of zod, or to an object literal. */
function settle(expression: ts.Expression, scope: Scope, comments: Comments): Settled {
  if (
    ts.isAsExpression(expression) ||
    ts.isSatisfiesExpression(expression) ||
    ts.isParenthesizedExpression(expression)
  ) {
    return settle(expression.expression, scope, comments);
  }
  if (ts.isObjectLiteralExpression(expression)) return { literal: expression, scope, comments };
  if (ts.isIdentifier(expression)) return settleName(expression, scope, comments);
  if (!ts.isCallExpression(expression)) return { scope, comments };
  const { expression: callee } = expression;
  if (ts.isIdentifier(callee)) return settleCall(expression, callee, scope, comments);
  if (!ts.isPropertyAccessExpression(callee)) return { scope, comments };
  const ofZod = ts.isIdentifier(callee.expression) && callee.expression.text === "z";
  // `.default`, `.optional` and their like: the schema is what they are called on.
  if (ofZod) return { call: expression, scope, comments };
  const settled = settle(callee.expression, scope, comments);
  const [added] = expression.arguments;
  return callee.name.text === "extend" && added ? { ...settled, extension: new WrittenSchema(added, scope) } : settled;
}

function settleName(name: ts.Identifier, scope: Scope, comments: Comments): Settled {
  const given = scope.get(name.text);
  if (given) return settle(...given.parts, comments);
  const declaration = localOf(name) ?? declarationOf(name.getSourceFile(), name.text);
  if (!declaration || !ts.isVariableDeclaration(declaration) || !declaration.initializer) return { scope, comments };
  const own = isLocal(declaration) ? scope : new Map();
  return settle(declaration.initializer, own, [...comments, ...commentsAbove(declaration.parent.parent)]);
}

function settleCall(call: ts.CallExpression, callee: ts.Identifier, scope: Scope, comments: Comments): Settled {
  const made = functionOf(declarationOf(call.getSourceFile(), callee.text));
  const result = made && resultOf(made);
  if (!made || !result) return { scope, comments };
  const inner = new Map(
    made.parameters.flatMap(({ name }, index) => {
      const argument = call.arguments[index];
      return argument ? [[name.getText(), new WrittenSchema(argument, scope)] as const] : [];
    }),
  );
  const holder = ts.isFunctionDeclaration(made) ? made : made.parent.parent.parent;
  return settle(result, inner, [...comments, ...commentsAbove(holder)]);
}

type Made = ts.FunctionDeclaration | ts.ArrowFunction;

function functionOf(declaration: ts.Declaration | undefined): Made | undefined {
  if (!declaration) return undefined;
  if (ts.isFunctionDeclaration(declaration)) return declaration;
  const value = ts.isVariableDeclaration(declaration) ? declaration.initializer : undefined;
  return value && ts.isArrowFunction(value) ? value : undefined;
}

function resultOf({ body }: Made): ts.Expression | undefined {
  if (!body || !ts.isBlock(body)) return body;
  return body.statements.find((one) => ts.isReturnStatement(one))?.expression;
}

/** A constant of the function that a name is used in. */
function localOf(name: ts.Identifier): ts.Declaration | undefined {
  const block = ts.findAncestor(name, ts.isBlock);
  return block?.statements.map((one) => declaredIn(one, name.text)).find((one) => one !== undefined);
}

function isLocal(declaration: ts.Declaration): boolean {
  return ts.findAncestor(declaration, ts.isBlock) !== undefined;
}

function commentsAbove(node: ts.Node): Comments {
  if (formats.includes(path.basename(node.getSourceFile().fileName))) return [];
  const comment = docCommentOf(node);
  return comment ? [comment] : [];
}
