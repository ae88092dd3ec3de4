import { legacyLogicalPropertiesTransformer, StyleProvider } from "@ant-design/cssinjs";
import { QueryClientProvider } from "@tanstack/react-query";
import { App, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import type { ReactNode } from "react";
import { queryClient } from "./queryClient.ts";
import { fontSizes, useSettings } from "./settings.ts";
import { themeFor } from "./theme.ts";
import { useTextSize } from "./useTextSize.ts";

export function Providers({ children }: { children: ReactNode }) {
  const { textSize } = useSettings();
  useTextSize(fontSizes);
  return (
    <QueryClientProvider client={queryClient}>
      <StyleProvider hashPriority="high" transformers={[legacyLogicalPropertiesTransformer]}>
        <ConfigProvider
          locale={zhCN}
          theme={themeFor(textSize)}
          button={{ autoInsertSpace: false }}
          wave={{ disabled: true }}
        >
          <App component={false} message={{ maxCount: 2 }}>
            {children}
          </App>
        </ConfigProvider>
      </StyleProvider>
    </QueryClientProvider>
  );
}
