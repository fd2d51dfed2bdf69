namespace WeComSales.Domain;

/// <summary>How old a baby is on a day, as parents count: whole months and days; or how many days until it is expected.</summary>
/// <param name="Months">Whole months, 0 or more.</param>
/// <param name="Days">Days since the last whole month, 0 to 30.</param>
/// <param name="DaysUntil">Days until the birth that is expected; 0 once the day has come.</param>
public readonly record struct BabyAge(int Months, int Days, int DaysUntil)
{
    public bool IsBorn => DaysUntil == 0;

    /// <summary>
    /// Somebody born on the 31st is a month old on the last day of a shorter month, as <see cref="DateOnly.AddMonths"/> counts.
    /// </summary>
    /// <param name="today">The day in the company's zone, never a UTC date.</param>
    public static BabyAge On(DateOnly birthday, DateOnly today)
    {
        if (birthday > today)
        {
            return new(0, 0, birthday.DayNumber - today.DayNumber);
        }

        var months = ((today.Year - birthday.Year) * 12) + today.Month - birthday.Month;
        if (birthday.AddMonths(months) > today)
        {
            months--;
        }

        return new(months, today.DayNumber - birthday.AddMonths(months).DayNumber, 0);
    }

    /// <summary>Months as offers by age count them: negative before the birth, so that the last month before it is -1.</summary>
    public int OfferMonth => IsBorn ? Months : -((DaysUntil + 29) / 30);
}
