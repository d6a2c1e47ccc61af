const bareTemplate = /\$\$\{|%%\{|[$%]\{/g;
const quotedTemplate = /\\[\s\S]|\$\$\{|%%\{|[$%]\{|"/g;
const expression = /\/\*[\s\S]*?\*\/|(?:#|\/\/)[^\n]*|\["[\w-]+"\]|["{}]/g;

/**
 * The code of all `${…}` and `%{…}` in a string of the configuration, one after the other. Quoted text in it is left
 * out, since it names nothing, but for index keys such as `["a"]`; so are comments, and spaces around dots.
 */
export function codeIn(text: string): string {
  if (!holdsCode(text)) return "";
  const code = new Scanner(text).scan();
  return /\s\.|\.\s/.test(code) ? code.replace(/\s*\.\s*/g, ".") : code;
}

/** Whether Terraform fills in any part of a text. */
export function holdsCode(text: string): boolean {
  return text.includes("${") || text.includes("%{");
}

class Scanner {
  private at = 0;
  private readonly code: string[] = [];

  constructor(private readonly text: string) {}

  scan(): string {
    this.template(bareTemplate);
    return this.code.join("");
  }

  /** Plain text up to its end or, when it is quoted, to its closing quote. */
  private template(tokens: RegExp): void {
    for (let token = this.next(tokens); token && token[0] !== '"'; token = this.next(tokens)) {
      if (token[0] === "${" || token[0] === "%{") this.expression();
    }
  }

  private expression(): void {
    this.code.push(";");
    let depth = 1;
    while (depth > 0) {
      const start = this.at;
      const token = this.next(expression);
      this.code.push(this.text.slice(start, token?.index));
      if (!token) break;
      if (token[0] === "{") depth++;
      if (token[0] === "}") depth--;
      if (token[0] === '"') this.template(quotedTemplate);
      else if (depth > 0 && /^[{}[]/.test(token[0])) this.code.push(token[0]);
    }
    this.code.push(";");
  }

  private next(tokens: RegExp): RegExpExecArray | undefined {
    tokens.lastIndex = this.at;
    const token = tokens.exec(this.text);
    this.at = token ? tokens.lastIndex : this.text.length;
    return token ?? undefined;
  }
}
