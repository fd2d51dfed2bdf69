using Microsoft.AspNetCore.Authorization;
using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>Who may use a route. Every route says one of these; a route that says nothing is refused to everybody.</summary>
public static class Access
{
    /// <summary>Everybody, signed in or not.</summary>
    public static TBuilder ForAnyone<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.AllowAnonymous();

    /// <summary>Whoever is signed in; what they see is decided by the query.</summary>
    public static TBuilder ForStaff<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.RequireAuthorization(policy => policy.RequireAuthenticatedUser());

    public static TBuilder ForRoles<TBuilder>(this TBuilder route, params Role[] roles) where TBuilder : IEndpointConventionBuilder =>
        route.RequireAuthorization(policy => policy.RequireRole(roles.Select(Roles.Word)));

    /// <summary>Those who see any customer at all; the query decides which.</summary>
    public static TBuilder ForCustomerData<TBuilder>(this TBuilder route) where TBuilder : IEndpointConventionBuilder =>
        route.ForRoles([.. Enum.GetValues<Role>().Where(role => new Viewer("", role).Sight != Sight.None)]);

    /// <summary>Routes on which somebody forgot to say it.</summary>
    public static IReadOnlyList<string> Unguarded(IEnumerable<Endpoint> endpoints) =>
        [.. endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<IAllowAnonymous>() is null
                && endpoint.Metadata.GetMetadata<IAuthorizeData>() is null
                && endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is null)
            .Select(endpoint => endpoint.DisplayName ?? "?")];

    internal static AuthorizationPolicy Nobody { get; } = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
}
