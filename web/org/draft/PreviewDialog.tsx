import { Modal } from "antd";
import type { ShownFile } from "../../platform/files/FilePane.tsx";
import { FilePreview } from "../../platform/files/FilePreview.tsx";
import "../../platform/files/filePane.css";

/** An uploaded file as the officials will see it. */
export function PreviewDialog({ file, onClose }: { file: ShownFile | null; onClose: () => void }) {
  return (
    <Modal
      open={file !== null}
      title={file?.title}
      footer={null}
      width="min(1100px, 96vw)"
      className="preview-dialog"
      destroyOnHidden
      centered
      onCancel={onClose}
    >
      {file && <FilePreview file={file} onStep={undefined} />}
    </Modal>
  );
}
