/**
 * Parts of the page that are fetched when first shown, so that the page itself opens fast. Where a part's frame is already
 * there, nothing stands in for it while it comes; else something of the same size does.
 */
import { lazy, Suspense, type ComponentType } from 'react'

/**
 * A component that is fetched when first drawn. A fetch that fails throws into the nearest error boundary, which offers to
 * try again.
 * @param fetchPart imports the part's module and names its component
 * @param Meanwhile is drawn in its place while it comes, from the same props; nothing unless given
 */
export function later<Props extends object>(
  fetchPart: () => Promise<ComponentType<Props>>,
  Meanwhile?: ComponentType<Props>,
): ComponentType<Props> {
  const Part = lazy(async () => ({ default: await fetchPart() }))
  return function Later(props: Props) {
    return (
      <Suspense fallback={Meanwhile === undefined ? null : <Meanwhile {...props} />}>
        <Part {...props} />
      </Suspense>
    )
  }
}
