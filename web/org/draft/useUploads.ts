import { useEffect, useRef, useState } from "react";
import type { Sending } from "./sendFile.ts";

export interface Upload {
  id: number;
  name: string;
  size: number;
  /** From 0 to 1; 1 while the server looks at the file. */
  share: number;
  /** Null while it runs. */
  error: unknown;
}

/**
 * Files under way, one after the other: a county's line is slow, and the server counts what is in a slot.
 * A page that closes stops them.
 */
export function useUploads(send: (file: File, sending: Sending) => Promise<void>) {
  const [uploads, setUploads] = useState<Upload[]>([]);
  const running = useRef(new Map<number, { file: File; abort: AbortController }>());
  const queue = useRef<Promise<void>>(Promise.resolve());
  const nextId = useRef(1);
  const latest = useRef(send);
  latest.current = send;

  useEffect(() => {
    const started = running.current;
    return () => {
      for (const { abort } of started.values()) abort.abort();
    };
  }, []);

  const change = (id: number, part: Partial<Upload>) =>
    setUploads((all) => all.map((upload) => (upload.id === id ? { ...upload, ...part } : upload)));
  const drop = (id: number) => {
    running.current.delete(id);
    setUploads((all) => all.filter((upload) => upload.id !== id));
  };

  async function run(id: number): Promise<void> {
    const started = running.current.get(id);
    if (!started || started.abort.signal.aborted) return;
    try {
      await latest.current(started.file, {
        signal: started.abort.signal,
        onProgress: (share) => change(id, { share }),
      });
      drop(id);
    } catch (error) {
      if (started.abort.signal.aborted) drop(id);
      else change(id, { error });
    }
  }

  const start = (file: File, id = nextId.current++) => {
    running.current.set(id, { file, abort: new AbortController() });
    setUploads((all) => [
      ...all.filter((upload) => upload.id !== id),
      { id, name: file.name, size: file.size, share: 0, error: null },
    ]);
    queue.current = queue.current.then(() => run(id));
  };

  return {
    uploads,
    add: (files: Iterable<File>) => {
      for (const file of files) start(file);
    },
    /** A file that was not even sent, with the reason: shown like any other that failed. */
    refuse: (file: File, error: unknown) => {
      const id = nextId.current++;
      setUploads((all) => [...all, { id, name: file.name, size: file.size, share: 0, error }]);
    },
    again: (id: number) => {
      const started = running.current.get(id);
      if (started) start(started.file, id);
    },
    cancel: (id: number) => {
      running.current.get(id)?.abort.abort();
      drop(id);
    },
    canRepeat: (id: number) => running.current.has(id),
  };
}
