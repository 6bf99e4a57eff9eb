/** What is used of saxen, which brings no types. */
declare module 'saxen' {
  type Decode = (text: string) => string
  interface Events {
    openTag(name: string, attributes: () => Readonly<Record<string, string>>, decode: Decode): void
    closeTag(name: string): void
    text(text: string, decode: Decode): void
    cdata(text: string): void
  }
  export class Parser {
    on<K extends keyof Events>(event: K, take: Events[K]): this
    /** Prefixes that the names of these namespaces get, whatever the document calls them. */
    ns(prefixes: Readonly<Record<string, string>>): this
    /** @throws Error where the text is no XML */
    parse(text: string): void
  }
}
