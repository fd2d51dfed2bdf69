using WeComSales.Data;
using WeComSales.Domain;

namespace WeComSales.People;

/// <summary>Who stands by somebody, and how they were found.</summary>
public sealed record Standby(IReadOnlyList<string> People, FoundBy By);

/// <summary>
/// Who supports the owner of an opportunity (product.md, "Who is who"): the nearest with the role, for want of presales
/// the ops, for want of those whom the settings name, else the administrators.
/// </summary>
public sealed class Specialists(AppSettings settings)
{
    readonly Administrators administrators = new(settings);

    /// <param name="department">The owner's main department; null without one.</param>
    /// <returns>In this order; the first that has somebody counts.</returns>
    public async Task<IReadOnlyList<Standby>> Of(Tx tx, Role role, long? department)
    {
        var near = await tx.Staff.NearestWithRole(role, department);
        return near.Count == 0 && role != Role.Ops
            ? await Of(tx, Role.Ops, department)
            : [new(near, FoundBy.Role), new(settings.Rules.DefaultOps, FoundBy.Default), new(await administrators.All(tx), FoundBy.Admin)];
    }
}
