import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { callBlob } from "../api/client.ts";
import { Loaded } from "../look/States.tsx";
import type { ShownFile } from "./FilePane.tsx";

interface Props {
  file: ShownFile;
  className?: string;
}

/** A PDF inside the page. The bytes are fetched here, so that a lost session asks for a log-in instead of drawing it into the frame. */
export function PdfFrame({ file, className }: Props) {
  const bytes = useQuery({
    queryKey: ["file", file.url],
    queryFn: ({ signal }) => callBlob(file.url, signal),
    staleTime: 300_000,
    gcTime: 60_000,
  });
  return <Loaded of={bytes}>{(blob) => <BlobFrame blob={blob} title={file.title} className={className} />}</Loaded>;
}

function BlobFrame({ blob, title, className }: { blob: Blob; title: string; className: string | undefined }) {
  const [address, setAddress] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return address ? <iframe className={className} src={`${address}#view=FitH&navpanes=0`} title={title} /> : null;
}
