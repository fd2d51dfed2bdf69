using System.Text.Json;

namespace WeComSales.ArchiveReader;

/// <summary>
/// Pulls, opens and says one message after another. The next pull begins behind what the service has acknowledged and
/// nowhere else: whoever dies, the position is the service's and nothing lies between two memories.
/// </summary>
sealed class Reading(TextReader input, Saying say)
{
    const int Tries = 3;

    Opening opening = null!;
    PrivateKeys keys = null!;
    FinanceSdk sdk = null!;

    /// <summary>How long a failed pull rests before the second and the third try; tests make it short.</summary>
    public TimeSpan Rest { get; init; } = TimeSpan.FromSeconds(1);

    public Ending Run()
    {
        try
        {
            opening = Opening.Read(input.ReadLine());
            using (keys = PrivateKeys.Load(opening.Keys))
            using (sdk = Open())
            {
                return ReadOn();
            }
        }
        catch (ReadingEnds end)
        {
            say.Fault(end.Ending, end.Code);
            return end.Ending;
        }
    }

    FinanceSdk Open()
    {
        try
        {
            return FinanceSdk.Open(opening.Library, opening.CorpId, opening.Secret);
        }
        catch (FinanceSdkException refused)
        {
            throw Ends(refused.Code, otherwise: Ending.Secret);
        }
    }

    Ending ReadOn()
    {
        var position = opening.After;
        while (true)
        {
            var last = SayAll(Pull(position), position);
            if (last == position)
            {
                say.CaughtUp(position);
            }

            if (!Listen(last, wasEmpty: last == position))
            {
                return Ending.Done;
            }

            position = last;
        }
    }

    IReadOnlyList<SealedMessage> Pull(ulong after)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return SealedMessage.ReadAll(sdk.GetChatData(after, opening.Limit, opening.Proxy, opening.ProxyPassword, opening.TimeoutSeconds));
            }
            catch (FinanceSdkException failed)
            {
                var end = Ends(failed.Code, otherwise: Ending.Sdk);
                if (end.Ending != Ending.Network || tries == Tries)
                {
                    throw end;
                }
            }

            Thread.Sleep(Rest * tries);
        }
    }

    /// <summary>Says what lies behind the position; what the library repeats is passed over. Returns the last seq.</summary>
    ulong SayAll(IReadOnlyList<SealedMessage> messages, ulong position)
    {
        var last = position;
        foreach (var message in messages.Where(message => message.Seq > position))
        {
            Say(message);
            last = message.Seq;
        }

        say.Flush();
        return last;
    }

    void Say(SealedMessage message)
    {
        if (!keys.Has(message.Version))
        {
            say.Sealed(message, "key");
        }
        else if (keys.Open(message.Version, message.Key) is not { } randomKey)
        {
            say.Sealed(message, "closed");
        }
        else
        {
            Say(message, randomKey);
        }
    }

    void Say(SealedMessage message, byte[] randomKey)
    {
        if (opening.Careful)
        {
            say.Opening(message);
        }

        try
        {
            using var opened = JsonDocument.Parse(sdk.DecryptData(randomKey, message.Text));
            if (opened.RootElement.ValueKind == JsonValueKind.Object)
            {
                say.Message(message, opened.RootElement);
                return;
            }
        }
        catch (FinanceSdkException)
        {
            say.Sealed(message, "closed");
            return;
        }
        catch (JsonException)
        {
            // Said below: what came out is no message.
        }

        say.Sealed(message, "unreadable");
    }

    /// <summary>Waits for the acknowledgement of everything said or, when nothing was, for the wish to pull again; other wishes are met meanwhile. False at the end of the input.</summary>
    bool Listen(ulong last, bool wasEmpty)
    {
        while (input.ReadLine() is { } line)
        {
            using var document = Parsed(line);
            var wish = document.RootElement;
            if (wish.TryGetProperty("ack", out var ack) && !wasEmpty && ack.GetUInt64() >= last)
            {
                return true;
            }

            if (wish.TryGetProperty("pull", out _) && wasEmpty)
            {
                return true;
            }

            if (wish.TryGetProperty("open", out var kept))
            {
                Say(SealedMessage.Read(kept));
                say.Flush();
            }

            if (wish.TryGetProperty("media", out var id))
            {
                Fetch(id.GetString() ?? "");
            }
        }

        return false;
    }

    static JsonDocument Parsed(string line)
    {
        try
        {
            return JsonDocument.Parse(line);
        }
        catch (JsonException)
        {
            throw new ReadingEnds(Ending.WrongUse);
        }
    }

    void Fetch(string id)
    {
        var index = "";
        try
        {
            bool isLast;
            do
            {
                (var bytes, index, isLast) = sdk.GetMediaData(index, id, opening.Proxy, opening.ProxyPassword, opening.TimeoutSeconds);
                say.Piece(id, bytes, isLast);
            }
            while (!isLast);
        }
        catch (FinanceSdkException failed)
        {
            say.NoMedia(id, failed.Code);
        }
    }

    /// <summary>What an error means for reading: the library's own numbers (D91774) and WeCom's.</summary>
    static ReadingEnds Ends(int code, Ending otherwise) => new(
        code switch
        {
            10001 or 10002 or 10003 or -1 => Ending.Network,
            10004 or 40001 or 40013 or 40091 or 48002 => Ending.Secret,
            10009 or 301042 or 60020 => Ending.Ip,
            301052 => Ending.Expired,
            301053 => Ending.NotEnabled,
            _ => otherwise,
        },
        code);
}
