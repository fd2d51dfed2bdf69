namespace WeComSales.Domain;

public enum QuickReplyKind { Text, Link }

/// <summary>Ready words (快捷话术) or a link to material (资料), in a group.</summary>
/// <param name="Content">What is sent; of a link, the line below its title.</param>
/// <param name="Link">https, only of a <see cref="QuickReplyKind.Link"/>.</param>
public sealed record QuickReply(string Id, string Group, string Title, QuickReplyKind Kind, string Content, string? Link, int Position)
{
    /// <summary>Longest text that WeCom sends in one message, in characters.</summary>
    public const int LongestContent = 1000;
    public const int LongestTitle = 40;

    public bool IsWhole =>
        Group.Length is > 0 and <= LongestTitle && Title.Length is > 0 and <= LongestTitle && Content.Length is > 0 and <= LongestContent
        && (Kind == QuickReplyKind.Text
            ? Link is null
            : Uri.TryCreate(Link, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps);
}
