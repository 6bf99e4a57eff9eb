/** The page of one peer: starts its worker, as the app does, and passes questions on. Measures nothing itself. */
import type { Question } from '../measured.ts'
import type { Reply } from './answering.ts'

declare global {
  interface Window {
    ask: (question: Question) => Promise<unknown>
  }
}

const name = new URLSearchParams(location.search).get('peer') ?? ''
const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name })

/** One question at a time. */
window.ask = (question) =>
  new Promise((resolve, reject) => {
    worker.onmessage = ({ data }: MessageEvent<Reply>) => {
      if ('failed' in data) reject(new Error(data.failed))
      else resolve(data.answer)
    }
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage(question)
  })
