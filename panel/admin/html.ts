/** Text that is markup already. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

type Piece = string | number | Markup | readonly Markup[];

/** Markup out of a template: whatever is put in is escaped, unless it is markup itself. */
export function html(parts: TemplateStringsArray, ...pieces: readonly Piece[]): Markup {
  const texts = pieces.map((piece) => {
    if (piece instanceof Markup) return piece.text;
    if (Array.isArray(piece)) return piece.map(({ text }: Markup) => text).join('');
    return escapeHtml(String(piece));
  });
  return new Markup(String.raw({ raw: parts }, ...texts));
}

/** For text and attribute values alike. */
function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
