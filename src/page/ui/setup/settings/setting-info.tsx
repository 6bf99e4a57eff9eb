/**
 * The line at the foot of the set-up column: what the control under the pointer or the focus does, its range, what a
 * change demands, and where the default comes from.
 */
import { useEffect, useState, type RefObject } from 'react'
import type { SettingKey } from '../../../../common/catalog/settings/all.ts'
import { isSettingKey } from '../../../../common/config/check.ts'
import { useGanvas } from '../../../state/page.ts'
import { EffectMark, EFFECT_WORDS } from '../../kit/field.tsx'
import { SELECT_VALUE, settingOf } from './setting-state.ts'
import { rangeWords, sourceWords } from './setting-words.ts'

export function SettingInfo({ column }: { column: RefObject<HTMLElement | null> }) {
  const key = useSettingUnderPointer(column)
  return (
    <aside className="setting-info" aria-hidden="true">
      {key === null ? <Legend /> : <About settingKey={key} />}
    </aside>
  )
}

/** The setting last pointed at or focused within the column. */
function useSettingUnderPointer(column: RefObject<HTMLElement | null>): SettingKey | null {
  const [key, setKey] = useState<SettingKey | null>(null)
  useEffect(() => {
    const host = column.current
    if (host === null) return
    const notice = (event: Event): void => {
      if (!(event.target instanceof Element)) return
      const named = event.target.closest('[data-setting]')?.getAttribute('data-setting')
      if (typeof named === 'string' && isSettingKey(named)) setKey(named)
    }
    host.addEventListener('pointerover', notice)
    host.addEventListener('focusin', notice)
    return () => {
      host.removeEventListener('pointerover', notice)
      host.removeEventListener('focusin', notice)
    }
  }, [column])
  return key
}

function About({ settingKey }: { settingKey: SettingKey }) {
  const value = useGanvas(SELECT_VALUE[settingKey])
  const setting = settingOf(settingKey)
  const range = rangeWords(setting)
  const source = sourceWords(settingKey, value)
  return (
    <>
      <p className="info-title">
        {setting.label}
        {range !== '' && <span className="info-range">{range}</span>}
      </p>
      <p>{setting.meaning}</p>
      <p className="info-effect">
        <EffectMark effect={setting.effect} /> {EFFECT_WORDS[setting.effect]}
      </p>
      <p className="info-source">Source: {source}</p>
    </>
  )
}

function Legend() {
  return (
    <>
      <p className="info-title">Settings</p>
      <p>Point at one to read what it does. Most take effect while training goes on; these do not:</p>
      <p className="info-effect">
        <EffectMark effect="rebuild" /> starts over with new networks
      </p>
      <p className="info-effect">
        <EffectMark effect="discriminator" /> new detective, same forger
      </p>
    </>
  )
}
