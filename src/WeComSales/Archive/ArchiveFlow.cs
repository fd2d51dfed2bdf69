using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.Archive;

/// <summary>Stores what the reader said, and the position with it, in one transaction: whoever dies, both are there or neither.</summary>
public sealed class ArchiveFlow(Db db, TimeProvider time)
{
    const int MostIds = 500;

    /// <param name="lines">Messages in the order of the archive, opened or not.</param>
    /// <param name="position">The last seq that was durable before.</param>
    /// <returns>The last seq that is durable now.</returns>
    /// <exception cref="ArchiveLostException">Another instance reads; nothing was stored.</exception>
    public Task<long> Store(IReadOnlyList<ReaderLine> lines, long position, int epoch) => db.Write(async tx =>
    {
        var now = time.GetUtcNow();
        var filing = await Filing.For(tx, lines, now);
        foreach (var line in lines)
        {
            await (line switch
            {
                ReaderLine.Said said => filing.Store(said),
                ReaderLine.Closed closed => tx.SealedMessages.Add(closed.Message, now),
                _ => Task.CompletedTask,
            });
            if (line is ReaderLine.Said { Seq: var seq } && seq <= position)
            {
                // It had been kept sealed, and its key is there now.
                await tx.SealedMessages.Remove(seq);
            }
        }

        var last = Math.Max(position, lines.Max(line => line.SeqOf ?? 0));
        await tx.ArchivePositions.Save(last, epoch);
        return last;
    });

    /// <summary>A message at which the native library falls is kept as it came, and the position moves over it.</summary>
    /// <exception cref="ArchiveLostException">Another instance reads; nothing was stored.</exception>
    public Task Leave(SealedMessage message, int crashes, int epoch) => db.Write(async tx =>
    {
        await tx.SealedMessages.Add(message, time.GetUtcNow(), crashes);
        await tx.ArchivePositions.Save(message.Seq, epoch);
    });

    /// <summary>What all messages of one transaction are held against.</summary>
    sealed class Filing(Tx tx, HashSet<string> ours, IReadOnlyDictionary<string, DateTimeOffset> erased, DateTimeOffset now)
    {
        readonly Dictionary<string, List<ChatConsent>> consents = new(StringComparer.Ordinal);

        public static async Task<Filing> For(Tx tx, IReadOnlyList<ReaderLine> lines, DateTimeOffset now)
        {
            // Only an id that looks like a customer's has to be looked up; any other is a member's.
            var ids = lines.OfType<ReaderLine.Said>().SelectMany(said => said.Message.To.Append(said.Message.From))
                .Where(id => id.StartsWith('w')).Distinct(StringComparer.Ordinal).ToList();
            var ours = new HashSet<string>(StringComparer.Ordinal);
            var erased = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
            foreach (var some in ids.Chunk(MostIds))
            {
                ours.UnionWith((await tx.Staff.ByUserids(some)).Keys);
                foreach (var (customer, until) in await tx.Erasures.Until(some))
                {
                    erased[customer] = until;
                }
            }

            return new(tx, ours, erased, now);
        }

        public Task Store(ReaderLine.Said said)
        {
            var message = said.Message;
            var at = message.At ?? now;
            return message.Kind switch
            {
                "revoke" => message["pre_msgid"] is { } recalled ? tx.ChatMessages.Recall(recalled, at) : Task.CompletedTask,
                "switch" => Task.CompletedTask,
                _ => Place(message) is not { } place ? Task.CompletedTask
                    : message.Kind is "agree" or "disagree" ? Consent(message, place, at)
                    : Keep(said, place, at),
            };
        }

        ChatPlace? Place(ArchivedMessage message) => ChatPlace.Of(message.From, message.To, message.RoomId, ours.Contains);

        async Task Consent(ArchivedMessage message, ChatPlace place, DateTimeOffset at)
        {
            var consent = new ChatConsent(message["userid"] ?? message.From, place.Chat, message.Kind == "agree", at);
            await tx.ChatConsents.Put(consent);
            var known = await Consents(place.Chat);
            if (!known.Exists(one => one.ExternalUserid == consent.ExternalUserid && one.At > at))
            {
                known.RemoveAll(one => one.ExternalUserid == consent.ExternalUserid);
                known.Add(consent);
            }
        }

        async Task Keep(ReaderLine.Said said, ChatPlace place, DateTimeOffset at)
        {
            // What our side said in a group stands with each customer of it, and comes back to nobody who was erased.
            List<string> customers = [.. place.Customers.Where(customer => !(UntilOf(customer) >= at))];
            if (customers.Count == 0 && place.Customers.Count > 0)
            {
                return;
            }

            var (text, quoted) = MessageTexts.Of(said.Message);
            var message = new ChatMessage(
                said.Message.MsgId, said.Seq, place.Chat, place.ExternalUserid, said.Message.From, place.Theirs, at, said.Message.Kind, text, quoted);
            if (ChatKeeping.MayKeep(message, await Consents(place.Chat), UntilOf(place.ExternalUserid)))
            {
                await tx.ChatMessages.Add(message, customers, now);
            }
        }

        /// <summary>Until when somebody's words were erased; null when never.</summary>
        DateTimeOffset? UntilOf(string? customer) => customer is not null && erased.TryGetValue(customer, out var until) ? until : null;

        async Task<List<ChatConsent>> Consents(string chat)
        {
            if (!consents.TryGetValue(chat, out var known))
            {
                consents[chat] = known = [.. (await tx.ChatConsents.Of([chat]))[chat]];
            }

            return known;
        }
    }
}
