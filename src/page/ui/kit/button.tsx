/** Buttons of the page: one primary, quiet others, and icon-only ones, which need a name. No store. */
import type { ComponentProps, ReactNode } from 'react'

interface ButtonProps extends ComponentProps<'button'> {
  look?: 'primary' | 'quiet' | 'outline'
  icon?: ReactNode
}

/** A button with words, and an icon before them if there is one. */
export function Button({ look = 'quiet', icon, children, className = '', ...rest }: ButtonProps) {
  return (
    <button type="button" className={`button button-${look} ${className}`} {...rest}>
      {icon}
      {children}
    </button>
  )
}

interface IconButtonProps extends Omit<ComponentProps<'button'>, 'children'> {
  /** Its accessible name, also shown as a tooltip. */
  name: string
  icon: ReactNode
}

/** A square button that shows an icon only. */
export function IconButton({ name, icon, className = '', ...rest }: IconButtonProps) {
  return (
    <button
      type="button"
      className={`button button-icon ${className}`}
      aria-label={name}
      title={name}
      {...rest}
    >
      {icon}
    </button>
  )
}
