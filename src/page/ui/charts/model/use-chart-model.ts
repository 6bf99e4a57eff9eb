/**
 * Keeps a chart's model fresh: builds it in the page's idle time when the queue gives the turn, hands it to React as a
 * transition, and tells the queue when the picture stands. Nothing is built for a chart that is scrolled out of sight.
 */
import { startTransition, useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react'
import type { ChartModel } from './chart-model.ts'
import type { Job, RenderQueue, Topic } from '../render-queue.ts'

/** @param build makes the next model from the one on the screen; a new identity asks for a new picture at once */
export function useChartModel(
  queue: RenderQueue,
  topic: Topic,
  host: RefObject<HTMLElement | null>,
  build: (previous: ChartModel | null) => ChartModel,
): ChartModel {
  const [model, setModel] = useState(() => build(null))
  const current = useRef({ model, build })
  const finish = useRef<(() => void) | null>(null)
  const job = useRef<Job | null>(null)

  useLayoutEffect(() => {
    current.current = { model, build }
  }, [model, build])

  useEffect(() => {
    finish.current?.()
    finish.current = null
  }, [model])

  useEffect(() => {
    const added = queue.add(topic, (done) => {
      finish.current = done
      const next = current.current.build(current.current.model)
      startTransition(() => setModel(next))
    })
    job.current = added
    const element = host.current
    const observer = new IntersectionObserver(([entry]) => added.show(entry?.isIntersecting ?? true))
    if (element !== null) observer.observe(element)
    return () => {
      observer.disconnect()
      added.remove()
    }
  }, [queue, topic, host])

  useEffect(() => job.current?.mark(true), [build])
  return model
}
