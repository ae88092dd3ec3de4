import type { VerifyAnswer } from "#domain/platform/verify.ts";

type State = VerifyAnswer["state"];
/** What a state means to the person who holds the paper, the colour and the mark it is shown with. */
export const certificateWords: Record<State, { tone: "good" | "caution" | "bad"; mark: string; sentence: string }> = {
  valid: { tone: "good", mark: "✓", sentence: "经核验，该证书真实，目前有效。" },
  changed: { tone: "caution", mark: "!", sentence: "该证书记载的内容已经变更，请以变更后的证书为准。" },
  reissued: { tone: "caution", mark: "!", sentence: "该证书已经补发，请以补发的新证书为准，原证书不再使用。" },
  cancelled: { tone: "bad", mark: "✕", sentence: "该证书已经注销，不再有效。" },
  revoked: { tone: "bad", mark: "✕", sentence: "该证书已被撤销，不再有效，请勿使用。" },
  void: { tone: "bad", mark: "✕", sentence: "该证书已经作废，请勿使用。" },
};
