namespace WeComSales.Stalls;

public static class StallEndpoints
{
    public static void MapStalls(this IEndpointRouteBuilder app)
    {
    }
}
