/** The icon for tabs and bookmarks: years as bars. */
import { xml } from '../feeds/markup.ts'

export const FAVICON: string = xml`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
<rect width="32" height="32" rx="6" fill="#8c1d18"/>
<path d="M5 25h22M9 20v-5M14 20V8M19 20v-8M24 20v-2" fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round"/>
</svg>
`.text
