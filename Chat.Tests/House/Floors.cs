using System.Xml.Linq;
using Chat.Tests.Running;

namespace Chat.Tests.House;

/// <summary>A project references only what stands on a lower floor, and siblings never each other.</summary>
public sealed class Floors
{
    private static readonly Dictionary<string, int> Floor = new(StringComparer.Ordinal)
    {
        ["Chat.Contracts"] = 0,
        ["Chat.Native"] = 0,
        ["Chat.Core"] = 1,
        ["Chat.Data"] = 2,
        ["Chat.Hubs"] = 2,
        ["Chat.Vision"] = 2,
        ["Chat.Assistant"] = 2,
        ["Chat.Api"] = 3,
    };

    public static TheoryData<string> Projects => [.. Floor.Keys];

    [Theory]
    [MemberData(nameof(Projects))]
    public void A_project_references_lower_floors_alone(string project)
    {
        foreach (var reference in ReferencesOf(project))
        {
            Assert.True(Floor[reference] < Floor[project], $"{project} on floor {Floor[project]} references {reference} on floor {Floor[reference]}.");
        }
    }

    [Fact]
    public void The_client_knows_the_contract_and_nothing_of_the_server() => Assert.Equal(["Chat.Contracts"], ReferencesOf("Chat.Client"));

    [Fact]
    public void The_console_speaks_through_the_client_alone() => Assert.Equal(["Chat.Client"], ReferencesOf("Chat.Console", "clients/console"));

    [Fact]
    public void The_native_libraries_know_nothing_of_chat() => Assert.Empty(ReferencesOf("Chat.Native"));

    [Fact]
    public void The_core_knows_no_database_and_no_hub()
    {
        var used = typeof(Chat.Core.CoreRegistration).Assembly.GetReferencedAssemblies().Select(assembly => assembly.Name!);

        Assert.DoesNotContain(used, name => name.StartsWith("Npgsql", StringComparison.Ordinal)
            || name.Contains("SignalR", StringComparison.Ordinal) || name.Contains("Relational", StringComparison.Ordinal)
            || name.StartsWith("Microsoft.AspNetCore.Http", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_server_project_has_a_floor()
    {
        var projects = Directory.GetFiles(Repository.Root, "Chat.*.csproj", new EnumerationOptions { RecurseSubdirectories = true, MaxRecursionDepth = 1 })
            .Select(file => Path.GetFileNameWithoutExtension(file)!).Except(["Chat.Client", "Chat.Tests", "Chat.Bench"]);

        Assert.Equal(Floor.Keys.Order(StringComparer.Ordinal), projects.Order(StringComparer.Ordinal));
    }

    private static string[] ReferencesOf(string project, string? folder = null) =>
        [.. XDocument.Load(Path.Combine(Repository.Root, folder ?? project, $"{project}.csproj")).Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value.Replace('\\', '/')))];
}
