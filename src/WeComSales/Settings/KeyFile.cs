namespace WeComSales;

/// <summary>The file of <c>Secrets:KeyFile</c>: 32 bytes in base64, blanks and line ends around them ignored. Everybody reads it here.</summary>
public static class KeyFile
{
    public const int Length = 32;

    /// <summary>What is allowed, with the way there.</summary>
    public static string Allowed(string path) => $"内容是 32 字节的 base64、所有实例相同的文件，只有服务的用户能读。生成：umask 077; head -c 32 /dev/urandom | base64 > {path}";

    /// <summary>The key; null when there is none to be had.</summary>
    /// <param name="fault">What is wrong; empty when the key was read.</param>
    public static byte[]? Read(string path, out string fault)
    {
        fault = "";
        try
        {
            var key = new byte[Length];
            if (Convert.TryFromBase64String(File.ReadAllText(path).Trim(), key, out var length) && length == Length)
            {
                return key;
            }

            fault = $"「{path}」的内容不是 32 字节的 base64";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            fault = $"「{path}」{Reason(unreadable)}";
        }

        return null;
    }

    static string Reason(Exception unreadable) => unreadable switch
    {
        FileNotFoundException or DirectoryNotFoundException => "没有这个文件",
        UnauthorizedAccessException => "没有读取权限",
        _ => $"读不了：{unreadable.Message}",
    };
}
