/**
 * Goes on when a command was done, also where what sent it is gone from the screen by then: the case is read anew first. A
 * refusal is shown by whoever sent it.
 */
export function whenDone<Result>(sent: Promise<Result>, goOn: (result: Result) => void): void {
  sent.then(goOn, () => {});
}
