using System.Text.Json;

namespace WeComSales.Simulator;

/// <summary>One card on one person's phone, as it stands now. Changed only under the simulator's lock.</summary>
public sealed class Card(string userId, string taskId, JsonElement content)
{
    public string UserId => userId;

    /// <summary>Empty for a plain notice, which cannot be updated.</summary>
    public string TaskId => taskId;

    /// <summary>The template_card object.</summary>
    public JsonElement Content { get; private set; } = content;

    /// <summary>Set once the buttons were replaced by one grey text.</summary>
    public string? ReplacedBy { get; private set; } = content.Text("replace_text");

    /// <summary>1 when it arrived, one more with each update.</summary>
    public int Version { get; private set; } = 1;

    /// <summary>What the person has chosen so far: question_key → option ids.</summary>
    public Dictionary<string, string[]> Chosen { get; } = [];

    public void Replace(JsonElement next)
    {
        Content = next;
        ReplacedBy = next.Text("replace_text");
        Chosen.Clear();
        Version++;
    }

    public void GreyButtons(string replaceName)
    {
        ReplacedBy = replaceName;
        Version++;
    }
}
