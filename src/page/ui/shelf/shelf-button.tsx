/** Opens the runs that are kept on this machine, and warns where this one cannot be. */
import { Library } from 'lucide-react'
import { useActions, useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { IconButton } from '../kit/button.tsx'
import { later } from '../kit/later.tsx'
import './shelf.css'

const ShelfDialog = later(async () => (await import('./shelf-dialog.tsx')).ShelfDialog)

const selectOpen = (state: PageState): boolean => state.shelfOpen
const selectUnkept = (state: PageState): string | null => state.unkept

export function ShelfButton() {
  const open = useGanvas(selectOpen)
  const unkept = useGanvas(selectUnkept)
  const actions = useActions()
  return (
    <>
      <span className="shelf-button" data-unkept={unkept !== null}>
        <IconButton
          name="Runs"
          icon={<Library size={16} strokeWidth={1.75} aria-hidden="true" />}
          aria-haspopup="dialog"
          {...(unkept === null ? {} : { title: unkept })}
          onClick={() => actions.showShelf(true)}
        />
      </span>
      {open && <ShelfDialog onClose={() => actions.showShelf(false)} />}
    </>
  )
}
