import { z } from "zod";
import { areaText } from "../look/words.ts";

/** Required against provided, as a business says it beside its form. */
const judgementSchema = z.object({
  required: z.number(),
  provided: z.number(),
  committeeRequired: z.number(),
  committee: z.number(),
  sufficient: z.boolean(),
  reasons: z.array(z.string()),
  steps: z.array(z.string()),
  legalBasis: z.string().optional(),
});

/** 应配与申报: the figures, the verdict, how it was calculated. Nothing where there is no judgement. */
export function Judgement({ of }: { of: unknown }) {
  const parsed = judgementSchema.safeParse(of);
  if (!parsed.success) return null;
  const { required, provided, committeeRequired, committee, sufficient, reasons, steps, legalBasis } = parsed.data;
  return (
    <details className={`judgement${sufficient ? "" : " judgement-short"}`} aria-label="面积核定" open={!sufficient}>
      <summary className="numbers">
        <span className="judgement-verdict">{sufficient ? "✓ 达到配置要求" : "✕ 未达到配置要求"}</span>
        <span>
          应配 <b>{areaText(required)}</b>
        </span>
        <span>
          申报 <b>{areaText(provided)}</b>
        </span>
        <span>
          业委会应配 <b>{areaText(committeeRequired)}</b>，申报 <b>{areaText(committee)}</b>
        </span>
        <span className="judgement-more">计算过程和依据</span>
      </summary>
      {reasons.length > 0 && (
        <ul className="judgement-reasons">
          {reasons.map((reason) => (
            <li key={reason}>{reason}</li>
          ))}
        </ul>
      )}
      <ul>
        {steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
        {legalBasis && <li>依据：{legalBasis}</li>}
      </ul>
    </details>
  );
}
