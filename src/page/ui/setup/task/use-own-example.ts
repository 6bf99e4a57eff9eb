/** One of the person’s own pictures for small examples: asked for once for each set of data. */
import { useEffect, useState } from 'react'
import { useGanvas, useLab } from '../../../state/page.ts'
import type { PageState } from '../../../state/store-types.ts'
import { liveliest, type Example } from './example.ts'

/** Pictures that it is chosen among. */
const AMONG = 12

/** Which pictures there are; empty while there are none. One text: equal answers are equal values. */
const selectData = ({ dataset, sides }: PageState): string =>
  dataset === null || dataset.item.kind !== 'picture' || sides.run.networks === null
    ? ''
    : dataset.fingerprint

/** Null while there is none: then nothing is drawn. */
export function useOwnExample(): Example | null {
  const lab = useLab()
  const data = useGanvas(selectData)
  const [found, setFound] = useState<{ of: string; picture: Example | null }>({ of: '', picture: null })
  useEffect(() => {
    if (data === '') return
    let wanted = true
    lab.reals(1, AMONG).then(
      ({ shape, data: values, partners }) => {
        if (wanted)
          setFound({ of: data, picture: shape.length === 4 ? liveliest(shape, values, partners) : null })
      },
      // The tiles have words as well.
      () => undefined,
    )
    return () => {
      wanted = false
    }
  }, [data, lab])
  // What was there before stays until there is something new: nothing blinks.
  return found.picture
}
