using WeComSales.Domain;

namespace WeComSales.Data;

/// <summary>What the shops sell.</summary>
public sealed class Products(Tx tx)
{
    const string Columns = "product_code, name, category, price";

    /// <param name="codes">At most 500.</param>
    public async Task<IReadOnlyDictionary<string, Product>> ByCodes(IReadOnlyCollection<string> codes) => codes.Count == 0
        ? new Dictionary<string, Product>()
        : (await tx.All<Row>($"select {Columns} from products where product_code in @codes", new { codes = tx.Many(codes) }))
            .ToDictionary(row => row.ProductCode, row => row.Product, StringComparer.Ordinal);

    /// <summary>The next page behind a code.</summary>
    public async Task<IReadOnlyList<Product>> After(string code, int count) =>
        [.. (await tx.All<Row>($"select {Columns} from products where product_code > @code order by product_code {tx.Dialect.Limit}", new { code, count })).Select(row => row.Product)];

    /// <summary>The first of some categories, in the order of their codes.</summary>
    public async Task<IReadOnlyList<Product>> OfCategories(IReadOnlyCollection<string> categories, int count) => categories.Count == 0 ? [] :
        [.. (await tx.All<Row>($"select {Columns} from products where category in @categories order by product_code {tx.Dialect.Limit}", new { categories = tx.Many(categories), count }))
            .Select(row => row.Product)];

    /// <summary>Those that have the text in their name or are this code.</summary>
    public async Task<IReadOnlyList<Product>> Search(string text, int count) =>
        [.. (await tx.All<Row>(
            $@"select {Columns} from products where product_code = @text or lower(name) like @pattern escape '\' order by product_code {tx.Dialect.Limit}",
            new { text = text.Trim(), pattern = LikeText.Containing(text), count })).Select(row => row.Product)];

    public Task Put(Product product) => tx.Put(
        "update products set name = @Name, category = @Category, price = @Price where product_code = @ProductCode",
        "products", "product_code", Columns, new { ProductCode = product.Code, product.Name, product.Category, product.Price });

    sealed class Row
    {
        public required string ProductCode { get; init; }
        public required string Name { get; init; }
        public string? Category { get; init; }
        public decimal? Price { get; init; }

        public Product Product => new(ProductCode, Name, Category, Price);
    }
}
