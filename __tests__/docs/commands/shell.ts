/** One command of a shell line: `A=b program words`. */
export interface ShellCommand {
  /** Variables that stand before it. */
  readonly variables: Readonly<Record<string, string>>;
  /** The program and its arguments, without quotes and redirections. */
  readonly words: readonly string[];
}

/**
 * The commands of a block: lines joined where they end with a backslash, comments left out, parts of `&&`, `||`, `|` and
 * `;` each for itself. What stands in pointed brackets, such as `<stack>`, is a word that the reader replaces.
 */
export function commandsOf(block: string): readonly ShellCommand[] {
  const lines = block.replace(/\\\n\s*/g, "").split("\n");
  return lines
    .flatMap((line) => parts(tokens(line)))
    .map(withoutGrammar)
    .flatMap((words) => (words.length > 0 ? [commandOf(words)] : []));
}

/** A token is a word without its quotes, or an operator. */
type Token = { readonly word: string } | { readonly operator: string };

const pattern =
  /\s+|#.*|&&|\|\||[|;]|[12]?>>?&?|<(?![\w -]+>)|(?:<[\w -]+>|\$\([^)]*\)|'[^']*'|"[^"]*"|[^\s'"|;&<>])+/g;

function tokens(line: string): readonly Token[] {
  return [...line.matchAll(pattern)].flatMap(([text]): Token[] => {
    if (/^(?:\s|#)/.test(text)) return [];
    if (/^(?:&&|\|\||[|;]|[12]?>|<$)/.test(text)) return [{ operator: text }];
    return [{ word: text.replace(/'([^']*)'|"([^"]*)"/g, (_, single, double) => single ?? double) }];
  });
}

/** Words between operators; what follows a redirection is a file, and no part of a command. */
function parts(all: readonly Token[]): readonly (readonly string[])[] {
  const found: string[][] = [[]];
  let skipped = false;
  for (const token of all) {
    if ("operator" in token) {
      skipped = /[<>]/.test(token.operator);
      if (!skipped) found.push([]);
    } else if (skipped) skipped = false;
    else found.at(-1)?.push(token.word);
  }
  return found;
}

/** What is run within a loop, a condition or a subshell. */
function withoutGrammar(words: readonly string[]): readonly string[] {
  const plain = words.map(withoutBracket);
  const start = plain.findIndex((word) => !["do", "then", "else", "if", "while", "until", "!"].includes(word));
  return start === -1 ? [] : plain.slice(start);
}

/** Without the bracket of a subshell, which the word has no other for. */
function withoutBracket(word: string): string {
  const surplus = word.split("(").length - word.split(")").length;
  return surplus > 0 ? word.replace(/^\(/, "") : surplus < 0 ? word.replace(/\)$/, "") : word;
}

function commandOf(words: readonly string[]): ShellCommand {
  const start = words.findIndex((word) => !/^\w+=/.test(word));
  const before = start === -1 ? words : words.slice(0, start);
  const variables = Object.fromEntries(before.map((word) => [word.split("=")[0] ?? "", word.replace(/^[^=]*=/, "")]));
  return { variables, words: start === -1 ? [] : words.slice(start) };
}
