import { createPages } from './create-pages.ts'
import { configFromEnvironment } from './environment.ts'

export const handler = createPages(configFromEnvironment())
