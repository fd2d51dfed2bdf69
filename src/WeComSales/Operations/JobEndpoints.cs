using WeComSales.Domain;
using WeComSales.People;

namespace WeComSales.Operations;

/// <summary>The overview of jobs, for administrators.</summary>
public static class JobEndpoints
{
    public static void MapJobs(this IEndpointRouteBuilder app) =>
        app.MapGet("/api/jobs", (JobOverview overview) => overview.All()).ForRoles(Role.Admin).WithTags("operations");
}
