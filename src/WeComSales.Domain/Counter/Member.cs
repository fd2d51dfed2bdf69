namespace WeComSales.Domain;

/// <summary>A customer of the shops (会员), by the company's own code.</summary>
/// <param name="BabyBirthday">A day; in the future for a baby that is expected.</param>
/// <param name="StoreCode">The shop that the member belongs to.</param>
public sealed record Member(string Code, string Name, string? Phone, DateOnly? BabyBirthday, string? StoreCode)
{
    /// <summary>The family name, or the first letter: enough to greet, not enough to know.</summary>
    public string MaskedName => Name.Length == 0 ? "" : Name.EnumerateRunes().First() + "**";

    /// <summary>138****5678; null when no phone is known.</summary>
    public string? MaskedPhone => string.IsNullOrEmpty(Phone) ? null : Masking.Text(Phone) is var masked && masked != Phone ? masked : new string('*', Phone.Length);
}

/// <summary>Something that the shops sell, by the company's own code.</summary>
/// <param name="Price">In the company's currency; null when none is known.</param>
public sealed record Product(string Code, string Name, string? Category, decimal? Price);

/// <summary>A line of a receipt (购买). Member, product, shop and time together name it.</summary>
/// <param name="StoreCode">Empty where the file names no shop.</param>
/// <param name="KitRemaining">What was left of the maternity kit (待产包) then; empty when the line says nothing about it.</param>
public sealed record Purchase(
    string MemberCode, string ProductCode, int Quantity, decimal? Amount, string StoreCode, DateTimeOffset At, IReadOnlyList<string> KitRemaining);
