import { ArrowLeftOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useNavigate } from "react-router";

/** Where list and case do not fit beside each other. */
export function BackToList({ to }: { to: string }) {
  const navigate = useNavigate();
  return (
    <Button className="bench-back" type="link" icon={<ArrowLeftOutlined />} onClick={() => navigate(to)}>
      返回列表
    </Button>
  );
}
