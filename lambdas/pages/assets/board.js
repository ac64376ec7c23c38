/** Optional JavaScript of a board: a card for the mark under the pointer, and dragging to choose a shorter time. Earlier and later are arrow keys. */

for (const board of document.querySelectorAll('.board')) {
  const figure = board.closest('figure')
  const marks = board.querySelectorAll('.marks a')

  /** The browser's own tooltip would cover the card. */
  for (const mark of marks) {
    const title = mark.querySelector('title')
    mark.dataset.card = title.textContent
    title.remove()
  }

  const card = document.createElement('p')
  card.className = 'card'
  card.hidden = true
  figure.append(card)

  board.addEventListener('pointerover', event => {
    const mark = event.target.closest('[data-card]')
    card.hidden = !mark
    if (!mark) return
    const [when, title] = mark.dataset.card.split('\n')
    const time = document.createElement('span')
    time.textContent = when
    card.replaceChildren(time, title)
    const around = figure.getBoundingClientRect()
    const { left, bottom, width } = mark.lastElementChild.getBoundingClientRect()
    const middle = left + width / 2 - around.left
    card.style.left = `${Math.max(0, Math.min(middle - 20, around.width - card.offsetWidth))}px`
    card.style.top = `${bottom - around.top + 6}px`
  })
  board.addEventListener('pointerleave', () => {
    card.hidden = true
  })

  /** Where the plot begins, in pixels: left of it are the names of the lanes. */
  const plot = () => {
    const { left, width } = board.getBoundingClientRect()
    const padding = Number.parseFloat(getComputedStyle(board).paddingInlineStart)
    return { left: left + padding, width: width - padding }
  }
  const share = x => {
    const { left, width } = plot()
    return Math.max(0, Math.min(1, (x - left) / width))
  }
  const dayAt = at => {
    const days = ['from', 'to'].map(bound => Date.parse(board.dataset[bound]))
    return new Date(days[0] + at * (days[1] - days[0])).toISOString().slice(0, 10)
  }

  const range = document.createElementNS('http://www.w3.org/2000/svg', 'rect')
  range.classList.add('range')
  let start
  board.addEventListener('pointerdown', event => {
    if (event.button !== 0 || event.pointerType === 'touch') return
    start = event.clientX
  })
  board.addEventListener('dragstart', event => event.preventDefault())
  addEventListener('pointermove', event => {
    if (start === undefined || Math.abs(event.clientX - start) < 5) return
    const [from, to] = [share(start), share(event.clientX)].sort((a, b) => a - b)
    range.setAttribute('x', `${from * 100}%`)
    range.setAttribute('width', `${(to - from) * 100}%`)
    range.setAttribute('height', '100%')
    board.append(range)
  })
  addEventListener('pointerup', event => {
    if (start === undefined) return
    const [from, to] = [share(start), share(event.clientX)].sort((a, b) => a - b)
    const isDrag = Math.abs(event.clientX - start) >= 5
    start = undefined
    range.remove()
    if (!isDrag || from === to) return
    const address = new URL(board.dataset.href, location)
    address.searchParams.set('from', dayAt(from))
    address.searchParams.set('to', dayAt(to))
    location.assign(address)
  })
}
