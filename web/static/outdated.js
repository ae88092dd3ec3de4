// Runs before everything else, in ES5: a browser too old for the bundles gets a page that says what to do.
(() => {
  var modern =
    "noModule" in document.createElement("script") &&
    !!String.prototype.replaceAll &&
    !!window.Promise &&
    !!Promise.any;
  if (modern) return;
  document.addEventListener("DOMContentLoaded", () => {
    document.body.innerHTML =
      '<div style="max-width:36em;margin:4em auto;padding:0 1em;font:16px/1.8 sans-serif;color:#1f2733">' +
      '<h1 style="font-size:22px">当前浏览器版本过低，无法打开本系统</h1>' +
      "<p>请改用以下任一浏览器:</p><ul><li>谷歌浏览器、Edge 86 及以上版本</li><li>火狐浏览器 115 及以上版本</li>" +
      "<li>360、QQ、搜狗等浏览器：在地址栏右侧切换到“极速模式”</li><li>苹果手机：系统升级到 iOS 15 及以上</li></ul></div>";
  });
})();
