/** ¥350,000; another currency by its letters. */
export function amountWords(amount: number, currency: string): string {
  const number = amount.toLocaleString('en-US', { maximumFractionDigits: 2 })
  return currency === 'CNY' ? `¥${number}` : `${currency} ${number}`
}
