using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace WeComSales.WeCom.Tests;

public sealed class ApiSampleTests
{
    static readonly (string File, JsonTypeInfo Type, int Fields)[] samples =
    [
        ("gettoken", WireJson.Types.TokenAnswer, 2),
        ("get_jsapi_ticket", WireJson.Types.TokenAnswer, 2),
        ("ticket_get", WireJson.Types.TokenAnswer, 2),
        ("message_send", WireJson.Types.MessageSent, 4),
        ("message_update_template_card", WireJson.Types.UpdateCardAnswer, 1),
        ("media_upload", WireJson.Types.MediaUploaded, 2),
        ("user_get", WireJson.Types.WeComUser, 8),
        ("user_list", WireJson.Types.UserListAnswer, 8),
        ("user_list_id", WireJson.Types.UserIdsAnswer, 3),
        ("department_list", WireJson.Types.DepartmentListAnswer, 10),
        ("department_simplelist", WireJson.Types.DepartmentIdsAnswer, 6),
        ("department_get", WireJson.Types.DepartmentAnswer, 5),
        ("externalcontact_list", WireJson.Types.ExternalUserIdsAnswer, 1),
        ("externalcontact_get", WireJson.Types.ExternalContactAnswer, 20),
        ("externalcontact_batch_get_by_user", WireJson.Types.ExternalContactBatchAnswer, 20),
        ("externalcontact_get_follow_user_list", WireJson.Types.FollowUserIdsAnswer, 1),
        ("externalcontact_get_corp_tag_list", WireJson.Types.CorpTagListAnswer, 6),
        ("externalcontact_get_user_behavior_data", WireJson.Types.BehaviorAnswer, 16),
        ("auth_getuserinfo", WireJson.Types.SignedInUser, 3),
    ];

    [SharedFact]
    public void Every_field_that_a_record_has_is_read_from_the_sample_answer()
    {
        foreach (var (file, type, fields) in samples)
        {
            var sample = JsonNode.Parse(SharedSamples.Read("api", $"{file}.response.json"))!;
            var record = JsonSerializer.Deserialize(sample, type);

            Compare(JsonSerializer.SerializeToNode(record, type)!, sample, file).ShouldBeGreaterThanOrEqualTo(fields, file);
        }
    }

    [SharedFact]
    public void Every_field_of_a_message_stands_in_the_sample_request()
    {
        var sample = JsonNode.Parse(SharedSamples.Read("cards", "send.button_interaction.request.json"))!;
        var card = TemplateCard.FromJson(System.Text.Encoding.UTF8.GetBytes(sample["template_card"]!.ToJsonString()))!;
        var body = JsonNode.Parse(MessageBody.Card(1, ["UserID1", "UserID2", "UserID3"], card))!.AsObject();
        (body["enable_duplicate_check"], body["duplicate_check_interval"]) = (0, 1800);

        Compare(body, sample, "message_send").ShouldBeGreaterThan(30);

        var update = JsonNode.Parse(SharedSamples.Read("cards", "update.button_replace.request.json"))!;
        Compare(JsonNode.Parse(MessageBody.UpdateButton(1, ["userid1", "userid2"], "response_code", "replace_name"))!, update, "update").ShouldBe(4);
    }

    // Everything that was written must stand in the sample; how many values that were is returned.
    static int Compare(JsonNode written, JsonNode? sample, string path)
    {
        switch (written)
        {
            case JsonObject members:
                return members.Sum(member =>
                    sample![member.Key] is { } there ? Compare(member.Value!, there, $"{path}.{member.Key}") : Absent(member.Value!, $"{path}.{member.Key}"));
            case JsonArray entries:
                entries.Count.ShouldBe(sample!.AsArray().Count, path);
                return entries.Count == 0 || entries[0] is JsonValue
                    ? entries.Zip(sample.AsArray()).All(pair => pair.First!.ToString() == pair.Second!.ToString()) ? 1 : throw new ShouldAssertException(path)
                    : entries.Zip(sample.AsArray()).Sum(pair => Compare(pair.First!, pair.Second, path));
            default:
                written.ToString().ShouldBe(sample!.ToString(), path);
                return 1;
        }
    }

    // What the sample leaves out is written as nothing: an empty list, 0 or false.
    static int Absent(JsonNode written, string path)
    {
        (written is JsonArray { Count: 0 } || written.ToJsonString() is "0" or "false").ShouldBeTrue(path);
        return 0;
    }
}
