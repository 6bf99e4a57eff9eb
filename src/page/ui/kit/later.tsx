/**
 * Parts of the page that are fetched when first shown, so that the page itself opens fast. Nothing stands in for a part
 * while it comes: its frame is already there.
 */
import { lazy, Suspense, type ComponentType } from 'react'

/**
 * A component that is fetched when first drawn. A fetch that fails throws into the nearest error boundary, which offers to
 * try again.
 * @param fetchPart imports the part's module and names its component
 */
export function later<Props extends object>(
  fetchPart: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  const Part = lazy(async () => ({ default: await fetchPart() }))
  return function Later(props: Props) {
    return (
      <Suspense fallback={null}>
        <Part {...props} />
      </Suspense>
    )
  }
}
