using System.Reflection;
using Chat.Contracts.Server;
using Chat.Core.Data;
using Chat.Core.Server;
using Chat.Data;

namespace Chat.Api.Start;

/// <summary>What an operator wants to know first, once, in one place.</summary>
internal static class StartBlock
{
    public static string Of(WebApplication app)
    {
        var info = app.Services.GetRequiredService<DescribeServer>().Handle();
        var addresses = app.Urls.Select(Reachable).ToArray();
        string[] lines =
        [
            "",
            $"Chat is ready at {addresses[0]}",
            .. addresses.Skip(1).Select(other => $"        also at {other}"),
            $"  version    {info.Version}",
            $"  data       {app.Services.GetRequiredService<DataDirectory>().Root}",
            $"  database   {app.Services.GetRequiredService<ChatDatabase>().Description}",
            .. Features(info.Features).Select(one => $"  {(one.Feature.Available ? "on " : "off")}        {one.Name}: {one.Feature.Detail}"),
            "  stop       Ctrl-C",
            "",
        ];
        return string.Join(Environment.NewLine, lines);
    }

    /// <summary>A wildcard is no address that a browser could open.</summary>
    private static string Reachable(string url) =>
        url.Replace("[::]", "localhost", StringComparison.Ordinal).Replace("0.0.0.0", "localhost", StringComparison.Ordinal)
            .Replace("+", "localhost", StringComparison.Ordinal).Replace("*", "localhost", StringComparison.Ordinal);

    private static IEnumerable<(string Name, Feature Feature)> Features(Features features) =>
        typeof(Features).GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.PropertyType == typeof(Feature))
            .Select(property => (Words(property.Name), (Feature)property.GetValue(features)!));

    private static string Words(string name) =>
        string.Concat(name.Select((letter, at) => at > 0 && char.IsUpper(letter) ? $" {char.ToLowerInvariant(letter)}" : $"{char.ToLowerInvariant(letter)}"));
}
