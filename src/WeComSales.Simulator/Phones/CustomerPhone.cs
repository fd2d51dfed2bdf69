namespace WeComSales.Simulator;

/// <summary>The WeChat phone of a customer.</summary>
public sealed class CustomerPhone
{
    readonly World world;
    readonly CallbackPump pump;

    internal CustomerPhone(World world, CallbackPump pump, Customer owner) => (this.world, this.pump, Owner) = (world, pump, owner);

    public Customer Owner { get; }

    /// <summary>Writes to a member; WeCom tells no app what customers say.</summary>
    public ChatMessage SayTo(string member, string text)
    {
        lock (world.Gate)
        {
            var chat = world.Company.ChatBetween(world.Company.PersonNamed(member).UserId, Owner.ExternalUserId);
            return world.Post(chat, new NewMessage(Bubble.Text) { Text = text }.By(Owner.ExternalUserId, world));
        }
    }

    /// <summary>Adds a member without that member's doing; <paramref name="half"/>: the member has not confirmed yet.</summary>
    public Task Add(string member, string? state = null, bool half = false)
    {
        string userId;
        lock (world.Gate)
        {
            userId = world.Company.PersonNamed(member).UserId;
            Owner.Follows[userId] = new Follow(userId, world.Now) { State = state };
            world.Feed.Tell(world.Company.ChatBetween(userId, Owner.ExternalUserId).Id);
        }

        return Changed(half ? "add_half_external_contact" : "add_external_contact", userId, ("State", state), ("WelcomeCode", Guid.CreateVersion7().ToString("N")));
    }

    /// <summary>Deletes a member, who learns it only when the next message fails; the app is told.</summary>
    public Task Delete(string member)
    {
        string userId;
        lock (world.Gate)
        {
            userId = world.Company.PersonNamed(member).UserId;
            Owner.Follows[userId].LostAt = world.Now;
        }

        return Changed("del_follow_user", userId);
    }

    Task Changed(string change, string userId, params (string, object?)[] more) => pump.ToApp(ExternalContact.Changed(world, change, userId, Owner.ExternalUserId, more));
}

static class ExternalContact
{
    /// <summary>change_external_contact: always from sys (D92130).</summary>
    public static string Changed(World world, string change, string userId, string externalUserId, params ReadOnlySpan<(string, object?)> more) => EventXml.Write(world, "sys", "event",
        [("Event", "change_external_contact"), ("ChangeType", change), ("UserID", userId), ("ExternalUserID", externalUserId), .. more]);
}
