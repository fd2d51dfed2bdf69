using System.Runtime.InteropServices;

namespace WeComSales.Archive;

/// <summary>What an administrator does about each fault of the session archive that the doctor finds.</summary>
static class ArchiveTexts
{
    public const string Network = "让这台服务器能访问 https://qyapi.weixin.qq.com：检查域名解析、防火墙和代理";
    public const string NoKey = "把管理后台「会话内容存档」里那把公钥对应的私钥存成 PEM 文件，路径写到 WeCom:Archive:PrivateKeys:1File（1 是公钥版本）";
    public const string NewerLibrary = "换成最新的 Finance SDK 动态库，再重启服务：启动时会重新打开这些消息";

    const string Download = "从管理后台「会话内容存档」的开发文档下载 Finance SDK，把 WeCom:Archive:Library 指向";

    public static string Program(string path) => OperatingSystem.IsWindows()
        ? "检查 WeCom:Archive:Reader：要指向为这台机器发布的 wecomsales-archive-reader.exe"
        : $"检查 WeCom:Archive:Reader：要指向为这台机器发布的 wecomsales-archive-reader，并让服务的用户能执行（chmod +x {path}）";

    public static string Key(int version) => $"把第 {version} 版私钥写到 WeCom:Archive:PrivateKeys:{version}File，再重启服务：等着的消息会自动打开。旧版本的私钥也要留着";

    public static string WrongKey(int version) => $"WeCom:Archive:PrivateKeys:{version}File 不是第 {version} 版公钥的私钥：版本号要与管理后台「会话内容存档」里显示的一致";

    public static Finding Fell(string what, int exitCode) => new(
        what, $"读取程序没说话就退出了（{exitCode}），多半是动态库崩溃",
        $"重新下载 64 位的 Finance SDK 动态库{(OperatingSystem.IsWindows() ? "，并安装 Visual C++ 运行库" : "，并用 ldd 检查它依赖的库是否齐全")}");

    /// <summary>Why the file is no library for this machine.</summary>
    public static Finding Library(string what, string path)
    {
        var (file, own) = (LibraryFile.MachineOf(path), RuntimeInformation.ProcessArchitecture);
        var name = OperatingSystem.IsWindows() ? "WeWorkFinanceSdk.dll" : "libWeWorkFinanceSdk_C.so";
        return file switch
        {
            LibraryFile.Absent => new(what, $"没有动态库 {path}", $"{Download}其中的 {name}"),
            LibraryFile.Unknown => new(what, $"{path} 不是这个系统的动态库", $"{Download}其中的 {name}"),
            _ when file != own.ToString() => new(what, $"动态库是 {file} 的，这台机器是 {own}", $"{Download} {own} 版本的 {name}"),
            _ => new(what, $"动态库 {path} 装不进来", "可能缺它依赖的系统库，或不是 Finance SDK 的库：用 ldd 查看，装齐后再试"),
        };
    }

    public static Finding Fault(string what, string word, int code)
    {
        var (seen, fix) = word switch
        {
            "Keys" => ("配置的私钥里有读不了的文件", "WeCom:Archive:PrivateKeys 的每个文件都要是 RSA 私钥的 PEM，服务的用户能读"),
            "Secret" => ("企业微信不认 Secret", "改 WeCom:Archive:Secret：管理后台「会话内容存档」里的 Secret，不是应用的 Secret"),
            "Ip" => ("企业微信拒绝这台服务器的 IP", "在管理后台「会话内容存档」的可信 IP 里加入这台服务器的出口 IP"),
            "Expired" => ("会话内容存档已到期", "在管理后台「会话内容存档」续费。到期后的消息不会再给，越早续越好"),
            "NotEnabled" => ("会话内容存档没有开通", "在管理后台「会话内容存档」开通，并选择要存档的成员"),
            "Network" => ("连不上企业微信", Network),
            "WrongUse" => ("读取程序与服务的版本不一致", "重新发布读取程序，与服务用同一个版本"),
            _ => ("动态库报错", $"按错误码 {code} 查「会话内容存档」文档的错误码说明"),
        };
        return new(what, code > 0 ? $"{seen}（{code}）" : seen, fix);
    }
}
