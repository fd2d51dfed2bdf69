using System.Buffers;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Unicode;
using System.Xml;

namespace WeComSales.WeCom;

/// <summary>A plaintext as a flat list of named values with their depth: what every message kind is read from, whether it came as XML or JSON.</summary>
sealed class CallbackFields
{
    const int MaxDepth = 16;
    const int DocumentsPerNameTable = 4096;

    // A new table of names for each document costs as much as reading it. It is not safe for two threads, and starts
    // anew from time to time, since it keeps every name that it has met.
    [ThreadStatic]
    static XmlReaderSettings? settings;
    [ThreadStatic]
    static int documents;

    static XmlReaderSettings NewSettings() => new()
    {
        NameTable = new NameTable(),
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = CallbackEnvelope.MaxBytes,
        CheckCharacters = false,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        IgnoreWhitespace = true,
    };

    static readonly SearchValues<byte> control =
        SearchValues.Create([.. Enumerable.Range(0, ' ').Where(code => code is not ('\t' or '\n' or '\r')).Select(code => (byte)code)]);

    readonly List<(int Depth, string Name, string? Text)> items = new(16);
    readonly int depth;

    CallbackFields(int depth) => this.depth = depth;

    /// <summary>The value of the first direct child of this name; null when it is absent or has children instead.</summary>
    public string? this[string name]
    {
        get
        {
            foreach (var item in items)
            {
                if (item.Depth == depth && item.Name == name)
                {
                    return item.Text;
                }
            }

            return null;
        }
    }

    /// <summary>The whole number in this field; null when it is absent or not a number.</summary>
    public long? Number(string name) =>
        long.TryParse(this[name], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>The decimal number in this field; null when it is absent or not a number.</summary>
    public double? Decimal(string name) =>
        double.TryParse(this[name], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) ? number : null;

    /// <summary>The first direct child of this name as fields of its own; empty when absent.</summary>
    public CallbackFields Section(string name) => Sections(name).FirstOrDefault() ?? new CallbackFields(depth + 1);

    /// <summary>Every direct child of this name as fields of its own.</summary>
    public IEnumerable<CallbackFields> Sections(string name)
    {
        for (var index = 0; index < items.Count; index++)
        {
            if (items[index].Depth != depth || items[index].Name != name)
            {
                continue;
            }

            var section = new CallbackFields(depth + 1);
            for (var next = index + 1; next < items.Count && items[next].Depth > depth; next++)
            {
                section.items.Add(items[next]);
            }

            yield return section;
        }
    }

    /// <summary>The texts of all direct children of this name.</summary>
    public string[] Texts(string name) =>
        [.. items.Where(item => item.Depth == depth && item.Name == name && item.Text is not null).Select(item => item.Text!)];

    /// <summary>Null when the plaintext is neither one XML document nor one JSON object, is too deep, or holds a DTD.</summary>
    public static CallbackFields? Read(ReadOnlyMemory<byte> plaintext)
    {
        var trimmed = plaintext.TrimStart(" \t\r\n"u8);
        if (trimmed.IsEmpty || !Utf8.IsValid(trimmed.Span))
        {
            return null;
        }

        var fields = new CallbackFields(1);
        try
        {
            return (trimmed.Span[0] == (byte)'{' ? fields.AddJson(trimmed) : fields.AddXml(trimmed)) ? fields : null;
        }
        catch (Exception broken) when (broken is XmlException or JsonException or InvalidOperationException) // the last: half a surrogate pair in a name
        {
            return null;
        }
    }

    bool AddXml(ReadOnlyMemory<byte> plaintext)
    {
        var bytes = Printable(WithoutDeclaration(plaintext));
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        using var reader = XmlReader.Create(stream, Settings());
        while (reader.Read())
        {
            if (reader.Depth > MaxDepth)
            {
                return false;
            }

            if (reader.NodeType == XmlNodeType.Element && reader.Depth > 0)
            {
                // An empty element holds an empty text; one with children loses it again below.
                items.Add((reader.Depth, reader.LocalName, ""));
            }
            else if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && items.Count > 0)
            {
                var (at, name, text) = items[^1];
                items[^1] = (at, name, at == reader.Depth - 1 ? text + reader.Value : text);
            }
        }

        return true;
    }

    static XmlReaderSettings Settings() =>
        settings is null || documents++ % DocumentsPerNameTable == 0 ? settings = NewSettings() : settings;

    // A declaration could choose another encoding; the bytes are UTF-8 by protocol and were checked to be.
    static ReadOnlyMemory<byte> WithoutDeclaration(ReadOnlyMemory<byte> plaintext) =>
        plaintext.Span.StartsWith("<?xml "u8) && plaintext.Span.IndexOf("?>"u8) is > 0 and var end ? plaintext[(end + 2)..] : plaintext;

    // XML forbids control characters, chats do not: refusing them would lose the message.
    static ArraySegment<byte> Printable(ReadOnlyMemory<byte> plaintext)
    {
        if (!plaintext.Span.ContainsAny(control) && MemoryMarshal.TryGetArray(plaintext, out var segment))
        {
            return segment;
        }

        var copy = plaintext.ToArray();
        copy.AsSpan().ReplaceAny(control, (byte)' ');
        return copy;
    }

    bool AddJson(ReadOnlyMemory<byte> plaintext)
    {
        using var document = JsonDocument.Parse(plaintext, new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
        Add(document.RootElement, 1);
        return true;
    }

    void Add(JsonElement parent, int at)
    {
        foreach (var property in parent.EnumerateObject())
        {
            if (property.Value.ValueKind == JsonValueKind.Array)
            {
                foreach (var entry in property.Value.EnumerateArray())
                {
                    Add(property.Name, entry, at);
                }
            }
            else
            {
                Add(property.Name, property.Value, at);
            }
        }
    }

    void Add(string name, JsonElement value, int at)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            items.Add((at, name, null));
            Add(value, at + 1);
        }
        else if (value.ValueKind != JsonValueKind.Null)
        {
            items.Add((at, name, Text(value)));
        }
    }

    // Half an emoji, escaped, is no text to the platform; the message around it is worth more than that one character.
    static string Text(JsonElement value)
    {
        try
        {
            return value.ToString();
        }
        catch (InvalidOperationException)
        {
            return value.GetRawText().Trim('"');
        }
    }
}
