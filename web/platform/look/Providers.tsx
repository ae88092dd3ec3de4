import { legacyLogicalPropertiesTransformer, StyleProvider } from "@ant-design/cssinjs";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { App, ConfigProvider } from "antd";
import zhCN from "antd/locale/zh_CN";
import { type ReactNode, useLayoutEffect } from "react";
import { ApiError } from "../api/problem.ts";
import { fontSizes, useSettings } from "./settings.ts";
import { themeFor } from "./theme.ts";

const worthRetrying = (failures: number, error: Error) =>
  failures < 2 && error instanceof ApiError && (error.kind === "network" || error.status === 503);

/** One cache a page; shared with the widgets that live outside React's tree (form-js fields). */
export const queryClient = new QueryClient({
  defaultOptions: { queries: { retry: worthRetrying, staleTime: 5_000 } },
});

export function Providers({ children }: { children: ReactNode }) {
  const { textSize } = useSettings();
  useLayoutEffect(() => {
    document.documentElement.style.fontSize = `${fontSizes[textSize]}px`;
  }, [textSize]);
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
