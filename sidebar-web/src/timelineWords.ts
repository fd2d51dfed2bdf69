/** What the rows of the timeline are called; the first shows all. */
export const kindNames: readonly (readonly [string, string])[] = [
  ['', '全部'], ['note', '备注'], ['follow_up', '跟进'], ['visit', '拜访'], ['stage_move', '阶段'], ['message', '消息'], ['call', '通话'], ['support', '支援'], ['alert', '提醒'],
]

const names = new Map(kindNames)

export const kindName = (kind: string) => names.get(kind) ?? '记录'
