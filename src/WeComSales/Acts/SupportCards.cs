using System.Text;
using WeComSales.Data;
using WeComSales.Domain;
using WeComSales.WeCom;

namespace WeComSales.Acts;

/// <summary>The cards of a support request: to whom it is addressed, and back to who asked.</summary>
public sealed class SupportCards(AppSettings settings)
{
    public Letter Asked(SupportRequest request, string helper, CalledCustomer customer, Opportunity? opportunity, string by) => Card(
        $"support:{request.Id}:{helper}", helper, ActTexts.SupportTitle, customer.Name, request.ExternalUserid,
        (ActTexts.RowCustomer, Heading(customer)),
        (ActTexts.RowOpportunity, opportunity is null ? "" : $"{opportunity.Title} · {opportunity.Stage}"),
        (ActTexts.RowWhat, request.What),
        (ActTexts.RowBy, by));

    public Letter Answered(SupportRequest request, CalledCustomer? customer, string by, string answer) => Card(
        $"support:{request.Id}:answered", request.By, ActTexts.SupportAnswered, customer?.Name ?? "", request.ExternalUserid,
        (ActTexts.RowWhat, request.What),
        (ActTexts.RowAnswer, $"{by}：{answer}"));

    Letter Card(string key, string userid, string title, string description, string externalUserid, params ReadOnlySpan<(string Name, string Value)> rows)
    {
        var lines = new List<CardLine>();
        foreach (var (name, value) in rows)
        {
            if (value.Length > 0)
            {
                lines.Add(new(name, value.ReplaceLineEndings(" ")));
            }
        }

        var card = new TemplateCard.TextNotice
        {
            Source = new CardSource(ActTexts.Source),
            MainTitle = new CardTitle(title, description),
            HorizontalContentList = lines,
            CardAction = CardAction.Open(new Uri(settings.PublicBaseUrl, $"/sidebar/customers/{Uri.EscapeDataString(externalUserid)}").ToString()),
        };
        return new(
            key, Call.MessageSend, Lane.Card, userid,
            Encoding.UTF8.GetString(MessageBody.Card(settings.WeCom.AgentId, [userid], CardLimits.App.Fit(card).Card)));
    }

    static string Heading(CalledCustomer customer) => string.IsNullOrEmpty(customer.Company) ? customer.Name : $"{customer.Name} · {customer.Company}";
}
