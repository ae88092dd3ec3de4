import { Button, Modal } from "antd";
import { useState } from "react";

interface Props {
  open: boolean;
  onOverwrite: () => Promise<void>;
  onReload: () => void;
}

/** Two people, or two windows, wrote the same draft: the person decides whose words stay. */
export function DraftConflict({ open, onOverwrite, onReload }: Props) {
  const [busy, setBusy] = useState(false);
  const overwrite = () => {
    setBusy(true);
    void onOverwrite().finally(() => setBusy(false));
  };
  const reload = () => {
    onReload();
    window.location.reload();
  };
  return (
    <Modal
      open={open}
      title="这份草稿已在别处修改"
      closable={false}
      mask={{ closable: false }}
      width={440}
      footer={[
        <Button key="reload" disabled={busy} onClick={reload}>
          载入最新内容
        </Button>,
        <Button key="overwrite" type="primary" loading={busy} onClick={overwrite}>
          用我的内容覆盖
        </Button>,
      ]}
    >
      您打开之后,同事或另一个窗口保存过这份草稿。载入最新内容会放弃您在本窗口的修改;覆盖则以您的内容为准。
    </Modal>
  );
}
