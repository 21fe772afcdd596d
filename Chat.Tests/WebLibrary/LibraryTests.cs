using System.Text.Json.Nodes;
using Chat.Tests.Running;

namespace Chat.Tests.WebLibrary;

/// <summary>The library proves itself in its own language, against this server on a real database.</summary>
public sealed class LibraryTests(ChatApp app) : IClassFixture<ChatApp>
{
    private const int AtLeast = 50;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Its_types_hold()
    {
        var (exitCode, said) = await Toolchain.RunAsync("typescript/bin/tsc", ["--noEmit", "--pretty", "false"], new Dictionary<string, string>(), Token);

        Assert.True(exitCode is 0, said);
    }

    [Fact]
    public async Task Its_own_tests_pass_against_the_real_server()
    {
        var report = Path.Combine(Path.GetTempPath(), $"chat-library-{Guid.NewGuid():N}.json");
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["CHAT_ADDRESS"] = $"{app.Address}", ["NO_COLOR"] = "1" };
        try
        {
            var (exitCode, said) = await Toolchain.RunAsync("vitest/vitest.mjs", ["run", "--reporter=default", "--reporter=json", $"--outputFile={report}"], settings, Token);

            Assert.True(exitCode is 0, said);
            var passed = JsonNode.Parse(await File.ReadAllTextAsync(report, Token))!["numPassedTests"]!.GetValue<int>();
            Assert.True(passed >= AtLeast, $"Only {passed} tests of the library ran.\n{said}");
        }
        finally { File.Delete(report); }
    }
}
