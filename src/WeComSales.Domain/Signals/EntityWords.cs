namespace WeComSales.Domain;

/// <summary>The words entities are made of, as read from entities.txt: units, roles, currencies, days, holidays. Each property is the set of that name there.</summary>
sealed class EntityWords
{
    readonly Dictionary<string, WordSet> sets = new(StringComparer.Ordinal);
    readonly bool[] leads = new bool[char.MaxValue + 1];

    /// <param name="file">Definitions; a name of two words (<c>currency USD</c>) puts its words into the first set with the second as their value.</param>
    public EntityWords(string file, Folding folding)
    {
        foreach (var (name, words) in LexiconText.Definitions(file))
        {
            var parts = name.Split(' ', 2);
            if (!sets.TryGetValue(parts[0], out var set)) sets[parts[0]] = set = new();
            foreach (var word in words.Select(folding.Canonical)) if (word.Length > 0) set.Add(word, parts.Length > 1 ? parts[1] : "");
        }
        After = Set("after");
        Afterperson = Set("afterperson");
        Before = Set("before");
        Close = Set("close");
        Codeword = Set("codeword");
        Counted = Set("counted");
        Currency = Set("currency");
        Datelead = Set("datelead");
        Datetail = Set("datetail");
        Day = Set("day");
        Daypart = Set("daypart");
        Each = Set("each");
        Greeted = Set("greeted");
        Greeting = Set("greeting");
        Half = Set("half");
        Halfspan = Set("halfspan");
        Halfyear = Set("halfyear");
        Holiday = Set("holiday");
        Month = Set("month");
        Monthpart = Set("monthpart");
        Nodate = Set("nodate");
        Nomoney = Set("nomoney");
        Norival = Set("norival");
        Norole = Set("norole");
        Phoneword = Set("phoneword");
        Point = Set("point");
        Priced = Set("priced");
        Quarter = Set("quarter");
        Rivalact = Set("rivalact");
        Rivallead = Set("rivallead");
        Rivaltail = Set("rivaltail");
        Role = Set("role");
        Share = Set("share");
        Sign = Set("sign");
        Span = Set("span");
        Surname = Set("surname");
        Thisquarter = Set("thisquarter");
        Title = Set("title");
        Unit = Set("unit");
        Untitle = Set("untitle");
        Ununit = Set("ununit");
        Week = Set("week");
        Weekword = Set("weekword");
        Within = Set("within");
        Year = Set("year");
        for (var c = 0; c < leads.Length; c++) leads[c] = IsLead((char)c);
    }

    public WordSet After { get; }
    public WordSet Afterperson { get; }
    public WordSet Before { get; }
    public WordSet Close { get; }
    public WordSet Codeword { get; }
    public WordSet Counted { get; }
    public WordSet Currency { get; }
    public WordSet Datelead { get; }
    public WordSet Datetail { get; }
    public WordSet Day { get; }
    public WordSet Daypart { get; }
    public WordSet Each { get; }
    public WordSet Greeted { get; }
    public WordSet Greeting { get; }
    public WordSet Half { get; }
    public WordSet Halfspan { get; }
    public WordSet Halfyear { get; }
    public WordSet Holiday { get; }
    public WordSet Month { get; }
    public WordSet Monthpart { get; }
    public WordSet Nodate { get; }
    public WordSet Nomoney { get; }
    public WordSet Norival { get; }
    public WordSet Norole { get; }
    public WordSet Phoneword { get; }
    public WordSet Point { get; }
    public WordSet Priced { get; }
    public WordSet Quarter { get; }
    public WordSet Rivalact { get; }
    public WordSet Rivallead { get; }
    public WordSet Rivaltail { get; }
    public WordSet Role { get; }
    public WordSet Share { get; }
    public WordSet Sign { get; }
    public WordSet Span { get; }
    public WordSet Surname { get; }
    public WordSet Thisquarter { get; }
    public WordSet Title { get; }
    public WordSet Unit { get; }
    public WordSet Untitle { get; }
    public WordSet Ununit { get; }
    public WordSet Week { get; }
    public WordSet Weekword { get; }
    public WordSet Within { get; }
    public WordSet Year { get; }

    /// <summary>True when a number, a date or an amount may begin with this character.</summary>
    public bool Leads(char c) => leads[c];

    /// <summary>The dates of a feast that moves, in no order that means anything.</summary>
    public IReadOnlyCollection<string> DatesOf(string holiday) => Set("on:" + holiday).Words;

    bool IsLead(char c) => char.IsAsciiDigit(c) || NumeralReader.IsNumeral(c) || c is '+' or '.' or '幺' or '农' or '阴' or '旧' or '正' or '冬' or '腊' or '年' or '节' or '月' or '半'
        || ((WordSet[])[Year, Half, Halfyear, Quarter, Thisquarter, Month, Week, Weekword, Day, Holiday, Daypart, Share, Halfspan]).Any(set => set.Begins(c));

    WordSet Set(string name) => sets.GetValueOrDefault(name, WordSet.Empty);
}
