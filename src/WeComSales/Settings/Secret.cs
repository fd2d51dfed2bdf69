namespace WeComSales;

/// <summary>A value that prints only its length, so that no log line or error page can carry it.</summary>
public sealed class Secret(string value)
{
    public string Reveal() => value;

    public override string ToString() => $"已设置，{value.Length} 个字符";
}
