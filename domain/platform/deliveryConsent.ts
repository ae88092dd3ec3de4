import { z } from "zod";

/** 同意电子送达, a box of every start form under the key `electronicDelivery`; not ticked means no. */
export const electronicDeliverySchema = z
  .boolean({ error: "是否同意电子送达填写有误。" })
  .nullish()
  .transform((consent) => consent === true);
