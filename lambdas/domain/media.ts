/** Images: files in `media/` of the data folder. What Annals draws itself is called a picture. */

/** The image types that browsers, feed readers and TimelineJS show. SVG is not among them, because it can carry scripts. */
export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp', 'image/gif'] as const

/** Names that need no escaping in addresses. Some readers and TimelineJS recognize an image by the end of its address. */
export const MEDIA_NAME =
  '^[A-Za-z0-9][A-Za-z0-9._-]*\\.([Jj][Pp][Ee]?[Gg]|[Pp][Nn][Gg]|[Ww][Ee][Bb][Pp]|[Gg][Ii][Ff])$'

export const ALLOWED_NAMES =
  'the name of a JPEG, PNG, WebP or GIF file in media/, of letters a–z, digits, ".", "_" and "-"'

/** `data/read-media.ts` detects everything except the id. */
export interface MediaFile {
  /** Name of the file. */
  id: string
  /** The first 16 hexadecimal digits of the SHA-256 of its content. */
  digest: string
  type: (typeof MEDIA_TYPES)[number]
  bytes: number
  /** In pixels, as it is shown. */
  width: number
  height: number
}

/** Its path on both hosts, and with `/` removed its key in the bucket. Contains the digest, so copies may be kept forever. */
export const mediaPath = ({ digest, id }: MediaFile): `/${string}` => `/media/${digest}/${id}`
