/** Opens what can be taken away. */
import { Download } from 'lucide-react'
import { useState } from 'react'
import { useGanvas } from '../../state/page.ts'
import type { PageState } from '../../state/store-types.ts'
import { IconButton } from '../kit/button.tsx'
import { later } from '../kit/later.tsx'
import './export.css'

const ExportDialog = later(async () => (await import('./export-dialog.tsx')).ExportDialog)

const selectStands = ({ sides, recovering }: PageState): boolean => !recovering && sides.run.networks !== null

export function ExportButton() {
  const stands = useGanvas(selectStands)
  const [open, setOpen] = useState(false)
  return (
    <>
      <IconButton
        name="Take away"
        icon={<Download size={16} aria-hidden="true" />}
        aria-haspopup="dialog"
        disabled={!stands}
        onClick={() => setOpen(true)}
      />
      {open && stands && <ExportDialog onClose={() => setOpen(false)} />}
    </>
  )
}
