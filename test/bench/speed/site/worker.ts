/** The worker of one peer, named as the worker is: passes questions to it and answers back. Measures nothing itself. */
import type { Question } from '../measured.ts'
import { answering } from './answering.ts'

const reply = answering(self.name, async (file) => {
  const response = await fetch(`/${file}`)
  if (!response.ok) throw new Error(`${file}: ${response.status}`)
  return new Float32Array(await response.arrayBuffer())
})

self.addEventListener('message', ({ data }: MessageEvent<Question>) => {
  void reply(data).then((said) => self.postMessage(said))
})
