/** Sentences that more than one page says, always in the same words. */
export const words = {
  refused: '没有权限或不存在，请联系主管',
  offline: '没有网络',
  noAnswer: '服务暂时没有响应',
  signedOut: '登录没有成功',
  signals: '信号',
  noSignals: '没有识别到信号',
  nextAction: '建议动作',
  place: '客户 · 商机',
  stale: '显示的是上次的内容',
  saved: '已入库',
  discarded: '已丢弃',
} as const
