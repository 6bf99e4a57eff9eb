/** Checks what a person typed or chose before it goes on its way; the old value stands when it is wrong. */
import { useCallback, useState } from 'react'
import type { SettingKey } from '../../../../common/catalog/settings/all.ts'
import { checkChange } from '../../../../common/config/check.ts'
import { useActions } from '../../../state/page.ts'
import { complaintWords } from './setting-words.ts'

interface Commit {
  /** One sentence about the last try; null when it was right. */
  complaint: string | null
  commit: (candidate: unknown) => void
}

export function useSettingCommit(key: SettingKey): Commit {
  const actions = useActions()
  const [complaint, setComplaint] = useState<string | null>(null)
  const commit = useCallback(
    (candidate: unknown) => {
      const { change, complaints } = checkChange({ [key]: candidate })
      const wrong = complaints[0]
      setComplaint(wrong === undefined ? null : complaintWords(key, wrong))
      if (wrong === undefined) actions.configureSide(change)
    },
    [key, actions],
  )
  return { complaint, commit }
}
