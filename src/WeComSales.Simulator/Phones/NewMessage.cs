namespace WeComSales.Simulator;

/// <summary>What a thumb has put together before it is sent.</summary>
sealed record NewMessage(string Kind)
{
    public string Text { get; init; } = "";

    public string? Title { get; init; }

    public string? Url { get; init; }

    public string? MediaId { get; init; }

    public string? Picture { get; init; }

    public int Seconds { get; init; }

    public ChatMessage? Quoted { get; init; }

    /// <summary>The message as it stands in the chat; the sender has of course seen it.</summary>
    public ChatMessage By(string sender, World world) => new()
    {
        Id = world.Company.NextMessageId(),
        At = world.Now,
        From = sender,
        Kind = Kind,
        Text = Text,
        Title = Title,
        Url = Url,
        MediaId = MediaId,
        Picture = Picture,
        Seconds = Seconds,
        Quoted = Quoted,
    };
}
