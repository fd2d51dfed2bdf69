import { effectScope, type EffectScope } from 'vue'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { usePressed } from './usePressed'

let page: EffectScope
beforeEach(() => {
  vi.useFakeTimers()
  page = effectScope()
})
afterEach(() => {
  page.stop()
  vi.useRealTimers()
})

function finger() {
  const pressed = vi.fn()
  const press = page.run(() => usePressed(pressed))!
  const at = (x: number, y: number, pointerType = 'touch') => Object.assign(new Event('pointer'), { pointerType, clientX: x, clientY: y }) as unknown as PointerEvent
  return { ...press, pressed, down: (id: string, pointerType = 'touch') => press.down(id, at(100, 100, pointerType)), move: (x: number, y: number) => press.move(at(x, y)) }
}

test('a finger that stays is a press, and the click at its end is none', () => {
  const { pressed, down, up, wasPress } = finger()
  down('m1')
  vi.advanceTimersByTime(500)
  up()

  expect(pressed.mock.calls).toEqual([['m1']])
  expect([wasPress(), wasPress()]).toEqual([true, false])
})

test('a short tap is a click', () => {
  const { pressed, down, up, wasPress } = finger()
  down('m1')
  vi.advanceTimersByTime(300)
  up()
  vi.advanceTimersByTime(1000)

  expect(pressed).not.toHaveBeenCalled()
  expect(wasPress()).toBe(false)
})

test('a finger that scrolls presses nothing, one that trembles still does', () => {
  const { pressed, down, move } = finger()
  down('m1')
  move(100, 125)
  vi.advanceTimersByTime(1000)
  expect(pressed).not.toHaveBeenCalled()

  down('m2')
  move(104, 103)
  vi.advanceTimersByTime(500)
  expect(pressed.mock.calls).toEqual([['m2']])
})

test('the left button of a mouse presses nothing, the right one does at once', () => {
  const { pressed, down, menu } = finger()
  down('m1', 'mouse')
  vi.advanceTimersByTime(1000)
  expect(pressed).not.toHaveBeenCalled()
  const event = new MouseEvent('contextmenu', { cancelable: true })
  menu('m1', event)

  expect(pressed.mock.calls).toEqual([['m1']])
  expect(event.defaultPrevented).toBe(true)
})

test('the menu event that a touch screen sends in the middle of a long press counts no second time', () => {
  const { pressed, down, menu } = finger()
  down('m1')
  vi.advanceTimersByTime(500)
  menu('m1', new MouseEvent('contextmenu', { cancelable: true }))
  expect(pressed).toHaveBeenCalledTimes(1)

  down('m2')
  menu('m2', new MouseEvent('contextmenu', { cancelable: true }))
  vi.advanceTimersByTime(1000)
  expect(pressed.mock.calls).toEqual([['m1'], ['m2']])
})

test('a click that never came does not swallow the next tap', () => {
  const { down, up, wasPress } = finger()
  down('m1')
  vi.advanceTimersByTime(500)
  up()
  down('m2')
  up()

  expect(wasPress()).toBe(false)
})

test('a page that is gone presses nothing any more', () => {
  const { pressed, down } = finger()
  down('m1')
  page.stop()
  vi.advanceTimersByTime(1000)

  expect(pressed).not.toHaveBeenCalled()
})
