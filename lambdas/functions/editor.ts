import { createEditor } from './create-editor.ts'
import { configFromEnvironment } from './environment.ts'

export const handler = createEditor(configFromEnvironment())
