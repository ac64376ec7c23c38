import { createFeeds } from './create-feeds.ts'
import { configFromEnvironment } from './environment.ts'

export const handler = createFeeds(configFromEnvironment())
