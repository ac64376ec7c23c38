/** The style sheet of an owner's accent colour, readable on the light and on the dark background of the pages. */

/** `--surface` of the style sheet in each scheme: it has less contrast with text than `--paper`. */
const SURFACES = { light: '#f2eee4', dark: '#211f1b' } as const

/** Contrast of text that WCAG 2.2 asks for (https://www.w3.org/TR/WCAG22/#contrast-minimum). */
const LEAST_CONTRAST = 4.5

/** Share of black or white that is added at a time. */
const STEP = 0.04

type Channels = readonly number[]

const channelsOf = (color: string): Channels => [1, 3, 5].map(at => Number.parseInt(color.slice(at, at + 2), 16))

const colorOf = (channels: Channels): string =>
  `#${channels.map(channel => Math.round(channel).toString(16).padStart(2, '0')).join('')}`

/** https://www.w3.org/TR/WCAG22/#dfn-relative-luminance */
function luminance(color: string): number {
  const [red, green, blue] = channelsOf(color).map(channel => {
    const share = channel / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!
}

/** https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio */
export function contrast(one: string, other: string): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b)
  return (lighter! + 0.05) / (darker! + 0.05)
}

/** The colour mixed with black or white until it can be read in the scheme. @param accent `#rrggbb` */
export function readableAccent(accent: string, scheme: keyof typeof SURFACES): string {
  const target = scheme === 'light' ? 0 : 255
  const channels = channelsOf(accent)
  for (let share = 0; share < 1; share += STEP) {
    const mixed = colorOf(channels.map(channel => channel + (target - channel) * share))
    if (contrast(mixed, SURFACES[scheme]) >= LEAST_CONTRAST) return mixed
  }
  return colorOf([target, target, target])
}

export const accentStyle = (accent: string): string =>
  `:root{--accent:${readableAccent(accent, 'light')}}@media (prefers-color-scheme:dark){:root{--accent:${readableAccent(accent, 'dark')}}}`

/** Its address names the colour, so browsers may keep it forever. */
export const accentPath = (accent: string): string => `/assets/${accent.slice(1)}/accent.css`
