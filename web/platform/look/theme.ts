import type { ThemeConfig } from "antd";
import { fontSizes, type Settings } from "./settings.ts";

/** One accent, calm greys; sizes follow the text size a person chose. Contrast is AA on white and on the layout grey. */
export function themeFor(textSize: Settings["textSize"]): ThemeConfig {
  const fontSize = fontSizes[textSize];
  return {
    hashed: true,
    token: {
      fontFamily:
        '"PingFang SC", "Microsoft YaHei", "HarmonyOS Sans SC", "Noto Sans CJK SC", "Source Han Sans SC", "WenQuanYi Micro Hei", sans-serif',
      fontSize,
      controlHeight: fontSize + 18,
      borderRadius: 5,
      colorPrimary: "#1b5e9e",
      colorInfo: "#1b5e9e",
      colorLink: "#1b5e9e",
      colorSuccess: "#1d7a4a",
      colorWarning: "#9a5b00",
      colorError: "#b3261e",
      colorSuccessBg: "#eaf6ef",
      colorSuccessBorder: "#b0d9c1",
      colorErrorBg: "#fdf4f3",
      colorErrorBorder: "#efc1be",
      colorWarningBg: "#fef6e7",
      colorWarningBorder: "#ecd3a0",
      colorInfoBg: "#edf4fb",
      colorInfoBorder: "#b9d2ea",
      colorText: "#1f2733",
      colorTextSecondary: "#4c5868",
      colorTextTertiary: "#5b6778",
      colorTextDescription: "#5b6778",
      colorTextPlaceholder: "#6b7686",
      colorBorder: "#c3cad4",
      colorBorderSecondary: "#e3e7ed",
      colorBgLayout: "#f3f5f8",
      motionDurationMid: "0.12s",
      motionDurationSlow: "0.16s",
    },
    components: {
      Tabs: { horizontalItemPadding: "8px 0", horizontalMargin: "0", titleFontSize: fontSize },
      Table: { cellPaddingBlockSM: 6, headerBg: "#f3f5f8" },
      Button: { primaryShadow: "none", defaultShadow: "none", dangerShadow: "none" },
    },
  };
}
