/**
 * The only place where messages are posted or received. Both ends speak through a typed endpoint, so a message that is
 * not in the union of its direction does not compile.
 */

/** What both a Worker and a worker's own scope can do. */
interface MessagePeer {
  postMessage(message: unknown, transfer: Transferable[]): void
  addEventListener(type: 'message', listener: (event: MessageEvent) => void): void
  removeEventListener(type: 'message', listener: (event: MessageEvent) => void): void
}

export interface Endpoint<Out, In> {
  /** Sends one message. @param transfer buffers and canvases that move instead of being copied */
  send(message: Out, transfer?: Transferable[]): void
  /** Calls `handler` for each message, in order. Returns how to stop. */
  listen(handler: (message: In) => void): () => void
}

/** Types one side of a channel: `Out` is what this side says, `In` what it hears. */
export function endpoint<Out, In>(peer: MessagePeer): Endpoint<Out, In> {
  return {
    send: (message, transfer = []) => {
      peer.postMessage(message, transfer)
    },
    listen: (handler) => {
      // The one cast of the protocol: the other side is compiled against the same union.
      const listener = (event: MessageEvent) => {
        handler(event.data as In)
      }
      peer.addEventListener('message', listener)
      return () => {
        peer.removeEventListener('message', listener)
      }
    },
  }
}
