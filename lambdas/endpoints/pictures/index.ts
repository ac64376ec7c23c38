import { group } from '../../http/endpoint.ts'
import { getCard, getSeriesPicture, getTimelinePicture } from './get-pictures.ts'

export const PICTURES = group('pictures', { getCard, getTimelinePicture, getSeriesPicture })
